package org.eremite.hal.x86_64.assembler;

import org.eremite.hal.code.Relocation;

/**
 * The one place that knows how an instruction is laid out (SDM volume 2, figure 2-1).
 *
 * <pre>
 * segment | address size | operand size | F2/F3 | lock | REX | opcode | ModRM | SIB | displacement | immediate
 *                                                       0100WRXB        mod reg r/m  scale index base
 * </pre>
 */
abstract class Encoder {
    private static final int ADDRESS_SIZE_PREFIX = 0x67;
    private static final int OPERAND_SIZE_PREFIX = 0x66;
    private static final int LOCK_PREFIX = 0xF0;
    static final int REP_PREFIX = 0xF3;

    private static final int REX = 0x40;
    private static final int REX_W = 0x08;
    private static final int REX_R = 0x04;
    private static final int REX_X = 0x02;
    private static final int REX_B = 0x01;

    private static final int MOD_NO_DISPLACEMENT = 0;
    private static final int MOD_DISPLACEMENT_8 = 1;
    private static final int MOD_DISPLACEMENT = 2;
    private static final int MOD_REGISTER = 3;
    private static final int RM_SIB = 4;
    /** With mod 0: displacement alone, relative to RIP in 64-bit code. */
    private static final int RM_DISPLACEMENT = 5;
    private static final int RM_DISPLACEMENT_16 = 6;
    private static final int SIB_NO_INDEX = 4;
    private static final int SIB_NO_BASE = 5;

    private Mode mode = Mode.CODE_64;
    private SectionBuffer section;
    private boolean lock;

    /** Encodes what follows for {@code mode}. */
    public final void mode(Mode mode) {
        this.mode = mode;
    }

    /** What the encodings are made for. */
    public final Mode mode() {
        return mode;
    }

    final SectionBuffer section() {
        if (section == null) {
            throw new IllegalStateException("no section yet");
        }
        return section;
    }

    final void enter(SectionBuffer next) {
        requireNoLock();
        section = next;
    }

    final void requireNoLock() {
        if (lock) {
            throw new IllegalStateException("nothing to lock follows the prefix");
        }
    }

    final void lockNext() {
        requireNoLock();
        lock = true;
    }

    // ---- Instructions without ModRM

    /** Opcode alone; {@code size} null means the opcode needs no operand size. */
    final void plain(int prefix, Size size, int opcode) {
        requireNoLock();
        prefixes(null, null, size, prefix);
        rex(size == Size.QWORD ? REX_W : 0, false);
        opcode(opcode);
    }

    final void plain(int opcode) {
        plain(0, null, opcode);
    }

    /** Opcode whose low three bits name {@code register}. */
    final void plusRegister(Size size, int opcode, Register register) {
        requireNoLock();
        requireRegister(register);
        prefixes(null, null, size, 0);
        int rex = (size == Size.QWORD ? REX_W : 0) | (register.number() >= 8 ? REX_B : 0);
        rex(rex, register.needsRex());
        opcode(opcode | register.number() & 7);
    }

    // ---- Instructions with ModRM

    /** Register form: {@code reg} is a second operand. */
    final void modRm(Size size, int opcode, Register reg, Register rm) {
        requireRegister(reg);
        modRm(0, size, opcode, reg.number(), reg.needsRex(), rm);
    }

    /** Register form: {@code reg} extends the opcode or names a special register. */
    final void modRm(int prefix, Size size, int opcode, int reg, Register rm) {
        modRm(prefix, size, opcode, reg, false, rm);
    }

    private void modRm(int prefix, Size size, int opcode, int reg, boolean rexForced, Register rm) {
        requireNoLock();
        requireRegister(rm);
        prefixes(null, null, size, prefix);
        int rex = (size == Size.QWORD ? REX_W : 0) | (reg >= 8 ? REX_R : 0) | (rm.number() >= 8 ? REX_B : 0);
        rex(rex, rexForced || rm.needsRex());
        opcode(opcode);
        modRmByte(MOD_REGISTER, reg, rm.number());
    }

    /** Memory form: {@code reg} is a second operand. {@code immediateBytes} follow; the caller appends them. */
    final void modRm(Size size, int opcode, Register reg, Memory rm, int immediateBytes) {
        requireNoLock();
        lockableModRm(size, opcode, reg, rm, immediateBytes);
    }

    /** Memory form: {@code reg} extends the opcode or names a special register. */
    final void modRm(Size size, int opcode, int reg, Memory rm, int immediateBytes) {
        requireNoLock();
        lockableModRm(size, opcode, reg, rm, immediateBytes);
    }

