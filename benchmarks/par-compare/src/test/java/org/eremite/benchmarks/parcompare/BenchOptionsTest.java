package org.eremite.benchmarks.parcompare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.eremite.app.rayonlike.family.Families;
import org.eremite.app.rayonlike.family.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
    private static final Path ROOT = Path.of("/r");

    @Test
    void withoutOptionsEverythingIsComparedAtOneToAllProcessors() {
        BenchOptions options = BenchOptions.parse(ROOT);
        assertEquals(Families.ALL, options.families());
        assertEquals(1, options.threads().getFirst());
        assertEquals(Runtime.getRuntime().availableProcessors(), options.threads().getLast());
        assertEquals(Path.of("/r/target/bench-par.json"), options.json());
        assertEquals(BenchOptions.Place.BOTH, options.place());
        assertFalse(options.help());
    }

    @ParameterizedTest
    @CsvSource({"p.svg,p-guest.svg", "p,p-guest", "a.b.svg,a.b-guest.svg", "d/p.svg,d/p-guest.svg"})
    void thePictureOfGuestsStandsBesideTheOther(String svg, String guestSvg) {
        assertEquals(Path.of(guestSvg), BenchOptions.parse(ROOT, "--svg", svg).guestSvg());
    }

    @Test
    void optionsAreTakenAsWritten() {
        BenchOptions options = BenchOptions.parse(ROOT, "--family", "tsp,pi", "--threads", "4,1", "--runs", "9",
                "--json", "a", "--svg", "b", "--only", "guest", "--help");
        assertEquals(BenchOptions.Place.GUEST, options.place());
        assertEquals(List.of("tsp", "pi"), options.families().stream().map(Family::name).toList());
        assertEquals(List.of(4, 1), options.threads());
        assertEquals(9, options.runs());
        assertEquals(List.of(Path.of("a"), Path.of("b")), List.of(options.json(), options.svg()));
        assertTrue(options.help());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--frobnicate", "x", "--runs", "--runs 0", "--runs 1001", "--threads 1,", "--threads x",
        "--family e", "--family pi,", "--only x", "--only"})
    void nonsenseIsRefusedInOneLine(String words) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> BenchOptions.parse(ROOT, words.split(" ")));
        assertEquals(1, refused.getMessage().lines().count());
    }
}
