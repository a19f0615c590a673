package org.eremite.hal.x86_64.assembler;

/** Width of an operand or an address. */
public enum Size {
    BYTE(1),
    WORD(2),
    DWORD(4),
    QWORD(8);

    private final int bytes;

    Size(int bytes) {
        this.bytes = bytes;
    }

    /** Width in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Width in bytes of an immediate operand: a 64-bit operand takes 32 bits, sign-extended. */
    int immediateBytes() {
        return Math.min(bytes, DWORD.bytes);
    }
}
