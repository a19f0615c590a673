package org.eremite.benchmarks.runner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Report report = new Report(new BenchOptions("sched", 3, Path.of("unused"), false, false),
            new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private void assertTold(String line) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.lines().anyMatch(told -> told.replaceAll(" +", " ").strip().equals(line)), text);
    }

    @Test
    void ratiosAreThoseOfPairsAndTheMedianIsOfRatios() {
        report.compared("one CPU", "park p50", new double[] {10, 40, 30}, new double[] {20, 20, 30}, "linux", List.of());
        assertTold("one CPU, park p50 1.000 [0.500, 2.000] of 3");
    }

    @Test
    void zeroIsNoDivisor() {
        report.compared("one CPU", "timer p50", new double[] {1}, new double[] {0}, "linux", List.of());
        assertTold("one CPU, timer p50 100.000 [100.000, 100.000] of 1");
    }

    @Test
    void instructionsAreToldWithTheSpreadOfTheTwoRuns() {
        report.counted("one CPU", Figures.of(List.of("figure park p50=7 p99=8 max=9")),
                Figures.of(List.of("figure park p50=7 p99=8.5 max=9")), List.of());
        assertTold("park 7 8 9 0.5");
    }
}
