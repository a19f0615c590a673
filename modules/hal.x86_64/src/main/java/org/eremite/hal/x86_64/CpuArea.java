package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/** Fills a CPU's area: segments, task state with its interrupt stacks, operands of LGDT and LIDT. */
final class CpuArea {
    /** Available 64-bit TSS, present. */
    private static final long TSS_ACCESS = 0x89L << 40;
    /** First interrupt stack pointer in the task state segment (SDM figure 8-11). */
    private static final int TSS_IST1 = 36;
    /** Offset of the I/O permission bitmap; beyond the limit means there is none. */
    private static final int TSS_IO_MAP = 102;
    private static final int IDT_BYTES = 256 * 16;

    private CpuArea() {}

    /** Prepares zeroed memory at {@code area} for CPU {@code cpu}. */
    @Uninterruptible(reason = "Runs before the CPU has a thread.")
    static void initialize(long area, int cpu, int apicId) {
        RawMemory.putLong(area + CpuAreaDescriptor.SELF, area);
        RawMemory.putLong(area + CpuAreaDescriptor.NUMBER, cpu);
        RawMemory.putLong(area + CpuAreaDescriptor.APIC_ID, apicId);

        long tss = area + CpuAreaDescriptor.TSS;
        RawMemory.putLong(area + CpuAreaDescriptor.DISPATCH_STACK, area + CpuAreaDescriptor.DISPATCH_STACK_TOP);
        RawMemory.putLong(tss + TSS_IST1, area + CpuAreaDescriptor.DISPATCH_STACK_TOP);
        RawMemory.putLong(tss + TSS_IST1 + 8, area + CpuAreaDescriptor.EXCEPTION_STACK_TOP);
        RawMemory.putLong(tss + TSS_IST1 + 16, area + CpuAreaDescriptor.NMI_STACK_TOP);
        RawMemory.putLong(tss + TSS_IST1 + 24, area + CpuAreaDescriptor.DOUBLE_FAULT_STACK_TOP);
        RawMemory.putShort(tss + TSS_IO_MAP, (short) CpuAreaDescriptor.TSS_BYTES);

        long gdt = area + CpuAreaDescriptor.GDT;
        RawMemory.putLong(gdt + CpuAreaDescriptor.CODE_SELECTOR, CpuAreaDescriptor.CODE_SEGMENT);
        RawMemory.putLong(gdt + CpuAreaDescriptor.DATA_SELECTOR, CpuAreaDescriptor.DATA_SEGMENT);
        RawMemory.putLong(gdt + CpuAreaDescriptor.TSS_SELECTOR, tssDescriptorLow(tss));
        RawMemory.putLong(gdt + CpuAreaDescriptor.TSS_SELECTOR + 8, tss >>> 32);

        RawMemory.putShort(area + CpuAreaDescriptor.GDT_OPERAND, (short) (CpuAreaDescriptor.GDT_BYTES - 1));
        RawMemory.putLong(area + CpuAreaDescriptor.GDT_OPERAND + 2, gdt);
        RawMemory.putShort(area + CpuAreaDescriptor.IDT_OPERAND, (short) (IDT_BYTES - 1));
        RawMemory.putLong(area + CpuAreaDescriptor.IDT_OPERAND + 2, Symbols.IDT.get().rawValue());
    }

    /** Low word of a TSS descriptor: limit, base 23:0, access, base 31:24 (SDM figure 8-4). */
    @Uninterruptible(reason = "Runs before the CPU has a thread.")
    private static long tssDescriptorLow(long base) {
        return (CpuAreaDescriptor.TSS_BYTES - 1)
                | ((base & 0xFF_FFFFL) << 16)
                | TSS_ACCESS
                | ((base & 0xFF00_0000L) << 32);
    }
}
