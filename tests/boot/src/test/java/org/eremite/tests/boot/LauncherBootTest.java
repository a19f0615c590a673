package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool as a Unix command: streams, pipes, signals, reports, and a debugger. */
class LauncherBootTest {
    private static final int VALUES = 256;
    private static final long LIMIT_SECONDS = 400;

    @TempDir
    private static Path directory;

    private static List<String> command(List<String> options, String... arguments) {
        List<String> limited = new ArrayList<>(List.of("--timeout", "120"));
        limited.addAll(options);
        return EremiteTool.guestCommand(limited, arguments);
    }

    private static ProcessBuilder guest(Path errors, List<String> options, String... arguments) {
        return EremiteTool.process(command(options, arguments)).redirectError(errors.toFile());
    }

    private static byte[] everyValue(int rounds) {
        byte[] all = new byte[rounds * VALUES];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    private static void awaitEnd(Process process, Path errors) throws IOException, InterruptedException {
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), Files.readString(errors));
    }

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 2})
    void everyByteArrivesBothWaysAndTheEndOfInputIsTheEndOfTheStream(int cpus) throws Exception {
        Path errors = Files.createTempFile(directory, "cat", ".err");
        Process process = guest(errors, List.of("--smp", "" + cpus), "cat").start();
        byte[] sent = everyValue(40);
        try (OutputStream input = process.getOutputStream()) {
            input.write(sent);
        }
        byte[] received = process.getInputStream().readAllBytes();
        awaitEnd(process, errors);
        assertEquals(0, process.exitValue(), Files.readString(errors));
        assertArrayEquals(sent, received, Files.readString(errors));
    }

    @Test
    void inputMayComeInPiecesLongAfterTheGuestBeganToWait() throws Exception {
        Path errors = Files.createTempFile(directory, "pieces", ".err");
        Process process = guest(errors, List.of(), "cat").start();
        try (OutputStream input = process.getOutputStream(); InputStream output = process.getInputStream()) {
            for (int value = 0; value < 20; value++) {
                input.write(value);
                input.flush();
                assertEquals(value, output.read(), Files.readString(errors));
            }
        }
        awaitEnd(process, errors);
    }

    @Test
    void emptyInputIsAtItsEnd() {
        Result result = EremiteTool.run(Map.of(), "", command(List.of(), "count"));
        assertEquals("0\n", result.output(), result::everything);
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void threeGuestsRunAtOnceInAPipe() throws Exception {
        List<ProcessBuilder> builders = new ArrayList<>();
        for (String[] part : new String[][] {{"bytes", "30"}, {"cat"}, {"count"}}) {
            builders.add(guest(Files.createTempFile(directory, part[0], ".err"), List.of(), part));
        }
        List<Process> pipe = ProcessBuilder.startPipeline(builders);
        String counted = new String(pipe.getLast().getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertEquals(30 * VALUES + "\n", counted);
        for (Process process : pipe) {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
    }

    /** What the tool has said by now; of a character that it is writing, part may be there. */
    private static String said(Path errors) throws IOException {
        return new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
    }

    /** Until the tool knows that the guest is ready, a signal ends it; what the program prints may arrive before. */
    private static void awaitReady(Process process, Path errors) throws IOException, InterruptedException {
        while (!said(errors).contains("the guest is ready")) {
            assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), said(errors));
        }
    }

    @ParameterizedTest(name = "SIG{0} -> {1}")
    @CsvSource({"INT,130", "TERM,143"})
    void aSignalRunsShutdownHooksInTheGuest(String signal, int status) throws Exception {
        Path errors = Files.createTempFile(directory, "hook", ".err");
        Process process = guest(errors, List.of("--smp", "2", "--verbose"), "waitWithHook").start();
        try (BufferedReader output = process.inputReader()) {
            assertEquals("waiting", output.readLine(), said(errors));
            awaitReady(process, errors);
            signal(process, signal);
            assertEquals("hook ran", output.readLine(), said(errors));
        }
        awaitEnd(process, errors);
        assertEquals(status, process.exitValue(), Files.readString(errors));
    }

    @Test
    void aSecondSignalEndsAGuestWhoseHookDoesNotEnd() throws Exception {
        Path errors = Files.createTempFile(directory, "stubborn", ".err");
        Process process = guest(errors, List.of("--verbose"), "waitWithEndlessHook").start();
        try (BufferedReader output = process.inputReader()) {
            assertEquals("waiting", output.readLine(), said(errors));
            awaitReady(process, errors);
            signal(process, "INT");
            while (!"hook waits".equals(output.readLine())) {
                assertTrue(process.isAlive(), said(errors));
            }
            signal(process, "INT");
            // The other hook may still print, and the status is another one if nobody can read that.
            output.transferTo(Writer.nullWriter());
        }
        awaitEnd(process, errors);
        assertEquals(130, process.exitValue(), Files.readString(errors));
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @Test
    void withCountedInstructionsBootTakesTheSameNumberTwice() {
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Result result = EremiteTool.run(Map.of(), "", command(List.of("--icount", "--json"), "count"));
            assertEquals(0, result.status(), result::everything);
            String json = result.errorLines().getLast();
            Matcher boot = Pattern.compile("\"unit\":\"instructions\",\"phaseEnds\":(\\{[^}]*isolate\":[0-9]+\\})").matcher(json);
            assertTrue(boot.find(), json);
            assertTrue(json.contains("\"sections\":[{\"name\":"), json);
            assertTrue(json.contains("\"assemblySeconds\":{"), json);
            ends.add(boot.group(1));
        }
        assertEquals(ends.get(0), ends.get(1));
    }

    @Test
    void levelsOfTheLogAreTheModules() {
        String boot = "[vm] boot: machine ready: nanoseconds=";
        Result debug = EremiteTool.run(Map.of(), "", command(List.of("--log", "error,vm=debug"), "count"));
        assertTrue(debug.output().contains(boot), debug::everything);
        Result other = EremiteTool.run(Map.of("EREMITE_LOG", "sched=debug"), "", command(List.of("--kernel-args", "quirk"), "count"));
        assertTrue(other.output().contains("[jdk] unknown kernel argument: quirk\n"), other::everything);
        assertTrue(other.output().contains("[sched] thread created: "), other::everything);
        assertTrue(other.output().contains("\n0\n"), other::everything);
        Result silent = EremiteTool.run(Map.of(), "", command(List.of("--log=jdk=error", "--kernel-args=quirk"), "count"));
        assertEquals("0\n", silent.output(), silent::everything);
    }

    @Test
    void gdbStopsAtAJavaMethodNamedByItsSymbol() throws Exception {
        assumeTrue(new ProcessBuilder("sh", "-c", "command -v gdb").start().waitFor() == 0, "gdb is not installed");
        Path errors = Files.createTempFile(directory, "debug", ".err");
        List<String> command = new ArrayList<>(command(List.of(), "count"));
        command.set(0, "debug");
        Process process = EremiteTool.process(command).redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.DISCARD).start();
        try (BufferedReader messages = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            StringBuilder said = new StringBuilder();
            String line = messages.readLine();
            while (line != null && !line.startsWith("gdb ")) {
                said.append(line).append('\n');
                line = messages.readLine();
            }
            assertTrue(line != null, said.toString());
            Process gdb = new ProcessBuilder("sh", "-c", line
                    + " -batch -ex 'rbreak ^Main_main_' -ex continue -ex bt -ex delete -ex detach < /dev/null")
                    .redirectErrorStream(true).start();
            String transcript = new String(gdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(transcript.contains("Breakpoint 1, ") && transcript.contains("in Main_main_"), transcript);
            messages.lines().forEach(rest -> said.append(rest).append('\n'));
        }
        awaitEnd(process, errors);
        assertEquals(0, process.exitValue());
    }
}
