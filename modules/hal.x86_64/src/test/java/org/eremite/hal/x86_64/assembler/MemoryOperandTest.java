package org.eremite.hal.x86_64.assembler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Addresses survive the way through REX, ModRM, SIB and displacement, with a decoder of its own on the other side. */
class MemoryOperandTest {
    /**
     * What the bytes say, in numbers of registers; -1 where there is none.
     *
     * @param length bytes consumed
     */
    private record Decoded(int reg, int base, int index, int scale, int displacement, int length) {}

    @Property(tries = 500)
    void baseAndDisplacementSurvive(
            @ForAll("registers") Register reg,
            @ForAll("registers") Register base,
            @ForAll("displacements") int displacement) {
        assertSurvives(reg, base, null, 1, displacement);
    }

    @Property(tries = 1000)
    void baseIndexAndScaleSurvive(
            @ForAll("registers") Register reg,
            @ForAll("registers") Register base,
            @ForAll("indices") Register index,
            @ForAll("scales") int scale,
            @ForAll("displacements") int displacement) {
        assertSurvives(reg, base, index, scale, displacement);
    }

    @Property(tries = 300)
    void indexWithoutBaseSurvives(
            @ForAll("registers") Register reg,
            @ForAll("indices") Register index,
            @ForAll("scales") int scale,
            @ForAll("displacements") int displacement) {
        assertSurvives(reg, null, index, scale, displacement);
    }

    @Property(tries = 100)
    void absoluteAddressSurvives(@ForAll("registers") Register reg, @ForAll("displacements") int displacement) {
        assertSurvives(reg, null, null, 1, displacement);
    }

    @Property(tries = 100)
    void displacementTakesAByteWhereItFits(@ForAll("registers") Register base, @ForAll byte displacement) {
        boolean sib = base == Register.RSP || base == Register.R12;
        boolean omitted = displacement == 0 && base != Register.RBP && base != Register.R13;
        int expected = 3 + (sib ? 1 : 0) + (omitted ? 0 : 1);
        assertEquals(expected, encode(Register.RAX, base, null, 1, displacement).length);
    }

    private static void assertSurvives(Register reg, Register base, Register index, int scale, int displacement) {
        byte[] bytes = encode(reg, base, index, scale, displacement);
        Decoded expected = new Decoded(
                reg.number(),
                base == null ? -1 : base.number(),
                index == null ? -1 : index.number(),
                index == null ? 1 : scale,
                displacement,
                bytes.length);
        assertEquals(expected, decode(bytes));
    }

    private static byte[] encode(Register reg, Register base, Register index, int scale, int displacement) {
        Memory operand = new Memory(null, base, index, scale, null, displacement);
        return Encodings.section(Mode.CODE_64, a -> a.lea(reg, operand)).bytes();
    }

    /** Decodes REX.W 8D in 64-bit mode (SDM volume 2, tables 2-2, 2-3 and 2-5). */
    private static Decoded decode(byte[] bytes) {
        ByteBuffer code = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int rex = code.get();
        assertEquals(0x48, rex & 0xF8);
        assertEquals(0x8D, code.get() & 0xFF);
        int modRm = code.get();
        int mod = modRm >> 6 & 3;
        int reg = modRm >> 3 & 7 | (rex & 4) << 1;
        int base = modRm & 7 | (rex & 1) << 3;
        int index = -1;
        int scale = 1;
        boolean displacement32 = mod == 2;
        if ((modRm & 7) == 4) {
            int sib = code.get();
            index = sib >> 3 & 7 | (rex & 2) << 2;
            scale = 1 << (sib >> 6 & 3);
            if (index == 4) {
                index = -1;
            }
            base = sib & 7 | (rex & 1) << 3;
            if ((sib & 7) == 5 && mod == 0) {
                base = -1;
                displacement32 = true;
            }
        } else if ((modRm & 7) == 5 && mod == 0) {
            throw new AssertionError("RIP-relative");
        }
        int displacement = displacement32 ? code.getInt() : mod == 1 ? code.get() : 0;
        return new Decoded(reg, base, index, scale, displacement, code.position());
    }

    @Provide
    Arbitrary<Register> registers() {
        return Arbitraries.of(general());
    }

    @Provide
    Arbitrary<Register> indices() {
        return Arbitraries.of(general()).filter(register -> register != Register.RSP);
    }

    @Provide
    Arbitrary<Integer> scales() {
        return Arbitraries.of(1, 2, 4, 8);
    }

    @Provide
    Arbitrary<Integer> displacements() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, -1, 127, 128, -128, -129, Integer.MAX_VALUE, Integer.MIN_VALUE),
                Arbitraries.integers());
    }

    private static List<Register> general() {
        return Arrays.stream(Register.values())
                .filter(register -> register.size() == Size.QWORD)
                .toList();
    }
}
