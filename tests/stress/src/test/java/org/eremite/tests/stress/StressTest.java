package org.eremite.tests.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the stress tests in a short form, with one compiler; {@code -Dstress.mode=default} and longer modes of the
 * harness are for an evening.
 */
class StressTest {
    /** {@code RawMemory} has the JDK's own Unsafe. */
    private static final String EXPORTS = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";
    private static final List<String> SHORT =
            List.of("-f", "1", "-time", "300", "-sc", "false", "-af", "NONE", "-jvmArgs",
                    EXPORTS + " -XX:-TieredCompilation -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM");
    private static final int ITERATIONS = 2;
    /** A defect shows only while both actors have a CPU at once, which a busy host grants now and then. */
    private static final int ITERATIONS_FOR_DEFECTS = 20;
    private static final String MODE = System.getProperty("stress.mode", "");

    /** Those of three actors need three processors and are left out by the harness on fewer. */
    private static final int TESTS_OF_TWO_ACTORS = 15;
    private static final int PLANTED_DEFECTS = 4;
    private static final Pattern COUNTS = Pattern.compile("Results: (\\d+) planned; (\\d+) passed, (\\d+) failed");

    @TempDir
    private Path directory;

    private record Result(String output, int planned, int passed, int failed) {
        static Result of(String output) {
            Matcher counts = COUNTS.matcher(output);
            Result last = null;
            while (counts.find()) {
                last = new Result(output, Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2)),
                        Integer.parseInt(counts.group(3)));
            }
            assertNotNull(last, output);
            return last;
        }
    }

    private Result run(String tests, int iterations) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "org.openjdk.jcstress.Main", "-t", tests,
                "-r", directory.resolve("report").toString()));
        if (MODE.isEmpty()) {
            command.addAll(SHORT);
            command.addAll(List.of("-iters", Integer.toString(iterations)));
        } else {
            command.addAll(List.of("-m", MODE, "-jvmArgsPrepend", EXPORTS));
        }
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the harness has not ended");
        return Result.of(output);
    }

    @Test
    void nothingForbiddenIsSeen() throws Exception {
        Result result = run("org.eremite.*Stress.*", ITERATIONS);
        assertTrue(result.planned >= TESTS_OF_TWO_ACTORS, result.output);
        assertEquals(result.planned, result.passed, result.output);
    }

    @Test
    void theHarnessFindsPlantedDefects() throws Exception {
        Result result = run("org.eremite.*PlantedDefects.*", ITERATIONS_FOR_DEFECTS);
        assertEquals(PLANTED_DEFECTS, result.planned, result.output);
        assertEquals(result.planned, result.failed, result.output);
    }
}
