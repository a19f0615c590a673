package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job: fork-join on every CPU, with every result checked. */
class DemoBootTest {
    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {2, 4})
    void theDemoUsesEveryCpuAndChecksEveryResult(int cpus) {
        Result result = EremiteTool.run(
                Map.of(), "", List.of("demo", "--smp", "" + cpus, "--timeout", "200"));
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().contains("all results correct"), result::everything);
        assertTrue(result.output().contains("at rest for "), result::everything);
        List<String> workers = result.output().lines().filter(line -> line.startsWith("worker ")).toList();
        assertEquals(cpus, workers.size(), result::everything);
        for (String worker : workers) {
            // Worker, its number, tasks, steals, busy milliseconds.
            List<String> figures = Arrays.asList(worker.split("\\s+")).subList(2, 5);
            assertTrue(figures.stream().noneMatch(figure -> figure.matches("[0.]+")), result::everything);
        }
    }

    /** What each family needs is small enough for one size: the two whose sizes exclude it have theirs. */
    @Test
    void everyFamilyRunsWithPinnedWorkersAndTheCpusRestAfterwards() {
        Result help = EremiteTool.run(Map.of(), "", List.of("demo", "--timeout", "200", "--", "--help"));
        List<String> all = help.output().lines().map(line -> line.replaceFirst("^ *([a-z_]+) +\\d.*\\(.*\\)$", "$1"))
                .filter(name -> name.matches("[a-z_]+")).toList();
        List<String> families = List.of("mandelbrot", "matmul", "laplace", "sort", "find", "map_collect", "vec_collect",
                "str_split", "factorial", "fibonacci", "join_microbench", "pythagoras", "nbody", "tree", "life", "quicksort",
                "mergesort", "sieve");
        List<String> lines = new ArrayList<>(demo(String.join(",", families), 16));
        lines.addAll(demo("pi", 10_000));
        lines.addAll(demo("tsp", 8));
        families = new ArrayList<>(families);
        families.addAll(List.of("pi", "tsp"));
        assertEquals(all.stream().sorted().toList(), families.stream().sorted().toList(), help::everything);
        for (String family : families) {
            for (int threads : List.of(1, 3)) {
                assertTrue(lines.stream().anyMatch(line -> line.startsWith("{\"workload\":\"" + family)
                        && line.contains("\"threads\":" + threads + ",")), () -> family + " in " + lines);
            }
        }
        assertEquals(6, lines.stream().filter(
                line -> line.matches("\\{\"restNanos\":\\d+,\"threads\":[13],\"cpuNanos\":\\d+}")).count(), lines::toString);
    }

    private static List<String> demo(String families, int size) {
        Result result = EremiteTool.run(Map.of(), "", List.of("demo", "--smp", "2", "--timeout", "200", "--",
                "--family", families, "--size", "" + size, "--threads", "1,3", "--pin", "--json"));
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().contains("{\"allCorrect\":true}"), result::everything);
        return result.output().lines().toList();
    }

    /** Some seconds of what {@code soak par} does for minutes. */
    @Test
    void nestedWorkOfEveryKindHoldsUnderGeneratedLoad() {
        Result result = EremiteTool.guest(List.of("--smp", "4", "--timeout", "240"), "soak", "par", "seed=42", "seconds=10");
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().contains("steps, all held"), result::everything);
    }

    @ParameterizedTest(name = "of {0}")
    @ValueSource(strings = {"pi", "mandelbrot"})
    void oneWrongElementMakesItFail(String workload) {
        Result result = EremiteTool.run(
                Map.of(), "", List.of("demo", "--timeout", "200", "--", "--corrupt", workload));
        assertEquals(1, result.status(), result::everything);
        assertTrue((result.output() + result.errors()).contains(workload), result::everything);
    }
}