    /** Memory form of a read-modify-write, to which a pending {@code LOCK} applies. */
    final void lockableModRm(Size size, int opcode, Register reg, Memory rm, int immediateBytes) {
        requireRegister(reg);
        memory(size, opcode, reg.number(), reg.needsRex(), rm, immediateBytes);
    }

    /** Memory form of a read-modify-write, to which a pending {@code LOCK} applies. */
    final void lockableModRm(Size size, int opcode, int reg, Memory rm, int immediateBytes) {
        memory(size, opcode, reg, false, rm, immediateBytes);
    }

    private void memory(Size size, int opcode, int reg, boolean rexForced, Memory rm, int immediateBytes) {
        Size addressSize = requireAddress(rm);
        prefixes(rm.segment(), addressSize, size, 0);
        int rex = (size == Size.QWORD ? REX_W : 0)
                | (reg >= 8 ? REX_R : 0)
                | (rm.index() != null && rm.index().number() >= 8 ? REX_X : 0)
                | (rm.base() != null && rm.base().number() >= 8 ? REX_B : 0);
        rex(rex, rexForced);
        opcode(opcode);
        if (addressSize == Size.WORD) {
            address16(reg, rm);
        } else {
            address(reg, rm, immediateBytes);
        }
    }


    // ---- Immediates

    /** {@code value} sign-extended from {@code size}; 64-bit operands take what 32 bits sign-extend to. */
    static long immediate(Size size, long value) {
        int bits = 8 * size.immediateBytes();
        long least = -1L << (bits - 1);
        long greatest = size == Size.QWORD ? ~least : (1L << bits) - 1;
        if (value < least || value > greatest) {
            throw new IllegalArgumentException("immediate is out of range: value=" + value + " size=" + size);
        }
        return value << (Long.SIZE - bits) >> (Long.SIZE - bits);
    }

    static boolean fitsByte(long value) {
        return value == (byte) value;
    }

    static int unsignedByte(String what, int value) {
        if ((value & ~0xFF) != 0) {
            throw new IllegalArgumentException(what + " is not a byte: value=" + value);
        }
        return value;
    }

    /** Appends {@code reference + addend} in {@code count} bytes. */
    final void reference(Reference reference, long addend, int count) {
        switch (reference) {
            case Reference.Physical(String symbol) -> {
                if (count != Relocation.Kind.PHYSICAL_32.bytes()) {
                    throw new IllegalArgumentException("physical address needs 32 bits: symbol=" + symbol);
                }
                section().relocate(Relocation.Kind.PHYSICAL_32, symbol, addend);
            }
            case Reference.Distance(Label from, Label to) -> section().distance(from, to, addend, count);
            case Reference.RelativeLabel(Label label) ->
                throw new IllegalArgumentException("not an immediate: label=" + label);
            case Reference.RelativeSymbol(String symbol) ->
                throw new IllegalArgumentException("not an immediate: symbol=" + symbol);
        }
    }

    // ---- Checks

    final void requireMode(Mode required, String what) {
        if (mode != required) {
            throw new IllegalArgumentException(what + " needs " + required + ": mode=" + mode);
        }
    }

    final void requireNative(Register register) {
        if (register.size() != mode.addressSize()) {
            throw new IllegalArgumentException(
                    "register has not the mode's width: register=" + register + " mode=" + mode);
        }
    }

