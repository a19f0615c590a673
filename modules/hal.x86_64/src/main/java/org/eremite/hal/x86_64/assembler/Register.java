package org.eremite.hal.x86_64.assembler;

/**
 * General-purpose registers with their width. The high bytes AH, CH, DH and BH are not offered: instructions with a REX
 * prefix cannot name them.
 */
public enum Register {
    RAX(Size.QWORD, 0),
    RCX(Size.QWORD, 1),
    RDX(Size.QWORD, 2),
    RBX(Size.QWORD, 3),
    RSP(Size.QWORD, 4),
    RBP(Size.QWORD, 5),
    RSI(Size.QWORD, 6),
    RDI(Size.QWORD, 7),
    R8(Size.QWORD, 8),
    R9(Size.QWORD, 9),
    R10(Size.QWORD, 10),
    R11(Size.QWORD, 11),
    R12(Size.QWORD, 12),
    R13(Size.QWORD, 13),
    R14(Size.QWORD, 14),
    R15(Size.QWORD, 15),

    EAX(Size.DWORD, 0),
    ECX(Size.DWORD, 1),
    EDX(Size.DWORD, 2),
    EBX(Size.DWORD, 3),
    ESP(Size.DWORD, 4),
    EBP(Size.DWORD, 5),
    ESI(Size.DWORD, 6),
    EDI(Size.DWORD, 7),
    R8D(Size.DWORD, 8),
    R9D(Size.DWORD, 9),
    R10D(Size.DWORD, 10),
    R11D(Size.DWORD, 11),
    R12D(Size.DWORD, 12),
    R13D(Size.DWORD, 13),
    R14D(Size.DWORD, 14),
    R15D(Size.DWORD, 15),

    AX(Size.WORD, 0),
    CX(Size.WORD, 1),
    DX(Size.WORD, 2),
    BX(Size.WORD, 3),
    SP(Size.WORD, 4),
    BP(Size.WORD, 5),
    SI(Size.WORD, 6),
    DI(Size.WORD, 7),
    R8W(Size.WORD, 8),
    R9W(Size.WORD, 9),
    R10W(Size.WORD, 10),
    R11W(Size.WORD, 11),
    R12W(Size.WORD, 12),
    R13W(Size.WORD, 13),
    R14W(Size.WORD, 14),
    R15W(Size.WORD, 15),

    AL(Size.BYTE, 0),
    CL(Size.BYTE, 1),
    DL(Size.BYTE, 2),
    BL(Size.BYTE, 3),
    SPL(Size.BYTE, 4),
    BPL(Size.BYTE, 5),
    SIL(Size.BYTE, 6),
    DIL(Size.BYTE, 7),
    R8B(Size.BYTE, 8),
    R9B(Size.BYTE, 9),
    R10B(Size.BYTE, 10),
    R11B(Size.BYTE, 11),
    R12B(Size.BYTE, 12),
    R13B(Size.BYTE, 13),
    R14B(Size.BYTE, 14),
    R15B(Size.BYTE, 15);

    private final Size size;
    private final int number;

    Register(Size size, int number) {
        this.size = size;
        this.number = number;
    }

    /** Width of the register. */
    public Size size() {
        return size;
    }

    /** Number in instructions, 0 to 15. */
    public int number() {
        return number;
    }

    /** Whether it exists in 64-bit code only: R8 to R15, all 64-bit registers, and SPL, BPL, SIL, DIL. */
    boolean needs64BitMode() {
        return number >= 8 || size == Size.QWORD || needsRex();
    }

    /** Whether its number would mean AH, CH, DH or BH without a REX prefix (SDM volume 2, table 3-1). */
    boolean needsRex() {
        return size == Size.BYTE && number >= 4;
    }
}
