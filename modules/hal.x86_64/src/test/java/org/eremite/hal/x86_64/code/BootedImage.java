package org.eremite.hal.x86_64.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.MachineCode;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;
import org.eremite.hal.code.Relocation;

/**
 * The assembled sections, linked with Java functions that are mere places, and loaded into memory as a boot loader
 * would. Code, constants, variables and a small heap follow each other, each from a 2 MiB boundary.
 */
final class BootedImage {
    /** Symbols that Java code defines. */
    static final List<String> JAVA = List.of(
            SymbolNames.JAVA_BOOT,
            SymbolNames.JAVA_ARRIVE,
            SymbolNames.JAVA_INTERRUPT,
            SymbolNames.JAVA_DISPATCH,
            SymbolNames.JAVA_PAGE_FAULT,
            SymbolNames.JAVA_EXCEPTION);
    /** Places that tests use as code of threads. */
    static final String THREAD = "java_thread_";
    static final int THREADS = 8;
    static final long HEAP_BYTES = 256 << 10;
    static final MachineCode CODE = new X86MachineCode();

    private static final long LARGE_PAGE = 2 << 20;
    private static final long PAGE = 4096;
    private static final List<Permission> ORDER =
            List.of(Permission.READ_EXECUTE, Permission.READ, Permission.READ_WRITE);
    private static final BootedImage INSTANCE = new BootedImage(CODE);

    private final PhysicalMemory memory = new PhysicalMemory();
    private final Map<String, Long> virtual = new HashMap<>();
    private final Map<String, Long> physical = new HashMap<>();
    private final List<PlacedSegment> segments = new ArrayList<>();

    static BootedImage image() {
        return INSTANCE;
    }

    /** An image of a level that is not the default. */
    static BootedImage ofLevel(InstructionSet level) {
        return new BootedImage(CODE.forInstructionSet(level.levelName()));
    }

    private BootedImage(MachineCode code) {
        List<CodeSection> sections = new ArrayList<>(code.sections());
        sections.add(javaSection());
        Map<CodeSection, Long> places = new HashMap<>();
        long offset = 0;
        for (Permission permission : ORDER) {
            long start = offset;
            for (CodeSection section : sections) {
                if (section.permission() == permission) {
                    offset = alignUp(offset, section.alignment());
                    places.put(section, offset);
                    offset += section.memoryBytes();
                }
            }
            segments.add(new PlacedSegment(
                    CODE.codeBase() + start, CODE.physicalBase() + start, alignUp(offset - start, PAGE), permission));
            offset = alignUp(offset, LARGE_PAGE);
        }
        long heapPhysical = CODE.physicalBase() + offset;
        segments.add(new PlacedSegment(heap(), heapPhysical, HEAP_BYTES, Permission.READ_WRITE));
        long mappingsPhysical = heapPhysical + HEAP_BYTES;
        CodeSection mappings = CODE.mappings(segments, mappingsPhysical);
        memory.put(mappingsPhysical, mappings.bytes());
        mappings.symbols().forEach((name, place) -> physical.put(name, mappingsPhysical + place));

        places.forEach((section, place) -> section.symbols().forEach((name, position) -> {
            virtual.put(name, CODE.codeBase() + place + position);
            physical.put(name, CODE.physicalBase() + place + position);
        }));
        places.forEach(this::load);
    }

    private static CodeSection javaSection() {
        Map<String, Integer> symbols = new HashMap<>();
        JAVA.forEach(name -> symbols.put(name, symbols.size()));
        for (int i = 0; i < THREADS; i++) {
            symbols.put(THREAD + i, symbols.size());
        }
        return new CodeSection(
                "java", Permission.READ_EXECUTE, 16, new byte[symbols.size()], 0, symbols, List.of());
    }

    private void load(CodeSection section, long place) {
        long start = CODE.physicalBase() + place;
        memory.put(start, section.bytes());
        for (Relocation relocation : section.relocations()) {
            Map<String, Long> addresses =
                    switch (relocation.kind()) {
                        case ABSOLUTE_64, PC_RELATIVE_32 -> virtual;
                        case PHYSICAL_32, PHYSICAL_64 -> physical;
                    };
            long value = addresses.get(relocation.symbol()) + relocation.addend();
            if (relocation.kind() == Relocation.Kind.PC_RELATIVE_32) {
                value -= CODE.codeBase() + place + relocation.offset();
            }
            memory.put(start + relocation.offset(), value, relocation.kind().bytes());
        }
    }

    /** A private copy of the memory after loading. */
    PhysicalMemory loaded() {
        return new PhysicalMemory(memory);
    }

    long virtual(String symbol) {
        return virtual.get(symbol);
    }

    long physical(String symbol) {
        return physical.get(symbol);
    }

    /** First address of the heap. */
    static long heap() {
        return CODE.heapBase() + CODE.imageHeapOffset();
    }

    private static long alignUp(long value, long alignment) {
        return value + alignment - 1 & -alignment;
    }
}
