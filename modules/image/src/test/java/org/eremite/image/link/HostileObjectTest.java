package org.eremite.image.link;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Whatever the file holds, linking gives an image without write-and-execute memory, or a {@link LinkException}. */
class HostileObjectTest {
    private static final byte[] VALID = Inputs.object().build();

    record Change(int position, byte value) {}

    @Provide
    Arbitrary<Change> changes() {
        int headers = (int) ObjectBuilder.buffer(VALID).getLong(40);
        Arbitrary<Integer> position = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 63),
                Arbitraries.integers().between(headers, VALID.length - 1),
                Arbitraries.integers().between(headers - 3000, VALID.length - 1),
                Arbitraries.integers().between(0, VALID.length - 1)).withoutEdgeCases();
        Arbitrary<Byte> value = Arbitraries.oneOf(Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7F, (byte) 0xFF),
                Arbitraries.bytes());
        return Combinators.combine(position, value).as(Change::new);
    }

    @Property(tries = 1500)
    void changedBytes(@ForAll @Size(min = 1, max = 4) List<@From("changes") Change> changes) {
        byte[] bytes = VALID.clone();
        changes.forEach(change -> bytes[change.position] = change.value);
        boolean linked = linksOrRefuses(bytes);
        Statistics.label("linked").collect(linked);
        Statistics.label("linked").coverage(coverage -> {
            coverage.check(true).percentage(percentage -> percentage > 5);
            coverage.check(false).percentage(percentage -> percentage > 5);
        });
    }

    @Property(tries = 200)
    void truncatedFiles(@ForAll @IntRange(max = 400_000) int length) {
        byte[] bytes = Arrays.copyOf(VALID, length % VALID.length);
        assertThrows(LinkException.class, () -> RelocatableObject.of(bytes));
    }

    @Property(tries = 200)
    void noise(@ForAll byte @Size(max = 200) [] bytes) {
        assertThrows(LinkException.class, () -> RelocatableObject.of(bytes));
    }

    private static boolean linksOrRefuses(byte[] bytes) {
        LinkedImage image;
        try {
            image = Linker.link(RelocatableObject.of(bytes), Inputs.machine(), Inputs.ALIASES, Inputs.ABSOLUTES);
        } catch (LinkException refused) {
            assertTrue(refused.getMessage().matches("(?s).+: [A-Za-z]+=.*"), refused.getMessage());
            return false;
        }
        ElfReader elf = assertDoesNotThrow(() -> new ElfReader(image.bytes()));
        assertEquals(elf.entry, elf.pvhEntryLikeQemu());
        for (ElfReader.Segment load : elf.loads()) {
            assertFalse((load.flags() & 3) == 3);
            assertTrue(load.offset() + load.filesz() <= elf.file.capacity());
        }
        return true;
    }
}
