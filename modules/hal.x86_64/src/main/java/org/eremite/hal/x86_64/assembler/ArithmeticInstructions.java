package org.eremite.hal.x86_64.assembler;

/**
 * Instructions that compute (SDM volume 2, chapters 3 to 5). Immediates take one byte where it suffices; the shorter
 * forms that exist for the accumulator alone are not used.
 */
abstract class ArithmeticInstructions extends MoveInstructions {
    private static final int COMPARE = 7;
    private static final int SHIFT_LEFT = 4;
    private static final int SHIFT_RIGHT = 5;
    private static final int SHIFT_RIGHT_ARITHMETIC = 7;

    /** {@code ADD r, r}: 00 /r, 01 /r. */
    public final void add(Register destination, Register source) {
        binary(0, destination, source);
    }

    /** {@code ADD r, m}: 02 /r, 03 /r. */
    public final void add(Register destination, Memory source) {
        binary(0, destination, source);
    }

    /** {@code ADD m, r}: 00 /r, 01 /r. */
    public final void add(Memory destination, Register source) {
        binary(0, destination, source);
    }

    /** {@code ADD r, imm}: 80 /0 ib, 81 /0 id, 83 /0 ib. */
    public final void add(Register destination, long value) {
        binary(0, destination, value);
    }

    /** {@code ADD m, imm}: 80 /0 ib, 81 /0 id, 83 /0 ib. */
    public final void add(Size size, Memory destination, long value) {
        binary(0, size, destination, value);
    }

    /** {@code OR r, r}: 08 /r, 09 /r. */
    public final void or(Register destination, Register source) {
        binary(1, destination, source);
    }

    /** {@code OR r, m}: 0A /r, 0B /r. */
    public final void or(Register destination, Memory source) {
        binary(1, destination, source);
    }

    /** {@code OR m, r}: 08 /r, 09 /r. */
    public final void or(Memory destination, Register source) {
        binary(1, destination, source);
    }

    /** {@code OR r, imm}: 80 /1 ib, 81 /1 id, 83 /1 ib. */
    public final void or(Register destination, long value) {
        binary(1, destination, value);
    }

    /** {@code OR m, imm}: 80 /1 ib, 81 /1 id, 83 /1 ib. */
    public final void or(Size size, Memory destination, long value) {
        binary(1, size, destination, value);
    }

    /** {@code AND r, r}: 20 /r, 21 /r. */
    public final void and(Register destination, Register source) {
        binary(4, destination, source);
    }

    /** {@code AND r, m}: 22 /r, 23 /r. */
    public final void and(Register destination, Memory source) {
        binary(4, destination, source);
    }

    /** {@code AND m, r}: 20 /r, 21 /r. */
    public final void and(Memory destination, Register source) {
        binary(4, destination, source);
    }

    /** {@code AND r, imm}: 80 /4 ib, 81 /4 id, 83 /4 ib. */
    public final void and(Register destination, long value) {
        binary(4, destination, value);
    }

    /** {@code AND m, imm}: 80 /4 ib, 81 /4 id, 83 /4 ib. */
    public final void and(Size size, Memory destination, long value) {
        binary(4, size, destination, value);
    }

    /** {@code SUB r, r}: 28 /r, 29 /r. */
    public final void sub(Register destination, Register source) {
        binary(5, destination, source);
    }

    /** {@code SUB r, m}: 2A /r, 2B /r. */
    public final void sub(Register destination, Memory source) {
        binary(5, destination, source);
    }

    /** {@code SUB m, r}: 28 /r, 29 /r. */
    public final void sub(Memory destination, Register source) {
        binary(5, destination, source);
    }

    /** {@code SUB r, imm}: 80 /5 ib, 81 /5 id, 83 /5 ib. */
    public final void sub(Register destination, long value) {
        binary(5, destination, value);
    }

    /** {@code SUB m, imm}: 80 /5 ib, 81 /5 id, 83 /5 ib. */
    public final void sub(Size size, Memory destination, long value) {
        binary(5, size, destination, value);
    }

    /** {@code XOR r, r}: 30 /r, 31 /r. */
    public final void xor(Register destination, Register source) {
        binary(6, destination, source);
    }

    /** {@code XOR r, m}: 32 /r, 33 /r. */
    public final void xor(Register destination, Memory source) {
        binary(6, destination, source);
    }

