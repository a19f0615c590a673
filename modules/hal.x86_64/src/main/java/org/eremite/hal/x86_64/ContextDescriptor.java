package org.eremite.hal.x86_64;

/**
 * Layout of a saved context ({@link org.eremite.hal.Contexts}).
 *
 * <pre>
 *    0  kind: {@link #VOLUNTARY} or {@link #INTERRUPTED}
 *    8  RSP
 *   16  RIP, RFLAGS, RAX, RBX, RCX, RDX, RSI, RDI, RBP, R8 .. R15   (interrupted contexts only)
 *  192  XSAVE area (SDM vol. 1, 13.4)                               (interrupted contexts only)
 * </pre>
 *
 * A voluntary context keeps RFLAGS and the registers that calls preserve on its own stack.
 */
public final class ContextDescriptor {
    /** How the context was left. */
    public static final int KIND = 0;
    /** Left by {@code eremite_deschedule}: its registers are on its stack. */
    public static final int VOLUNTARY = 0;
    /** Left by an interrupt: its registers are here. */
    public static final int INTERRUPTED = 1;
    /** Stack pointer. */
    public static final int RSP = 8;
    /** Instruction pointer. */
    public static final int RIP = 16;
    /** Flags. */
    public static final int RFLAGS = 24;
    /** General registers, in the order of {@link #GENERAL_REGISTERS}. */
    public static final int REGISTERS = 32;
    /** Number of general registers saved here: all but RSP. */
    public static final int GENERAL_REGISTERS = 15;
    /** XSAVE area; 64-byte aligned because the context is. */
    public static final int XSAVE = 192;

    private ContextDescriptor() {}
}
