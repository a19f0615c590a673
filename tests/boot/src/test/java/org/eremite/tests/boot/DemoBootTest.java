package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eremite.tests.boot.EremiteTool.Result;
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
        List<String> workers = result.output().lines().filter(line -> line.startsWith("worker ")).toList();
        assertEquals(cpus, workers.size(), result::everything);
        for (String worker : workers) {
            // Worker, its number, tasks, steals, busy milliseconds.
            List<String> figures = Arrays.asList(worker.split("\\s+")).subList(2, 5);
            assertTrue(figures.stream().noneMatch(figure -> figure.matches("[0.]+")), result::everything);
        }
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