    /** {@code XOR m, r}: 30 /r, 31 /r. */
    public final void xor(Memory destination, Register source) {
        binary(6, destination, source);
    }

    /** {@code XOR r, imm}: 80 /6 ib, 81 /6 id, 83 /6 ib. */
    public final void xor(Register destination, long value) {
        binary(6, destination, value);
    }

    /** {@code XOR m, imm}: 80 /6 ib, 81 /6 id, 83 /6 ib. */
    public final void xor(Size size, Memory destination, long value) {
        binary(6, size, destination, value);
    }

    /** {@code CMP r, r}: 38 /r, 39 /r. */
    public final void cmp(Register first, Register second) {
        binary(7, first, second);
    }

    /** {@code CMP r, m}: 3A /r, 3B /r. */
    public final void cmp(Register first, Memory second) {
        binary(7, first, second);
    }

    /** {@code CMP m, r}: 38 /r, 39 /r. */
    public final void cmp(Memory first, Register second) {
        binary(7, first, second);
    }

    /** {@code CMP r, imm}: 80 /7 ib, 81 /7 id, 83 /7 ib. */
    public final void cmp(Register first, long value) {
        binary(7, first, value);
    }

    /** {@code CMP m, imm}: 80 /7 ib, 81 /7 id, 83 /7 ib. */
    public final void cmp(Size size, Memory first, long value) {
        binary(7, size, first, value);
    }

    /** {@code TEST r, r}: 84 /r, 85 /r. */
    public final void test(Register first, Register second) {
        Size size = sameSize(first, second);
        modRm(size, byteOr(size, 0x84), second, first);
    }

    /** {@code TEST m, r}: 84 /r, 85 /r. */
    public final void test(Memory first, Register second) {
        Size size = second.size();
        modRm(size, byteOr(size, 0x84), second, first, 0);
    }

    /** {@code TEST r, imm}: F6 /0 ib, F7 /0 id. */
    public final void test(Register first, long value) {
        Size size = first.size();
        long immediate = immediate(size, value);
        modRm(0, size, byteOr(size, 0xF6), 0, first);
        section().put(immediate, size.immediateBytes());
    }

    /** {@code TEST m, imm}: F6 /0 ib, F7 /0 id. */
    public final void test(Size size, Memory first, long value) {
        long immediate = immediate(size, value);
        modRm(size, byteOr(size, 0xF6), 0, first, size.immediateBytes());
        section().put(immediate, size.immediateBytes());
    }

    /** {@code INC r}: FE /0, FF /0. */
    public final void inc(Register operand) {
        Size size = operand.size();
        modRm(0, size, byteOr(size, 0xFE), 0, operand);
    }

    /** {@code INC m}: FE /0, FF /0. */
    public final void inc(Size size, Memory operand) {
        lockableModRm(size, byteOr(size, 0xFE), 0, operand, 0);
    }

    /** {@code DEC r}: FE /1, FF /1. */
    public final void dec(Register operand) {
        Size size = operand.size();
        modRm(0, size, byteOr(size, 0xFE), 1, operand);
    }

    /** {@code DEC m}: FE /1, FF /1. */
    public final void dec(Size size, Memory operand) {
        lockableModRm(size, byteOr(size, 0xFE), 1, operand, 0);
    }

    /** {@code NOT r}: F6 /2, F7 /2. */
    public final void not(Register operand) {
        Size size = operand.size();
        modRm(0, size, byteOr(size, 0xF6), 2, operand);
    }

    /** {@code NOT m}: F6 /2, F7 /2. */
    public final void not(Size size, Memory operand) {
        lockableModRm(size, byteOr(size, 0xF6), 2, operand, 0);
    }

    /** {@code NEG r}: F6 /3, F7 /3. */
    public final void neg(Register operand) {
        Size size = operand.size();
        modRm(0, size, byteOr(size, 0xF6), 3, operand);
    }

    /** {@code NEG m}: F6 /3, F7 /3. */
    public final void neg(Size size, Memory operand) {
        lockableModRm(size, byteOr(size, 0xF6), 3, operand, 0);
    }

    /** {@code SHL r, imm8}: C0 /4 ib, C1 /4 ib, by one D0 /4, D1 /4. */
    public final void shl(Register operand, int count) {
        shift(SHIFT_LEFT, operand, count);
    }

    /** {@code SHR r, imm8}: C0 /5 ib, C1 /5 ib, by one D0 /5, D1 /5. */
    public final void shr(Register operand, int count) {
        shift(SHIFT_RIGHT, operand, count);
    }

