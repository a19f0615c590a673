package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;

/** Registers of the local APIC in its memory-mapped page (SDM 10.4.1, table 10-1). */
final class LocalApicDescriptor {
    /** Physical address after reset (SDM 10.4.1). */
    static final long BASE = 0xFEE0_0000L;
    /** Base address and mode (SDM vol. 3, figure 10-26). */
    static final int MSR_BASE = 0x1B;
    /** APIC global enable, and x2APIC mode. */
    static final long BASE_X2APIC = 1L << 11 | 1L << 10;
    /** First register in x2APIC mode (SDM vol. 3, table 10-6). */
    private static final int MSR_FIRST = 0x800;
    private static final int REGISTER_SHIFT = 4;
    /** Local APIC identifier, in bits 31 to 24. */
    static final int ID = 0x020;
    /** Identifier's position. */
    static final int ID_SHIFT = 24;
    /** Task priority. */
    static final int TPR = 0x080;
    /** End of interrupt. */
    static final int EOI = 0x0B0;
    /** Spurious interrupt vector, with the software enable bit. */
    static final int SVR = 0x0F0;
    /** APIC software enable. */
    static final int SVR_ENABLE = 1 << 8;
    /** Interrupt command, low word: writing it sends. */
    static final int ICR_LOW = 0x300;
    /** Interrupt command, high word: destination in bits 31 to 24. */
    static final int ICR_HIGH = 0x310;
    /** Delivery modes (SDM figure 10-12). */
    static final int ICR_NMI = 4 << 8;
    static final int ICR_INIT = 5 << 8;
    static final int ICR_STARTUP = 6 << 8;
    /** Delivery status: send pending. */
    static final int ICR_PENDING = 1 << 12;
    /** Level assert. */
    static final int ICR_ASSERT = 1 << 14;
    /** Destination shorthand: all excluding self. */
    static final int ICR_ALL_OTHERS = 3 << 18;
    /** Local vector table: timer. Mode bits 18:17 are zero for one-shot. */
    static final int LVT_TIMER = 0x320;
    static final int LVT_LINT0 = 0x350;
    static final int LVT_LINT1 = 0x360;
    static final int LVT_ERROR = 0x370;
    /** Masked. */
    static final int LVT_MASKED = 1 << 16;
    /** Timer: initial count, current count, divide configuration. */
    static final int TIMER_INITIAL = 0x380;
    static final int TIMER_CURRENT = 0x390;
    static final int TIMER_DIVIDE = 0x3E0;
    /** Divide by 1. */
    static final int DIVIDE_BY_1 = 0b1011;

    private LocalApicDescriptor() {}

    /** Model-specific register of x2APIC mode that stands for the one at {@code register} in memory. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static int modelSpecific(int register) {
        return MSR_FIRST + (register >> REGISTER_SHIFT);
    }

    /** The interrupt command of x2APIC mode: destination and {@link #ICR_LOW} in one write (SDM vol. 3, 10.12.9). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long command(int apicId, int low) {
        return (long) apicId << Integer.SIZE | low & 0xFFFF_FFFFL;
    }
}
