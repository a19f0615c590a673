package org.eremite.hal.x86_64.assembler;

import java.util.Objects;

/**
 * A memory operand: {@code segment:[reference + base + index * scale + displacement]}.
 * Registers have 32 or 64 bits; addresses of 16 bits have no registers.
 *
 * @param segment      segment override, or null for the default
 * @param base         register, or null
 * @param index        register other than the stack pointer, or null
 * @param scale        1, 2, 4 or 8
 * @param reference    part of the displacement the linker knows, or null
 * @param displacement bytes added
 */
public record Memory(
        SegmentRegister segment, Register base, Register index, int scale, Reference reference, long displacement) {

    public Memory {
        if (scale != 1 && scale != 2 && scale != 4 && scale != 8) {
            throw new IllegalArgumentException("scale is not 1, 2, 4 or 8: scale=" + scale);
        }
        if (!isAddress(base) || !isAddress(index)) {
            throw new IllegalArgumentException("not an address register: base=" + base + " index=" + index);
        }
        if (base != null && index != null && base.size() != index.size()) {
            throw new IllegalArgumentException("address registers differ in size: base=" + base + " index=" + index);
        }
        if (index != null && index.number() == Register.RSP.number()) {
            throw new IllegalArgumentException("the stack pointer cannot be an index: index=" + index);
        }
        if (isRelative(reference) && (base != null || index != null)) {
            throw new IllegalArgumentException(
                    "RIP-relative operands take no registers: base=" + base + " index=" + index);
        }
    }

    /** {@code [base]}. */
    public static Memory mem(Register base) {
        return mem(base, 0);
    }

    /** {@code [base + displacement]}. */
    public static Memory mem(Register base, long displacement) {
        return new Memory(null, Objects.requireNonNull(base, "base"), null, 1, null, displacement);
    }

    /** {@code [base + index * scale + displacement]}; {@code base} may be null. */
    public static Memory mem(Register base, Register index, int scale, long displacement) {
        return new Memory(null, base, Objects.requireNonNull(index, "index"), scale, null, displacement);
    }

    /** {@code [rip + label]}: a place in this section; 64-bit code only. */
    public static Memory mem(Label label) {
        return mem(label, 0);
    }

    /** {@code [rip + label + displacement]}: a place in this section; 64-bit code only. */
    public static Memory mem(Label label, long displacement) {
        return new Memory(null, null, null, 1, new Reference.RelativeLabel(label), displacement);
    }

    /** {@code [rip + symbol]}: a place anywhere in the image; 64-bit code only. */
    public static Memory mem(String symbol) {
        return mem(symbol, 0);
    }

    /** {@code [rip + symbol + displacement]}: a place anywhere in the image; 64-bit code only. */
    public static Memory mem(String symbol, long displacement) {
        return new Memory(null, null, null, 1, new Reference.RelativeSymbol(symbol), displacement);
    }

    /** {@code [reference + displacement]}; a physical address in 32-bit code only. */
    public static Memory mem(Reference reference, long displacement) {
        return new Memory(null, null, null, 1, Objects.requireNonNull(reference, "reference"), displacement);
    }

    /** {@code [reference]}; a physical address in 32-bit code only. */
    public static Memory mem(Reference reference) {
        return mem(reference, 0);
    }

    /** {@code [base + reference + displacement]}; a physical address in 32-bit code only. */
    public static Memory mem(Register base, Reference reference, long displacement) {
        return new Memory(
                null, Objects.requireNonNull(base, "base"), null, 1, Objects.requireNonNull(reference, "reference"),
                displacement);
    }

    /** {@code [base + index * scale + reference + displacement]}; a physical address in 32-bit code only. */
    public static Memory mem(Register base, Register index, int scale, Reference reference, long displacement) {
        return new Memory(
                null, base, Objects.requireNonNull(index, "index"), scale,
                Objects.requireNonNull(reference, "reference"), displacement);
    }

    /** {@code [address]}: 16 bits in 16-bit code, 32 bits in 32-bit code, 32 bits sign-extended in 64-bit code. */
    public static Memory absolute(long address) {
        return new Memory(null, null, null, 1, null, address);
    }

    /** {@code gs:[offset]}: a field of the CPU's own block. */
    public static Memory gs(long offset) {
        return absolute(offset).in(SegmentRegister.GS);
    }

    /** {@code fs:[offset]}. */
    public static Memory fs(long offset) {
        return absolute(offset).in(SegmentRegister.FS);
    }

    /** The same place in {@code segment}. */
    public Memory in(SegmentRegister segment) {
        return new Memory(segment, base, index, scale, reference, displacement);
    }

    boolean isRipRelative() {
        return isRelative(reference);
    }

    private static boolean isAddress(Register register) {
        return register == null || register.size() == Size.DWORD || register.size() == Size.QWORD;
    }

    private static boolean isRelative(Reference reference) {
        return reference instanceof Reference.RelativeLabel || reference instanceof Reference.RelativeSymbol;
    }

    /** Width of the address: that of its registers, or {@code standard} when it has none. */
    Size addressSize(Size standard) {
        if (base != null) {
            return base.size();
        }
        return index != null ? index.size() : standard;
    }
}
