package org.eremite.benchmarks.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.eremite.image.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
    private static final Path ROOT = Path.of("root");

    @Test
    void theReportOfABenchIsItsOwnFile() throws ToolException {
        assertEquals(new BenchOptions("mm", 5, ROOT.resolve("target/bench-mm.json"), false, false),
                BenchOptions.parse(ROOT, "mm"));
    }

    @Test
    void optionsAreRead() throws ToolException {
        assertEquals(new BenchOptions("sched", 100, Path.of("x.json"), true, false),
                BenchOptions.parse(ROOT, "sched", "--runs", "100", "--quick", "--json", "x.json"));
    }

    @Test
    void helpIsGivenWhereverItIsAskedFor() throws ToolException {
        assertTrue(BenchOptions.parse(ROOT, "--help").help());
        assertTrue(BenchOptions.parse(ROOT, "boot", "--runs", "--help").help());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "net", "sched --runs", "sched --runs 0", "sched --runs 101", "sched --runs x", "boot --fast",
        "mm --json"})
    void aWrongLineIsRefusedAsUsage(String line) {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ");
        ToolException refusal = assertThrows(ToolException.class, () -> BenchOptions.parse(ROOT, words));
        assertEquals(ToolException.USAGE, refusal.exitStatus());
    }
}
