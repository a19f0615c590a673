package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;

/** The two 8259A interrupt controllers, which this kernel does not use. */
final class LegacyInterrupts {
    private static final int MASTER_DATA = 0x21;
    private static final int SLAVE_DATA = 0xA1;
    private static final int ALL = 0xFF;

    private LegacyInterrupts() {}

    /** Masks every line. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    static void disable() {
        Instructions.out8(MASTER_DATA, ALL);
        Instructions.out8(SLAVE_DATA, ALL);
    }
}