    static Size sameSize(Register first, Register second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException("registers differ in size: first=" + first + " second=" + second);
        }
        return first.size();
    }

    static void requireSize(Register register, Size size) {
        if (register.size() != size) {
            throw new IllegalArgumentException("register is not " + size + ": register=" + register);
        }
    }

    private void requireRegister(Register register) {
        if (register.needs64BitMode() && mode != Mode.CODE_64) {
            throw new IllegalArgumentException(
                    "register exists in 64-bit code only: register=" + register + " mode=" + mode);
        }
    }

    private Size requireAddress(Memory operand) {
        Size size = operand.addressSize(mode.addressSize());
        if (operand.isRipRelative()) {
            requireMode(Mode.CODE_64, "a RIP-relative operand");
        }
        if (operand.reference() instanceof Reference.Physical) {
            // 64-bit code would sign-extend the address, 16-bit code cannot reach it.
            requireMode(Mode.CODE_32, "a physical address as displacement");
        }
        if (operand.base() != null) {
            requireRegister(operand.base());
        }
        if (operand.index() != null) {
            requireRegister(operand.index());
        }
        long displacement = operand.displacement();
        int bits = size == Size.WORD ? Short.SIZE : Integer.SIZE;
        long least = -1L << (bits - 1);
        // Shorter addresses wrap around, so the upper half may be written either way; 64-bit code sign-extends.
        long greatest = mode == Mode.CODE_64 ? ~least : (1L << bits) - 1;
        if (displacement < least || displacement > greatest) {
            throw new IllegalArgumentException(
                    "displacement is out of range: displacement=" + displacement + " mode=" + mode);
        }
        return size;
    }

    // ---- Fields

    private void prefixes(SegmentRegister segment, Size addressSize, Size operandSize, int prefix) {
        if (operandSize == Size.QWORD) {
            requireMode(Mode.CODE_64, "a 64-bit operand");
        }
        if (segment != null) {
            section().put(segment.overridePrefix(), 1);
        }
        if (addressSize != null && addressSize != mode.addressSize()) {
            section().put(ADDRESS_SIZE_PREFIX, 1);
        }
        Size sizeBehindPrefix = mode == Mode.CODE_16 ? Size.DWORD : Size.WORD;
        if (operandSize == sizeBehindPrefix) {
            section().put(OPERAND_SIZE_PREFIX, 1);
        }
        if (prefix != 0) {
            section().put(prefix, 1);
        }
        if (lock) {
            section().put(LOCK_PREFIX, 1);
            lock = false;
        }
    }

    private void rex(int bits, boolean forced) {
        if (bits != 0 || forced) {
            section().put(REX | bits, 1);
        }
    }

    /** One to three bytes, most significant first. */
    private void opcode(int opcode) {
        if (opcode > 0xFFFF) {
            section().put(opcode >> 16, 1);
        }
        if (opcode > 0xFF) {
            section().put(opcode >> 8, 1);
        }
        section().put(opcode, 1);
    }

    private void modRmByte(int mod, int reg, int rm) {
        section().put(mod << 6 | (reg & 7) << 3 | rm & 7, 1);
    }

    /** ModRM, SIB and displacement with 32-bit or 64-bit addresses (SDM volume 2, tables 2-2 and 2-3). */
    private void address(int reg, Memory operand, int immediateBytes) {
        Register base = operand.base();
        Register index = operand.index();
        if (base == null) {
            boolean sib = index != null || mode == Mode.CODE_64 && !operand.isRipRelative();
            modRmByte(MOD_NO_DISPLACEMENT, reg, sib ? RM_SIB : RM_DISPLACEMENT);
            if (sib) {
                sibByte(operand, SIB_NO_BASE);
            }
            displacement32(operand, immediateBytes);
            return;
        }
        boolean sib = index != null || (base.number() & 7) == RM_SIB;
        int mod = mod(operand, RM_DISPLACEMENT);
        modRmByte(mod, reg, sib ? RM_SIB : base.number());
        if (sib) {
            sibByte(operand, base.number());
        }
        if (mod == MOD_DISPLACEMENT_8) {
            section().put(operand.displacement(), 1);
        } else if (mod == MOD_DISPLACEMENT) {
            displacement32(operand, immediateBytes);
        }
    }

    /** Shortest form; {@code reserved} is the base that means something else when there is no displacement. */
    private static int mod(Memory operand, int reserved) {
        if (operand.reference() != null) {
            return MOD_DISPLACEMENT;
        }
        int displacement = (int) operand.displacement();
        if (displacement == 0 && (operand.base().number() & 7) != reserved) {
            return MOD_NO_DISPLACEMENT;
        }
        return fitsByte(displacement) ? MOD_DISPLACEMENT_8 : MOD_DISPLACEMENT;
    }

    private void sibByte(Memory operand, int base) {
        int scale = Integer.numberOfTrailingZeros(operand.scale());
        int index = operand.index() == null ? SIB_NO_INDEX : operand.index().number();
        section().put(scale << 6 | (index & 7) << 3 | base & 7, 1);
    }

    private void displacement32(Memory operand, int immediateBytes) {
        long addend = operand.displacement();
        int bytes = Integer.BYTES;
        switch (operand.reference()) {
            case null -> section().put(addend, bytes);
            case Reference.RelativeLabel(Label label) -> section().relative(label, addend, bytes, immediateBytes);
            case Reference.RelativeSymbol(String symbol) ->
                section().relocate(Relocation.Kind.PC_RELATIVE_32, symbol, addend - bytes - immediateBytes);
            case Reference reference -> reference(reference, addend, bytes);
        }
    }

    /** ModRM and displacement of a 16-bit address, which has no registers (SDM volume 2, table 2-1). */
    private void address16(int reg, Memory operand) {
        modRmByte(MOD_NO_DISPLACEMENT, reg, RM_DISPLACEMENT_16);
        if (operand.reference() == null) {
            section().put(operand.displacement(), Short.BYTES);
        } else {
            reference(operand.reference(), operand.displacement(), Short.BYTES);
        }
    }
}
