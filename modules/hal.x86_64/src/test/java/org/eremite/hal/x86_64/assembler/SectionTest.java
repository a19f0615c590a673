package org.eremite.hal.x86_64.assembler;

import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Reference.physical;
import static org.eremite.hal.x86_64.assembler.Register.EAX;
import static org.eremite.hal.x86_64.assembler.Register.ECX;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Size.DWORD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.Relocation;
import org.junit.jupiter.api.Test;

/** What the linker receives: bytes, symbols, relocations. */
class SectionTest {
    @Test
    void branchesToSymbolsCountFromTheEndOfTheInstruction() {
        assertRelocation(Mode.CODE_64, a -> a.call("f"), 1, Relocation.Kind.PC_RELATIVE_32, -4);
        assertRelocation(Mode.CODE_32, a -> a.jmp("f"), 1, Relocation.Kind.PC_RELATIVE_32, -4);
        assertRelocation(Mode.CODE_64, a -> a.jcc(Condition.ZERO, "f"), 2, Relocation.Kind.PC_RELATIVE_32, -4);
    }

    @Test
    void ripRelativeOperandsCountFromTheEndOfTheInstruction() {
        assertRelocation(Mode.CODE_64, a -> a.lea(RAX, mem("f", 16)), 3, Relocation.Kind.PC_RELATIVE_32, 12);
        assertRelocation(Mode.CODE_64, a -> a.mov(DWORD, mem("f"), 1), 2, Relocation.Kind.PC_RELATIVE_32, -8);
        assertRelocation(Mode.CODE_64, a -> a.add(DWORD, mem("f"), 1), 2, Relocation.Kind.PC_RELATIVE_32, -5);
    }

    @Test
    void immediateTakesAVirtualAddress() {
        assertRelocation(Mode.CODE_64, a -> a.movImmediate64(RAX, "f"), 2, Relocation.Kind.ABSOLUTE_64, 0);
        assertEquals("48 B8 00 00 00 00 00 00 00 00", Encodings.hex(Mode.CODE_64, a -> a.movImmediate64(RAX, "f")));
    }

    @Test
    void codeBeforePagingTakesPhysicalAddresses() {
        assertRelocation(Mode.CODE_32, a -> a.mov(EAX, physical("f")), 1, Relocation.Kind.PHYSICAL_32, 0);
        assertRelocation(Mode.CODE_32, a -> a.mov(EAX, physical("f"), 8), 1, Relocation.Kind.PHYSICAL_32, 8);
        assertRelocation(Mode.CODE_32, a -> a.mov(mem(physical("f"), 4), ECX), 2, Relocation.Kind.PHYSICAL_32, 4);
        assertRelocation(
                Mode.CODE_32, a -> a.mov(mem(ECX, physical("f"), -4), ECX), 2, Relocation.Kind.PHYSICAL_32, -4);
        assertRelocation(Mode.CODE_32, a -> a.ljmp(8, physical("f")), 1, Relocation.Kind.PHYSICAL_32, 0);
        assertRelocation(Mode.CODE_16, a -> a.ljmp(8, physical("f")), 2, Relocation.Kind.PHYSICAL_32, 0);
    }

    @Test
    void tablesHoldAddresses() {
        for (Relocation.Kind kind : Relocation.Kind.values()) {
            assertRelocation(Mode.CODE_64, a -> a.address(kind, "f", 3), 0, kind, 3);
            assertEquals(kind.bytes(), Encodings.section(Mode.CODE_64, a -> a.address(kind, "f", 3)).bytes().length);
        }
    }

    private static void assertRelocation(
            Mode mode, Consumer<Assembler> code, int offset, Relocation.Kind kind, long addend) {
        assertEquals(
                List.of(new Relocation(offset, kind, "f", addend)), Encodings.section(mode, code).relocations());
    }

    @Test
    void modesSwitchMidway() {
        assertEquals(
                "66 83 C8 01 83 C8 01 48 83 C8 01",
                Encodings.hex(Mode.CODE_16, a -> {
                    a.or(EAX, 1);
                    a.mode(Mode.CODE_32);
                    a.or(EAX, 1);
                    a.mode(Mode.CODE_64);
                    a.or(RAX, 1);
                }));
    }

    @Test
    void dataIsLittleEndian() {
        assertEquals(
                "FF 80 34 12 78 56 34 12 F0 DE BC 9A 78 56 34 12 00 00",
                Encodings.hex(Mode.CODE_64, a -> {
                    a.bytes(255, -128);
                    a.shorts(0x1234);
                    a.ints(0x12345678);
                    a.longs(0x1234_5678_9ABC_DEF0L);
                    a.zeroes(2);
                }));
    }

    @Test
    void codeIsPaddedWithNopAndDataWithZero() {
        Assembler a = new Assembler();
        a.section("code", Permission.READ_EXECUTE, 8);
        a.ret();
        a.align(4);
        a.align(4);
        a.section("constants", Permission.READ, 8);
        a.bytes(1);
        a.align(2);
        List<CodeSection> sections = a.sections();
        assertArrayEquals(new byte[] {(byte) 0xC3, (byte) 0x90, (byte) 0x90, (byte) 0x90}, sections.get(0).bytes());
        assertArrayEquals(new byte[] {1, 0}, sections.get(1).bytes());
    }

    @Test
    void boundaryBeyondTheSectionsOwnIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.align(8192)));
        assertThrows(IllegalArgumentException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.align(3)));
    }

    @Test
    void reservedZeroesTakeNoRoomInTheFile() {
        Assembler a = new Assembler();
        a.section("variables", Permission.READ_WRITE, 4096);
        a.longs(1);
        a.reserve(8);
        a.align(4096);
        a.define("stack");
        a.reserve(4096);
        a.define("stack_top");
        CodeSection section = a.sections().getFirst();
        assertEquals(8, section.bytes().length);
        assertEquals(8192, section.memoryBytes());
        assertEquals(Map.of("stack", 4096, "stack_top", 8192), section.symbols());
        assertThrows(IllegalStateException.class, () -> a.bytes(1));
    }

    @Test
    void sectionsContinueWhereTheyWereLeft() {
        Assembler a = new Assembler();
        a.section("one", Permission.READ_EXECUTE, 16);
        a.nop();
        a.section("two", Permission.READ, 1);
        a.define("constant");
        a.bytes(7);
        a.section("one");
        a.define("f");
        a.ret();
        List<CodeSection> sections = a.sections();
        assertEquals(Map.of("f", 1), sections.get(0).symbols());
        assertArrayEquals(new byte[] {(byte) 0x90, (byte) 0xC3}, sections.get(0).bytes());
        assertEquals(Map.of("constant", 0), sections.get(1).symbols());
    }

    @Test
    void namesAreUnique() {
        Assembler a = new Assembler();
        assertThrows(IllegalStateException.class, a::nop);
        a.section("one", Permission.READ_EXECUTE, 16);
        a.define("f");
        assertThrows(IllegalArgumentException.class, () -> a.define("f"));
        a.section("two", Permission.READ_EXECUTE, 16);
        assertThrows(IllegalArgumentException.class, () -> a.define("f"));
        assertThrows(IllegalArgumentException.class, () -> a.section("one", Permission.READ, 16));
        assertThrows(IllegalArgumentException.class, () -> a.section("three"));
    }
}
