package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(cpus, result.output().lines().filter(line -> line.startsWith("worker ")).count(), result::everything);
    }

    @Test
    void oneWrongElementMakesItFail() {
        Result result = EremiteTool.run(
                Map.of(), "", List.of("demo", "--timeout", "200", "--", "--corrupt", "mandelbrot"));
        assertEquals(1, result.status(), result::everything);
    }
}
