package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeing inside: the log, the dump of threads, and a machine in which all threads wait. */
class InsightBootTest {
    private static final String LIMIT = "120";
    private static final long LIMIT_BY_HAND_MINUTES = 5;

    @TempDir
    private static Path directory;

    private static boolean found(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).find();
    }

    @Test
    void theLogTellsOfBootWhereItIsAskedTo() {
        Result result = EremiteTool.guest(List.of("--smp", "2", "--log=debug", "--timeout", LIMIT), "smoke");
        assertEquals(0, result.status(), result::everything);
        for (String line : List.of("^\\[0\\]\\[\\d+\\]\\[vm\\] boot: machine ready: nanoseconds=\\d+$",
                "^\\[0\\]\\[\\d+\\]\\[mm\\] memory ready: totalBytes=\\d+ freeBytes=\\d+$",
                "^\\[0\\]\\[\\d+\\]\\[sched\\] CPU started: cpu=1$",
                "^\\[\\d\\]\\[\\d+\\]\\[vm\\] Java heap limited: bytes=\\d+ requestedBytes=0 freeBytes=\\d+$",
                "^\\[\\d\\]\\[\\d+\\]\\[sched\\] thread created: thread=0x[0-9a-f]+ stackBytes=\\d+$")) {
            assertTrue(found(result.output(), line), () -> line + "\n" + result.everything());
        }
        Result silent = EremiteTool.guest(List.of("--smp", "2", "--timeout", LIMIT), "smoke");
        assertFalse(found(silent.output(), "^\\[\\d+\\]\\[\\d+\\]"), silent::everything);
    }

    @Test
    void thePanicReportHasTheLastLinesOfTheLog() {
        Result result = EremiteTool.guest(List.of("--timeout", LIMIT), "panic");
        assertEquals(134, result.status(), result::everything);
        String report = result.output().substring(result.output().indexOf("eremite: panic: "));
        assertTrue(found(report, "^Last lines of the log:$"), result::everything);
        assertTrue(found(report, "^\\[0\\]\\[\\d+\\]\\[vm\\] boot: isolate ready: nanoseconds=\\d+$"), result::everything);
        assertTrue(report.contains("Java stack:"), result::everything);
    }

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 2})
    void aSignalPrintsWhatTheThreadsDoAsOftenAsItComes(int cpus) throws Exception {
        Path errors = Files.createTempFile(directory, "dump", ".err");
        Process process = EremiteTool.process(EremiteTool.guestCommand(
                List.of("--smp", "" + cpus, "--timeout", LIMIT), "waitNamed")).redirectError(errors.toFile()).start();
        try (BufferedReader output = process.inputReader()) {
            assertEquals("waiting", output.readLine(), Files.readString(errors));
            for (int round = 0; round < 2; round++) {
                new ProcessBuilder("kill", "-QUIT", "" + process.pid()).start().waitFor();
                StringBuilder dump = new StringBuilder();
                String last = "^cpu " + (cpus - 1) + ": .*$";
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    dump.append(line).append('\n');
                    if (line.matches(last)) {
                        break;
                    }
                }
                String text = dump.toString();
                for (String part : List.of("^\"sleeper\" #\\d+ prio=5 state=WAITING cpu=[01] cpuMillis=\\d+ thread=0x[0-9a-f]+$",
                        "^\tat .*Insights\\.sleepInHere\\(Insights\\.java:\\d+\\)$",
                        "^\"runner\" #\\d+ daemon prio=5 state=RUNNABLE cpu=[01] ",
                        "^\tat .*Insights\\.computeInHere\\(Insights\\.java:\\d+\\)$",
                        "^\"main\" #\\d+ prio=5 state=WAITING ",
                        "^memory: totalBytes=\\d+ freeBytes=\\d+ kernelBytes=\\d+$",
                        "^heap: usedBytes=\\d+ ",
                        "^collections: incremental=\\d+ ",
                        "^cpu 0: queued=\\d+ .*beats=\\d+ timerInterrupts=\\d+ rescheduleInterrupts=\\d+ deviceInterrupts=\\d+$")) {
                    assertTrue(found(text, part), () -> part + "\n" + text);
                }
            }
        } finally {
            process.destroy();
        }
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    }

    @Test
    void theToolSaysThatAllThreadsOfAProgramWait() throws Exception {
        Process process = EremiteTool.process(EremiteTool.guestCommand(
                List.of("--smp", "2", "--timeout", LIMIT), "deadlock")).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("eremite: all threads of the guest wait, ")) {
                    return;
                }
            }
            throw new AssertionError(said);
        } finally {
            process.destroy();
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        }
    }

    /** The program that the tool uses, too. */
    private static String qemu() {
        String named = Objects.requireNonNullElse(System.getenv("EREMITE_QEMU"), "");
        return named.isEmpty() ? "qemu-system-x86_64" : named;
    }

    /** The end of QEMU is the end of its output: no reader of it waits for ever. */
    private static Process startLimited(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        CompletableFuture.delayedExecutor(LIMIT_BY_HAND_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        return process;
    }

    /** The image without the control line, as docs/boot-protocol.md shows it: nobody can ask the program to end. */
    private static ProcessBuilder byHand(int cpus, Path status, String words) {
        Result image = EremiteTool.aboutGuest("image");
        assertEquals(0, image.status(), image::everything);
        return new ProcessBuilder(qemu(), "-nodefaults", "-no-user-config", "-machine", "q35",
                "-cpu", "max", "-accel", "tcg", "-smp", "" + cpus, "-m", "256M",
                "-kernel", EremiteTool.ROOT.resolve("target/images/tests.guest.elf").toString(),
                "-append", words, "-display", "none", "-no-reboot",
                "-chardev", "stdio,id=console", "-serial", "chardev:console",
                "-chardev", "file,id=status,path=" + status, "-device", "isa-debugcon,iobase=0xe9,chardev=status",
                "-device", "isa-debug-exit,iobase=0xf4,iosize=0x04").redirectErrorStream(true);
    }

    @Test
    void whoWaitsForInputWithoutAControlLineIsLeftToWait() throws Exception {
        Path status = Files.createTempFile(directory, "status", ".txt");
        Process qemu = startLimited(byHand(2, status, "log=sched=debug -- readTwice"));
        StringBuilder console = new StringBuilder();
        try (BufferedReader output = qemu.inputReader(); BufferedWriter input = qemu.outputWriter()) {
            List<String> answers = new ArrayList<>(List.of("one\n", "two\n"));
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                console.append(line).append('\n');
                // All threads rest now, the reader among them.
                if (line.endsWith("all threads wait, none with a deadline") && !answers.isEmpty()) {
                    input.write(answers.removeFirst());
                    input.flush();
                }
            }
            assertTrue(qemu.waitFor(1, TimeUnit.MINUTES), console::toString);
        } finally {
            qemu.destroyForcibly();
        }
        assertEquals("exit 0\n", Files.readString(status), console::toString);
        assertTrue(found(console.toString(), "^read two$"), console::toString);
    }

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 2})
    void withoutAControlLineADeadlockEndsTheMachine(int cpus) throws Exception {
        Path status = Files.createTempFile(directory, "status", ".txt");
        Path output = Files.createTempFile(directory, "console", ".txt");
        Process qemu = byHand(cpus, status, "-- deadlock").redirectOutput(output.toFile()).start();
        try {
            assertTrue(qemu.waitFor(2, TimeUnit.MINUTES), Files.readString(output));
        } finally {
            qemu.destroyForcibly();
        }
        String console = Files.readString(output);
        assertEquals("exit 134\n", Files.readString(status), console);
        for (String part : List.of("^Full thread dump:$",
                "^\"lock first\" #\\d+ prio=5 state=BLOCKED ",
                "^\"monitor first\" #\\d+ prio=5 state=WAITING ",
                "^\tat .*Insights\\.takeMonitor\\(Insights\\.java:\\d+\\)$",
                "^Deadlock: .*\\n\t\"(lock|monitor) first\" #\\d+\\n\t\"(lock|monitor) first\" #\\d+$",
                "^eremite: panic: all threads wait and nothing can wake one: cpus=0x0*" + cpus + "$")) {
            assertTrue(found(console, part), () -> part + "\n" + console);
        }
    }
}