    /** {@code SAR r, imm8}: C0 /7 ib, C1 /7 ib, by one D0 /7, D1 /7. */
    public final void sar(Register operand, int count) {
        shift(SHIFT_RIGHT_ARITHMETIC, operand, count);
    }

    /** {@code BT r, imm8}: 0F BA /4 ib. */
    public final void bt(Register operand, int bit) {
        requireBitOperand(operand.size(), bit);
        modRm(0, operand.size(), 0x0FBA, 4, operand);
        section().put(bit, 1);
    }

    /** {@code BT m, imm8}: 0F BA /4 ib. */
    public final void bt(Size size, Memory operand, int bit) {
        requireBitOperand(size, bit);
        modRm(size, 0x0FBA, 4, operand, 1);
        section().put(bit, 1);
    }

    /** {@code BTS r, imm8}: 0F BA /5 ib. */
    public final void bts(Register operand, int bit) {
        requireBitOperand(operand.size(), bit);
        modRm(0, operand.size(), 0x0FBA, 5, operand);
        section().put(bit, 1);
    }

    /** {@code BTS m, imm8}: 0F BA /5 ib. */
    public final void bts(Size size, Memory operand, int bit) {
        requireBitOperand(size, bit);
        lockableModRm(size, 0x0FBA, 5, operand, 1);
        section().put(bit, 1);
    }

    /** {@code BTR r, imm8}: 0F BA /6 ib. */
    public final void btr(Register operand, int bit) {
        requireBitOperand(operand.size(), bit);
        modRm(0, operand.size(), 0x0FBA, 6, operand);
        section().put(bit, 1);
    }

    /** {@code BTR m, imm8}: 0F BA /6 ib. */
    public final void btr(Size size, Memory operand, int bit) {
        requireBitOperand(size, bit);
        lockableModRm(size, 0x0FBA, 6, operand, 1);
        section().put(bit, 1);
    }

    private void binary(int operation, Register destination, Register source) {
        Size size = sameSize(destination, source);
        modRm(size, byteOr(size, operation << 3), source, destination);
    }

    private void binary(int operation, Register destination, Memory source) {
        Size size = destination.size();
        modRm(size, byteOr(size, operation << 3 | 2), destination, source, 0);
    }

    private void binary(int operation, Memory destination, Register source) {
        Size size = source.size();
        if (operation == COMPARE) {
            modRm(size, byteOr(size, operation << 3), source, destination, 0);
        } else {
            lockableModRm(size, byteOr(size, operation << 3), source, destination, 0);
        }
    }

    private void binary(int operation, Register destination, long value) {
        Size size = destination.size();
        long immediate = immediate(size, value);
        modRm(0, size, immediateOpcode(size, immediate), operation, destination);
        section().put(immediate, immediateBytes(size, immediate));
    }

    private void binary(int operation, Size size, Memory destination, long value) {
        long immediate = immediate(size, value);
        int opcode = immediateOpcode(size, immediate);
        int bytes = immediateBytes(size, immediate);
        if (operation == COMPARE) {
            modRm(size, opcode, operation, destination, bytes);
        } else {
            lockableModRm(size, opcode, operation, destination, bytes);
        }
        section().put(immediate, bytes);
    }

    private static int immediateOpcode(Size size, long immediate) {
        if (size == Size.BYTE) {
            return 0x80;
        }
        return fitsByte(immediate) ? 0x83 : 0x81;
    }

    private static int immediateBytes(Size size, long immediate) {
        return fitsByte(immediate) ? 1 : size.immediateBytes();
    }

    private void shift(int operation, Register operand, int count) {
        Size size = operand.size();
        requireBit(size, count);
        modRm(0, size, byteOr(size, count == 1 ? 0xD0 : 0xC0), operation, operand);
        if (count != 1) {
            section().put(count, 1);
        }
    }

    private static void requireBitOperand(Size size, int bit) {
        if (size == Size.BYTE) {
            throw new IllegalArgumentException("no 8-bit form: bit=" + bit);
        }
        requireBit(size, bit);
    }

    private static void requireBit(Size size, int bit) {
        if (bit < 0 || bit >= 8 * size.bytes()) {
            throw new IllegalArgumentException("bit is out of range: bit=" + bit + " size=" + size);
        }
    }
}
