package org.eremite.hal.x86_64.assembler;

import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Reference.distance;
import static org.eremite.hal.x86_64.assembler.Register.BX;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Size.DWORD;
import static org.eremite.hal.x86_64.assembler.Size.QWORD;
import static org.eremite.hal.x86_64.assembler.Size.WORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.hal.code.Permission;
import org.junit.jupiter.api.Test;

/** Distances to labels, before and behind their use. */
class LabelTest {
    /** Branches to labels: opcode bytes before the displacement of {@code displacementBytes}. */
    private enum Branch {
        JMP(1, 4),
        CALL(1, 4),
        JCC(2, 4),
        JMP_SHORT(1, 1),
        LEA(3, 4);

        private final int opcodeBytes;
        private final int displacementBytes;

        Branch(int opcodeBytes, int displacementBytes) {
            this.opcodeBytes = opcodeBytes;
            this.displacementBytes = displacementBytes;
        }

        void encode(Assembler a, Label target) {
            switch (this) {
                case JMP -> a.jmp(target);
                case CALL -> a.call(target);
                case JCC -> a.jcc(Condition.GREATER, target);
                case JMP_SHORT -> a.jmpShort(target);
                case LEA -> a.lea(RAX, mem(target));
            }
        }
    }

    @Property(tries = 200)
    void displacementLandsOnTheLabelInFront(
            @ForAll Branch branch, @ForAll @IntRange(max = 100) int before, @ForAll @IntRange(max = 5000) int gap) {
        int between = branch == Branch.JMP_SHORT ? gap % 128 : gap;
        Label target = new Label("target");
        byte[] bytes = Encodings.section(Mode.CODE_64, a -> {
                    a.zeroes(before);
                    branch.encode(a, target);
                    a.zeroes(between);
                    a.bind(target);
                })
                .bytes();
        assertEquals(target.offset(), destination(branch, bytes, before));
    }

    @Property(tries = 200)
    void displacementLandsOnTheLabelBehind(
            @ForAll Branch branch, @ForAll @IntRange(max = 100) int before, @ForAll @IntRange(max = 5000) int gap) {
        int between = branch == Branch.JMP_SHORT ? gap % 127 : gap;
        Label target = new Label("target");
        byte[] bytes = Encodings.section(Mode.CODE_64, a -> {
                    a.zeroes(before);
                    a.bind(target);
                    a.zeroes(between);
                    branch.encode(a, target);
                })
                .bytes();
        assertEquals(before, destination(branch, bytes, before + between));
    }

    private static int destination(Branch branch, byte[] bytes, int instruction) {
        ByteBuffer code = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int place = instruction + branch.opcodeBytes;
        int displacement = branch.displacementBytes == 1 ? code.get(place) : code.getInt(place);
        return place + branch.displacementBytes + displacement;
    }

    @Test
    void everyConditionHasItsCode() {
        String[] codes = {
            "80", "81", "82", "82", "83", "83", "84", "84", "85", "85", "86", "87", "88", "89", "8A", "8B", "8C", "8D",
            "8E", "8F"
        };
        for (Condition condition : Condition.values()) {
            assertEquals(
                    "0F " + codes[condition.ordinal()] + " FA FF FF FF",
                    Encodings.hex(Mode.CODE_64, a -> a.jcc(condition, a.here("self"))));
        }
    }

    @Test
    void branchesIn16BitCodeTake16Bits() {
        assertEquals("E9 FD FF", Encodings.hex(Mode.CODE_16, a -> a.jmp(a.here("self"))));
        assertEquals("0F 84 FC FF", Encodings.hex(Mode.CODE_16, a -> a.jcc(Condition.ZERO, a.here("self"))));
    }

    @Test
    void immediateBehindTheDisplacementCountsIntoTheDistance() {
        assertEquals(
                "C7 05 F6 FF FF FF 01 00 00 00",
                Encodings.hex(Mode.CODE_64, a -> a.mov(DWORD, mem(a.here("here")), 1)));
        assertEquals(
                "48 83 05 00 00 00 00 01", Encodings.hex(Mode.CODE_64, a -> a.add(QWORD, mem(a.here("here"), 8), 1)));
    }

    @Test
    void distancesBetweenLabelsServeCodeThatIsCopied() {
        Label start = new Label("start");
        Label end = new Label("end");
        assertEquals(
                "8B 1E 0E 80 66 EA 0E 80 00 00 08 00 0F 00",
                Encodings.hex(Mode.CODE_16, a -> {
                    a.bind(start);
                    a.mov(BX, mem(distance(start, end), 0x8000));
                    a.ljmp(8, distance(start, end), 0x8000);
                    a.distance(WORD, start, end, 1);
                    a.bind(end);
                }));
        assertEquals(
                "B8 05 00 00 00",
                Encodings.hex(Mode.CODE_32, a -> {
                    Label here = a.here("here");
                    Label next = new Label("next");
                    a.mov(EAX, distance(here, next));
                    a.bind(next);
                }));
    }

    @Test
    void shortJumpOutOfReachIsRefused() {
        Label target = new Label("target");
        assertThrows(IllegalArgumentException.class, () -> Encodings.hex(Mode.CODE_64, a -> {
            a.jmpShort(target);
            a.zeroes(128);
            a.bind(target);
        }));
    }

    @Test
    void labelIsBoundExactlyOnce() {
        assertThrows(IllegalStateException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.jmp(new Label("nowhere"))));
        assertThrows(IllegalStateException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.bind(a.here("twice"))));
    }

    @Test
    void labelIsUnknownInOtherSections() {
        Assembler a = new Assembler();
        a.section("one", Permission.READ_EXECUTE, 16);
        Label label = a.here("label");
        a.section("two", Permission.READ_EXECUTE, 16);
        a.jmp(label);
        assertThrows(IllegalStateException.class, a::sections);
    }
}
