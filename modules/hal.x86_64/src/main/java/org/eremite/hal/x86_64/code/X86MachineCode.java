package org.eremite.hal.x86_64.code;

import java.util.List;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.MachineCode;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;
import org.eremite.hal.code.Relocation;
import org.eremite.hal.x86_64.BootDataDescriptor;
import org.eremite.hal.x86_64.CpuAreaDescriptor;
import org.eremite.hal.x86_64.assembler.Assembler;

/** The memory map of an image on this machine, its assembled code, its variables and its page tables. */
public final class X86MachineCode implements MachineCode {
    /** Above everything firmware uses below 1 MiB, on a 2 MiB boundary. */
    private static final long PHYSICAL_BASE = 2L << 20;
    /** 8 TiB: in the lower half, since the runtime's backtraces take addresses with the top bit set for something else. */
    private static final long CODE_BASE = 0x0000_0800_0000_0000L;
    /** 16 TiB: in the lower half, far from the null page, with room above for every reservation. */
    private static final long HEAP_BASE = 0x0000_1000_0000_0000L;
    /** Null region of the collector: one aligned heap chunk, so that the image heap's chunks are aligned. */
    private static final long IMAGE_HEAP_OFFSET = 512L << 10;
    private static final int PAGE = 4096;

    private final InstructionSet level;

    /** For images of the level that is the image builder's default. */
    public X86MachineCode() {
        this(InstructionSet.V3);
    }

    private X86MachineCode(InstructionSet level) {
        this.level = level;
    }

    @Override
    public MachineCode forInstructionSet(String name) {
        return new X86MachineCode(InstructionSet.of(name));
    }

    @Override
    public long physicalBase() {
        return PHYSICAL_BASE;
    }

    @Override
    public long codeBase() {
        return CODE_BASE;
    }

    @Override
    public long heapBase() {
        return HEAP_BASE;
    }

    @Override
    public long imageHeapOffset() {
        return IMAGE_HEAP_OFFSET;
    }

    @Override
    public String entrySymbol() {
        return SymbolNames.ENTRY;
    }

    @Override
    public List<CodeSection> sections() {
        Assembler assembler = new Assembler();
        new BootCode(assembler, HEAP_BASE, level).assemble();
        ContextCode contexts = new ContextCode(assembler, HEAP_BASE);
        contexts.assemble();
        new TrapCode(assembler, contexts, HEAP_BASE).assemble();
        new InstructionCode(assembler).assemble();
        variables(assembler);
        return assembler.sections();
    }

    private static void variables(Assembler a) {
        a.section("eremite.bootdata", Permission.READ_WRITE, PAGE);
        a.define(SymbolNames.BOOT_DATA);
        a.zeroes(BootDataDescriptor.FINAL_PML4);
        a.address(Relocation.Kind.PHYSICAL_64, SymbolNames.FINAL_PML4, 0);
        a.reserve(BootDataDescriptor.BYTES - BootDataDescriptor.FINAL_PML4 - Long.BYTES);
        a.section("eremite.idt", Permission.READ_WRITE, PAGE);
        a.define(SymbolNames.IDT);
        a.reserve(PAGE);
        a.section("eremite.bootcpu", Permission.READ_WRITE, PAGE);
        a.define(SymbolNames.BOOT_CPU_AREA);
        a.reserve(CpuAreaDescriptor.BYTES);
    }

    @Override
    public CodeSection mappings(List<PlacedSegment> segments, long physicalAddress) {
        return PageTables.build(segments, physicalAddress);
    }
}
