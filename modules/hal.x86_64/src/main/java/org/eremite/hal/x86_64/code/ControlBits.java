package org.eremite.hal.x86_64.code;

/** Bits of control and model-specific registers set at boot (SDM vol. 3, 2.5 and vol. 4). */
final class ControlBits {
    private static final int CR0_PE = 1;
    private static final int CR0_MP = 1 << 1;
    private static final int CR0_ET = 1 << 4;
    private static final int CR0_NE = 1 << 5;
    private static final int CR0_WP = 1 << 16;
    private static final int CR0_PG = 1 << 31;
    /** Protected mode with paging; the kernel's own writes respect read-only pages. */
    static final long CR0 = (CR0_PE | CR0_MP | CR0_ET | CR0_NE | CR0_WP | CR0_PG) & 0xFFFF_FFFFL;
    /** Protected mode without paging. */
    static final long CR0_PROTECTED = CR0_PE | CR0_ET;

    private static final int CR4_PAE = 1 << 5;
    private static final int CR4_OSFXSR = 1 << 9;
    private static final int CR4_OSXMMEXCPT = 1 << 10;
    private static final int CR4_OSXSAVE = 1 << 18;
    /** Long-mode paging, vector instructions, extended states. */
    static final long CR4 = CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT | CR4_OSXSAVE;

    static final int MSR_EFER = 0xC000_0080;
    private static final int EFER_LME = 1 << 8;
    private static final int EFER_NXE = 1 << 11;
    /** Long mode and execute-disable. */
    static final long EFER = EFER_LME | EFER_NXE;

    static final int MSR_GS_BASE = 0xC000_0101;

    /** Extended states the kernel saves: x87, SSE, AVX. */
    static final int XCR0_BASE = 0b0000_0111;
    /** AVX-512: opmask, upper halves, upper registers; only all three together. */
    static final int XCR0_AVX512 = 0b1110_0000;
    static final int CPUID_XSAVE = 0x0D;

    private ControlBits() {}
}
