package org.eremite.hal.x86_64;

/** Registers of an exception, as the trap code pushes them: 15 general ones, vector, error code, then the CPU's. */
public final class TrapFrameDescriptor {
    /** R15, R14, R13, R12, R11, R10, R9, R8, RBP, RDI, RSI, RDX, RCX, RBX, RAX, upward. */
    public static final int REGISTERS = 0;
    /** R15, in which the runtime keeps its thread. */
    public static final int R15 = REGISTERS;
    /** Vector. */
    public static final int VECTOR = 120;
    /** Error code, 0 where the exception has none. */
    public static final int ERROR_CODE = 128;
    /** Pushed by the CPU (SDM figure 6-9). */
    public static final int RIP = 136;
    public static final int CS = 144;
    public static final int RFLAGS = 152;
    public static final int RSP = 160;

    private TrapFrameDescriptor() {}
}
