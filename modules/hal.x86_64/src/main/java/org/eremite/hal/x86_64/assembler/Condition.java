package org.eremite.hal.x86_64.assembler;

/** Conditions of {@code Jcc}, with their encoding (SDM volume 2, table B-10). */
public enum Condition {
    OVERFLOW(0x0),
    NOT_OVERFLOW(0x1),
    /** Unsigned less; the same as {@link #CARRY}. */
    BELOW(0x2),
    CARRY(0x2),
    /** Unsigned greater or equal; the same as {@link #NOT_CARRY}. */
    ABOVE_OR_EQUAL(0x3),
    NOT_CARRY(0x3),
    EQUAL(0x4),
    ZERO(0x4),
    NOT_EQUAL(0x5),
    NOT_ZERO(0x5),
    BELOW_OR_EQUAL(0x6),
    ABOVE(0x7),
    SIGN(0x8),
    NOT_SIGN(0x9),
    PARITY(0xA),
    NOT_PARITY(0xB),
    /** Signed. */
    LESS(0xC),
    GREATER_OR_EQUAL(0xD),
    LESS_OR_EQUAL(0xE),
    GREATER(0xF);

    private final int code;

    Condition(int code) {
        this.code = code;
    }

    /** The four bits added to the opcode. */
    int code() {
        return code;
    }
}
