package org.eremite.hal.x86_64.assembler;

/** What the code segment makes of the instruction bytes (SDM volume 3, 5.2.1: flags L and D). */
public enum Mode {
    /** Real mode, or a 16-bit code segment. */
    CODE_16(Size.WORD),
    /** Protected mode. */
    CODE_32(Size.DWORD),
    /** 64-bit mode. */
    CODE_64(Size.QWORD);

    private final Size addressSize;

    Mode(Size addressSize) {
        this.addressSize = addressSize;
    }

    /** Width of addresses, of the stack's slots and of near branch targets. */
    public Size addressSize() {
        return addressSize;
    }
}
