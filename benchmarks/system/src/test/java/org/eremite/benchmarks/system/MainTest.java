package org.eremite.benchmarks.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"yield", "park", "timer", "preempt", "noise", "malloc", "threads", "pages", "objects"})
    void everythingIsMeasuredOnAnyJvm(String name) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        assertEquals(List.of(), measure(lines, name, "warm=1", "rounds=2", "n=4"));
        assertTrue(!lines.isEmpty() && lines.stream().allMatch(line ->
                line.matches("figure [a-z0-9-]+ samples=\\d+ min=[0-9.]+ p50=[0-9.]+ p99=[0-9.]+ p999=[0-9.]+ max=[0-9.]+")),
                lines.toString());
    }

    @Test
    void wordsThatAreNotKnownAreHandedBack() throws InterruptedException {
        assertEquals(List.of("frames"), measure(new ArrayList<>(), "frames", "n=1"));
    }

    @Test
    void countsArePositiveAndKnown() {
        assertThrows(IllegalArgumentException.class, () -> measure(new ArrayList<>(), "n=0"));
        assertThrows(IllegalArgumentException.class, () -> measure(new ArrayList<>(), "m=1"));
    }

    @Test
    void percentilesAreSamplesAndAreDividedByTheOperations() {
        Figure figure = new Figure("x", new long[] {40, 10, 30, 20}, 2);
        assertEquals(5, figure.percentile(0));
        assertEquals(10, figure.percentile(0.5));
        assertEquals(20, figure.percentile(0.99));
        assertEquals(20, figure.percentile(1));
    }

    private static List<String> measure(List<String> lines, String... words) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> unknown;
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.US_ASCII)) {
            unknown = Main.measure(out, words);
        }
        bytes.toString(StandardCharsets.US_ASCII).lines().forEach(lines::add);
        return unknown;
    }
}
