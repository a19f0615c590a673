package org.eremite.hal.x86_64.assembler;

/** Control registers (SDM volume 3, 2.5). */
public enum ControlRegister {
    CR0(0),
    CR2(2),
    CR3(3),
    CR4(4),
    /** The task priority; 64-bit code only. */
    CR8(8);

    private final int number;

    ControlRegister(int number) {
        this.number = number;
    }

    /** Number in instructions. */
    public int number() {
        return number;
    }
}
