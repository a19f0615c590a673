package org.eremite.hal.x86_64.assembler;

import org.eremite.hal.code.Relocation;

/** Instructions that move data (SDM volume 2, chapters 4 and 5). */
abstract class MoveInstructions extends Encoder {

    /** {@code MOV r, r}: 88 /r, 89 /r. */
    public final void mov(Register destination, Register source) {
        Size size = sameSize(destination, source);
        modRm(size, byteOr(size, 0x88), source, destination);
    }

    /** {@code MOV r, m}: 8A /r, 8B /r. */
    public final void mov(Register destination, Memory source) {
        Size size = destination.size();
        modRm(size, byteOr(size, 0x8A), destination, source, 0);
    }

    /** {@code MOV m, r}: 88 /r, 89 /r. */
    public final void mov(Memory destination, Register source) {
        Size size = source.size();
        modRm(size, byteOr(size, 0x88), source, destination, 0);
    }

    /**
     * {@code MOV r, imm}: B0+r, B8+r, or for 64 bits the shortest of B8+r imm32 (zero-extended), C7 /0 imm32
     * (sign-extended) and REX.W B8+r imm64.
     */
    public final void mov(Register destination, long value) {
        Size size = destination.size();
        if (size != Size.QWORD) {
            long immediate = immediate(size, value);
            plusRegister(size, size == Size.BYTE ? 0xB0 : 0xB8, destination);
            section().put(immediate, size.bytes());
        } else if (value >>> Integer.SIZE == 0) {
            requireMode(Mode.CODE_64, "a 64-bit operand");
            plusRegister(Size.DWORD, 0xB8, destination);
            section().put(value, Integer.BYTES);
        } else if (value == (int) value) {
            modRm(0, size, 0xC7, 0, destination);
            section().put(value, Integer.BYTES);
        } else {
            plusRegister(size, 0xB8, destination);
            section().put(value, Long.BYTES);
        }
    }

    /** {@code MOV m, imm}: C6 /0, C7 /0; 64 bits sign-extended from 32. */
    public final void mov(Size size, Memory destination, long value) {
        long immediate = immediate(size, value);
        modRm(size, byteOr(size, 0xC6), 0, destination, size.immediateBytes());
        section().put(immediate, size.immediateBytes());
    }

    /** {@code MOV r32, imm32}: B8+r, with the value of {@code source}; clears the upper half of the 64-bit register. */
    public final void mov(Register destination, Reference source) {
        mov(destination, source, 0);
    }

    /** {@code MOV r32, imm32}: B8+r, with the value of {@code source + addend}. */
    public final void mov(Register destination, Reference source, long addend) {
        requireSize(destination, Size.DWORD);
        plusRegister(Size.DWORD, 0xB8, destination);
        reference(source, addend, Integer.BYTES);
    }

    /** {@code MOV r64, imm64}: REX.W B8+r, with the virtual address of {@code symbol}. */
    public final void movImmediate64(Register destination, String symbol) {
        movImmediate64(destination, symbol, 0);
    }

    /** {@code MOV r64, imm64}: REX.W B8+r, with the virtual address of {@code symbol} plus {@code addend}. */
    public final void movImmediate64(Register destination, String symbol, long addend) {
        requireSize(destination, Size.QWORD);
        plusRegister(Size.QWORD, 0xB8, destination);
        section().relocate(Relocation.Kind.ABSOLUTE_64, symbol, addend);
    }

    /** {@code MOVZX r, r8} and {@code MOVZX r, r16}: 0F B6 /r, 0F B7 /r. */
    public final void movzx(Register destination, Register source) {
        modRm(destination.size(), extension(0x0FB6, destination, source.size()), destination, source);
    }

    /** {@code MOVZX r, m8} and {@code MOVZX r, m16}: 0F B6 /r, 0F B7 /r. */
    public final void movzx(Register destination, Size size, Memory source) {
        modRm(destination.size(), extension(0x0FB6, destination, size), destination, source, 0);
    }

    /** {@code MOVSX r, m8} and {@code MOVSX r, m16}: 0F BE /r, 0F BF /r. */
    public final void movsx(Register destination, Size size, Memory source) {
        modRm(destination.size(), extension(0x0FBE, destination, size), destination, source, 0);
    }

    /** {@code LEA r, m}: 8D /r. */
    public final void lea(Register destination, Memory source) {
        if (destination.size() == Size.BYTE) {
            throw new IllegalArgumentException("no address fits: destination=" + destination);
        }
        modRm(destination.size(), 0x8D, destination, source, 0);
    }

    /** {@code PUSH r}: 50+r, with the mode's width. */
    public final void push(Register source) {
        requireNative(source);
        plusRegister(null, 0x50, source);
    }

    /** {@code POP r}: 58+r, with the mode's width. */
    public final void pop(Register destination) {
        requireNative(destination);
        plusRegister(null, 0x58, destination);
    }

    /** {@code PUSH imm}: 6A ib, 68 id, sign-extended to the mode's width. */
    public final void push(long value) {
        Size size = mode().addressSize();
        long immediate = immediate(size, value);
        boolean isByte = fitsByte(immediate);
        plain(isByte ? 0x6A : 0x68);
        section().put(immediate, isByte ? 1 : size.immediateBytes());
    }

