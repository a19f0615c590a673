package org.eremite.hal.code;

import java.util.List;

/** What a HAL provider adds to an image: entry code, tables and the placement of everything; found as a service. */
public interface MachineCode {
    /**
     * The same for an image whose code uses the instruction set called {@code name}, which entry code then demands.
     *
     * @throws IllegalArgumentException if that is no name of an instruction set here; the message says which there are
     */
    MachineCode forInstructionSet(String name);

    /** Physical address of the first byte of the image. */
    long physicalBase();

    /** Virtual address at which code, constants and variables start. */
    long codeBase();

    /**
     * Virtual address of the Java heap's base: the null region that is never mapped. The image heap follows
     * {@link #imageHeapOffset} bytes later.
     */
    long heapBase();

    /** Distance from {@link #heapBase} to the first byte of the image heap. */
    long imageHeapOffset();

    /** Sections linked into the image before addresses are known. */
    List<CodeSection> sections();

    /**
     * Tables that describe the finished layout (initial page tables): one section, placed behind all others in
     * physical memory at {@code physicalAddress}, reached by its symbols' physical addresses.
     */
    CodeSection mappings(List<PlacedSegment> segments, long physicalAddress);

    /** Symbol of the instruction at which the boot protocol enters, physical address, below 4 GiB. */
    String entrySymbol();
}
