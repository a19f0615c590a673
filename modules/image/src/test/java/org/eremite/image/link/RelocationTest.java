package org.eremite.image.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.Relocation;

/** Relocation arithmetic; the letters are those of the AMD x86-64 psABI: S symbol, A addend, P place. */
class RelocationTest {
    private static final int SIZE = 256;

    private static ObjectBuilder object(int type, long offset, long addend) {
        return new ObjectBuilder()
                .section(".data", ObjectBuilder.ALLOC | ObjectBuilder.WRITE, 8, Inputs.filled(SIZE, 0x11))
                .rela(offset, type, "target", addend)
                .undefined("target");
    }

    private static TestMachine machine(Relocation... relocations) {
        TestMachine machine = new TestMachine();
        machine.sections.add(TestMachine.section(".boot.text", Permission.READ_EXECUTE, 16,
                Inputs.filled(SIZE, 0x11), 0, Map.of("boot_entry", 0), relocations));
        return machine;
    }

    private static ElfReader link(ObjectBuilder object, TestMachine machine, long target) {
        return new ElfReader(Linker.link(RelocatableObject.of(object.build()), machine, Map.of(),
                Map.of("target", target)).bytes());
    }

    @Property(tries = 200)
    void absolute64IsSPlusA(@ForAll long s, @ForAll long a, @ForAll @IntRange(max = SIZE - 8) int offset) {
        ElfReader elf = link(object(ObjectBuilder.R_64, offset, a), machine(), s);
        long data = elf.section(".data").addr();
        assertEquals(s + a, elf.memory(data + offset));
        assertNeighboursUntouched(elf, data, offset, 8);
    }

    @Property(tries = 200)
    void pcRelative32IsSPlusAMinusPIfThatFits(@ForAll @LongRange(min = -0xC000_0000L, max = 0xC000_0000L) long distance,
            @ForAll int a, @ForAll @IntRange(max = SIZE - 4) int offset) {
        // Variables begin on the large page behind the code and the (empty) constants.
        long p = TestMachine.CODE_BASE + 0x20_0000 + offset;
        long s = p + distance - a;
        ObjectBuilder object = object(ObjectBuilder.R_PC32, offset, a);
        if (distance == (int) distance) {
            ElfReader elf = link(object, machine(), s);
            assertEquals(p - offset, elf.section(".data").addr());
            assertEquals(distance, elf.memory32(p));
            assertNeighboursUntouched(elf, p - offset, offset, 4);
        } else {
            LinkException thrown = assertThrows(LinkException.class, () -> link(object, machine(), s));
            assertTrue(thrown.getMessage().startsWith("value does not fit 32 bits: place=.data+0x"),
                    thrown.getMessage());
        }
    }

    @Property(tries = 100)
    void providerRelocationsFollowTheirKind(@ForAll Relocation.Kind kind,
            @ForAll @LongRange(min = -0x1_0000, max = 0x1_0000_FFFFL) long s, @ForAll short a,
            @ForAll @IntRange(max = SIZE - 8) int offset) {
        long p = TestMachine.CODE_BASE + offset;
        long value = kind == Relocation.Kind.PC_RELATIVE_32 ? s + a - p : s + a;
        boolean fits = switch (kind) {
            case ABSOLUTE_64, PHYSICAL_64 -> true;
            case PC_RELATIVE_32 -> value == (int) value;
            case PHYSICAL_32 -> value >>> 32 == 0;
        };
        ObjectBuilder object = object(ObjectBuilder.R_64, 0, 0);
        TestMachine machine = machine(new Relocation(offset, kind, "target", a));
        if (fits) {
            ElfReader elf = link(object, machine, s);
            assertEquals(kind.bytes() == 8 ? value : (int) value,
                    kind.bytes() == 8 ? elf.memory(p) : elf.memory32(p));
            assertNeighboursUntouched(elf, p - offset, offset, kind.bytes());
        } else {
            assertThrows(LinkException.class, () -> link(object, machine, s));
        }
    }

    @Property(tries = 50)
    void placesOutsideTheSectionAreRefused(@ForAll boolean wide, @ForAll long offset) {
        int width = wide ? 8 : 4;
        boolean inside = offset >= 0 && offset <= SIZE - width;
        ObjectBuilder object = object(wide ? ObjectBuilder.R_64 : ObjectBuilder.R_PC32, offset, 0);
        if (inside) {
            link(object, machine(), TestMachine.CODE_BASE);
        } else {
            LinkException thrown = assertThrows(LinkException.class,
                    () -> link(object, machine(), TestMachine.CODE_BASE));
            assertTrue(thrown.getMessage().startsWith("relocation outside its section"), thrown.getMessage());
        }
    }

    @Property(tries = 50)
    void unknownTypesAreRefused(@ForAll @IntRange(max = 50) int type) {
        boolean known = type == ObjectBuilder.R_64 || type == ObjectBuilder.R_PC32 || type == ObjectBuilder.R_PLT32;
        if (!known) {
            LinkException thrown = assertThrows(LinkException.class,
                    () -> link(object(type, 0, 0), machine(), TestMachine.CODE_BASE));
            assertEquals("unknown relocation type: section=.data: type=" + type, thrown.getMessage());
        }
    }

    private static void assertNeighboursUntouched(ElfReader elf, long section, int offset, int width) {
        byte[] bytes = new byte[SIZE];
        ElfReader.Segment load = elf.loadAt(section);
        elf.file.get((int) (load.offset() + section - load.vaddr()), bytes);
        for (int index = 0; index < SIZE; index++) {
            assertTrue(bytes[index] == 0x11 || index >= offset && index < offset + width, "byte " + index);
        }
    }
}
