package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/** The interrupt descriptor table that all CPUs share (SDM vol. 3, 6.14.1). */
final class InterruptTable {
    private static final int ENTRY_BYTES = 16;
    /** Present interrupt gate. */
    private static final long GATE = 0x8EL << 40;
    private static final int IST_SHIFT = 32;
    /** Stacks, by number in the task state segment. */
    private static final long DISPATCH_STACK = 1;
    private static final long EXCEPTION_STACK = 2;
    private static final long NMI_STACK = 3;
    private static final long DOUBLE_FAULT_STACK = 4;

    private InterruptTable() {}

    /** Fills the table from the handler addresses that assembled code lists. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    static void initialize() {
        long table = Symbols.IDT.get().rawValue();
        long handlers = Symbols.VECTORS.get().rawValue();
        for (int vector = 0; vector < Vectors.COUNT; vector++) {
            long handler = RawMemory.getLong(handlers + (long) vector * Long.BYTES);
            long entry = table + (long) vector * ENTRY_BYTES;
            long low = (handler & 0xFFFF)
                    | ((long) CpuAreaDescriptor.CODE_SELECTOR << 16)
                    | (stackFor(vector) << IST_SHIFT)
                    | GATE
                    | ((handler & 0xFFFF_0000L) << 32);
            RawMemory.putLong(entry, low);
            RawMemory.putLong(entry + 8, handler >>> 32);
        }
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private static long stackFor(int vector) {
        if (vector == Vectors.NMI || vector == Vectors.MACHINE_CHECK) {
            return NMI_STACK;
        }
        if (vector == Vectors.DOUBLE_FAULT) {
            return DOUBLE_FAULT_STACK;
        }
        return vector < Vectors.EXCEPTIONS ? EXCEPTION_STACK : DISPATCH_STACK;
    }
}
