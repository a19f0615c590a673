package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the stress tests in a short form, with one compiler; {@code -Dstress.mode=default} and longer modes of the harness are for an
 * evening.
 */
class StressTest {
    private static final List<String> SHORT =
            List.of("-f", "1", "-iters", "2", "-time", "500", "-sc", "false", "-af", "NONE", "-jvmArgs",
                    "-XX:-TieredCompilation -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM");
    private static final String MODE = System.getProperty("stress.mode", "");

    @TempDir
    private Path directory;

    private record Result(int status, String output) {
        int tests(String kind) {
            return output.lines().filter(line -> line.contains("[" + kind + "]")).toList().size();
        }
    }

    private Result run(String tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "org.openjdk.jcstress.Main", "-t", tests,
                "-r", directory.resolve("report").toString()));
        command.addAll(MODE.isEmpty() ? SHORT : List.of("-m", MODE));
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the harness has not ended");
        return new Result(process.exitValue(), output);
    }

    @Test
    void nothingForbiddenIsSeen() throws Exception {
        Result result = run("org.eremite.par.(DequeStress|SleepStress).*");
        assertEquals(0, result.status, result.output);
        assertEquals(0, result.tests("FAILED"), result.output);
        assertTrue(result.tests("OK") >= 8, result.output);
    }

    @Test
    void theHarnessFindsPlantedDefects() throws Exception {
        for (String defect : List.of("DequeWithoutFence", "LookBeforeAnnouncement")) {
            Result result = run("org.eremite.par.PlantedDefects." + defect);
            assertTrue(result.tests("FAILED") > 0, result.output);
        }
    }
}
