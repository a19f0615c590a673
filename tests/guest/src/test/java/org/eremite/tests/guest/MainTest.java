package org.eremite.tests.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guest is to show holds on an ordinary JVM: the checks ask nothing special of Eremite. */
class MainTest {
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private Path directory;

    private record Result(int status, String out) {
    }

    /** Runs the program in a JVM of its own. */
    private Result run(List<String> options, String... arguments) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Dguest.test=b c",
                "-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("GUEST_TEST", "a");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectInput(new File("/dev/null"));
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end within " + LIMIT_SECONDS + " s:\n" + Files.readString(out));
        }
        return new Result(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }

    @Test
    void allChecksPassOnAnOrdinaryJvm() throws Exception {
        Result result = run(List.of(), "all");
        assertEquals(0, result.status(), result.out());
        assertTrue(result.out().contains(" passed, 0 failed\n"), result.out());
        assertTrue(result.out().lines().filter(line -> line.startsWith("ok ")).count() >= 80, result.out());
    }

    @Test
    void aFullHeapIsSurvivedOnAnOrdinaryJvm() throws Exception {
        Result result = run(List.of("-Xmx32m"), "exhaust");
        assertEquals(0, result.status(), result.out());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            exit 0,           0,
            exit 42,         42,
            exit 255,       255,
            exitInThread 7,   7,
            haltInThread 9,   9,
            hook 3,           3, the shutdown hook has run
            return,           0, main returns
            daemon,           0, main returns
            lastThread,       0, the last thread ends
            uncaught,         1, nobody catches this
            uncaughtInThread, 0, nobody catches this
            echo a,           0, argument [a]
            echo,             0, environment [a]
            echo,             0, property [b c]
            echo,             0, standard error
            line,             0, read [null]
            """)
    void programsEndAsTheySay(String arguments, int status, String text) throws Exception {
        Result result = run(List.of(), arguments.split(" "));
        assertEquals(status, result.status(), result.out());
        assertTrue(text == null || result.out().contains(text), result.out());
    }
}