    /** {@code PUSH m}: FF /6, with the mode's width. */
    public final void push(Memory source) {
        modRm(null, 0xFF, 6, source, 0);
    }

    /** {@code POP m}: 8F /0, with the mode's width. */
    public final void pop(Memory destination) {
        modRm(null, 0x8F, 0, destination, 0);
    }

    /** {@code PUSHFQ}: 9C. */
    public final void pushfq() {
        requireMode(Mode.CODE_64, "PUSHFQ");
        plain(0x9C);
    }

    /** {@code POPFQ}: 9D. */
    public final void popfq() {
        requireMode(Mode.CODE_64, "POPFQ");
        plain(0x9D);
    }

    /** {@code PUSHFD}: 9C. */
    public final void pushfd() {
        requireMode(Mode.CODE_32, "PUSHFD");
        plain(0x9C);
    }

    /** {@code POPFD}: 9D. */
    public final void popfd() {
        requireMode(Mode.CODE_32, "POPFD");
        plain(0x9D);
    }

    /** {@code XCHG r, r}: 86 /r, 87 /r. */
    public final void xchg(Register first, Register second) {
        Size size = sameSize(first, second);
        modRm(size, byteOr(size, 0x86), second, first);
    }

    /** {@code XCHG m, r}: 86 /r, 87 /r; atomic with or without {@code LOCK}. */
    public final void xchg(Memory first, Register second) {
        Size size = second.size();
        lockableModRm(size, byteOr(size, 0x86), second, first, 0);
    }

    /** {@code CMPXCHG m, r}: 0F B0 /r, 0F B1 /r; compares with the accumulator. */
    public final void cmpxchg(Memory destination, Register source) {
        Size size = source.size();
        lockableModRm(size, byteOr(size, 0x0FB0), source, destination, 0);
    }

    /** {@code XADD m, r}: 0F C0 /r, 0F C1 /r; {@code source} receives the old value. */
    public final void xadd(Memory destination, Register source) {
        Size size = source.size();
        lockableModRm(size, byteOr(size, 0x0FC0), source, destination, 0);
    }

    /** {@code STOSB}: AA. */
    public final void stosb() {
        plain(0, Size.BYTE, 0xAA);
    }

    /** {@code REP STOSB}: F3 AA. */
    public final void repStosb() {
        plain(REP_PREFIX, Size.BYTE, 0xAA);
    }

    /** {@code STOSW}: AB. */
    public final void stosw() {
        plain(0, Size.WORD, 0xAB);
    }

    /** {@code REP STOSW}: F3 AB. */
    public final void repStosw() {
        plain(REP_PREFIX, Size.WORD, 0xAB);
    }

    /** {@code STOSD}: AB. */
    public final void stosd() {
        plain(0, Size.DWORD, 0xAB);
    }

    /** {@code REP STOSD}: F3 AB. */
    public final void repStosd() {
        plain(REP_PREFIX, Size.DWORD, 0xAB);
    }

    /** {@code STOSQ}: REX.W AB. */
    public final void stosq() {
        plain(0, Size.QWORD, 0xAB);
    }

    /** {@code REP STOSQ}: F3 REX.W AB. */
    public final void repStosq() {
        plain(REP_PREFIX, Size.QWORD, 0xAB);
    }

    /** {@code MOVSB}: A4. */
    public final void movsb() {
        plain(0, Size.BYTE, 0xA4);
    }

    /** {@code REP MOVSB}: F3 A4. */
    public final void repMovsb() {
        plain(REP_PREFIX, Size.BYTE, 0xA4);
    }

    /** {@code MOVSW}: A5. */
    public final void movsw() {
        plain(0, Size.WORD, 0xA5);
    }

    /** {@code REP MOVSW}: F3 A5. */
    public final void repMovsw() {
        plain(REP_PREFIX, Size.WORD, 0xA5);
    }

    /** {@code MOVSD}: A5. */
    public final void movsd() {
        plain(0, Size.DWORD, 0xA5);
    }

    /** {@code REP MOVSD}: F3 A5. */
    public final void repMovsd() {
        plain(REP_PREFIX, Size.DWORD, 0xA5);
    }

    /** {@code MOVSQ}: REX.W A5. */
    public final void movsq() {
        plain(0, Size.QWORD, 0xA5);
    }

    /** {@code REP MOVSQ}: F3 REX.W A5. */
    public final void repMovsq() {
        plain(REP_PREFIX, Size.QWORD, 0xA5);
    }

    /** {@code LODSB}: AC. */
    public final void lodsb() {
        plain(0xAC);
    }

    /** {@code OUTSB}: 6E. */
    public final void outsb() {
        plain(0x6E);
    }

    /** {@code REP OUTSB}: F3 6E. */
    public final void repOutsb() {
        plain(REP_PREFIX, null, 0x6E);
    }

    /** Opcode of an operation on bytes, or its neighbour for all other sizes. */
    static int byteOr(Size size, int byteOpcode) {
        return size == Size.BYTE ? byteOpcode : byteOpcode + 1;
    }

    private static int extension(int byteOpcode, Register destination, Size source) {
        if (source.bytes() > Size.WORD.bytes() || source.bytes() >= destination.size().bytes()) {
            throw new IllegalArgumentException("nothing to extend: destination=" + destination + " source=" + source);
        }
        return byteOr(source, byteOpcode);
    }
}
