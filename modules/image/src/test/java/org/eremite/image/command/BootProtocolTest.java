package org.eremite.image.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eremite.image.fixture.ModuleFixture;
import org.eremite.image.fixture.PvhKernel;
import org.eremite.image.launch.QemuInstallation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run} with the real QEMU and kernels of a few instructions: what docs/boot-protocol.md promises. */
class BootProtocolTest {
    private static final byte[] NO_INPUT = {};

    @TempDir
    private static Path root;

    @BeforeAll
    static void compile() throws Exception {
        assumeTrue(new QemuInstallation(Map.of("PATH", System.getenv("PATH"))).find().isPresent(), "QEMU is not installed");
        ModuleFixture.standard(root);
    }

    private static ToolProcess.Result run(byte[] kernel, String... words) throws Exception {
        Path image = Files.write(Files.createTempFile(root, "image", ".elf"), kernel);
        return new ToolProcess(root, image, "").run(NO_INPUT, words);
    }

    @Test
    void theGuestGetsItsCommandLineAndStatesItsStatus() throws Exception {
        ToolProcess.Result result = run(PvhKernel.echoingCommandLine(200), "run", "app.hello", "--smp", "2",
                "--memory", "32M", "--env", "K=a,b", "--", "one two", "ü");
        assertEquals("env=K=a,b -- one%20two %C3%BC", result.text());
        assertEquals(200, result.status(), result.err());
        assertTrue(result.err().contains("2 CPUs, 32.0 MiB, TCG (no KVM: "), result.err());
    }

    @Test
    void theLongestCommandLineArrivesWhole() throws Exception {
        String longest = "x".repeat(4095 - 3);
        assertEquals("-- " + longest, run(PvhKernel.echoingCommandLine(0), "run", "app.hello", "--", longest).text());
    }

    @Test
    void theConsoleIsBinaryClean() throws Exception {
        byte[] out = run(PvhKernel.writingAllBytes(), "run", "app.hello").out();
        assertEquals(256, out.length);
        for (int i = 0; i < out.length; i++) {
            assertEquals((byte) i, out[i]);
        }
    }

    @Test
    void inputArrivesByteForByte() throws Exception {
        byte[] all = new byte[5 * 256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Path image = Files.write(Files.createTempFile(root, "image", ".elf"), PvhKernel.echoing("reading\n", all.length));
        assertArrayEquals(all, new ToolProcess(root, image, "").run(all, "run", "app.hello").out());
    }

    @Test
    void aGuestThatStatesNothingEndsWith125() throws Exception {
        assertEquals(125, run(PvhKernel.endingWithoutStatement(), "run", "app.hello").status());
        ToolProcess.Result faulted = run(PvhKernel.faulting(), "run", "app.hello", "--verbose");
        assertEquals(125, faulted.status());
        assertTrue(faulted.err().contains("int,cpu_reset"), faulted.err());
    }

    @Test
    void aGuestThatNeverEndsIsEndedByTheTimeout() throws Exception {
        assertEquals(124, run(PvhKernel.halting(), "run", "app.hello", "--timeout", "1").status());
    }

    @Test
    void theEndOfInputIsToldOnTheControlLineWithItsLength() throws Exception {
        Path image = Files.write(Files.createTempFile(root, "image", ".elf"), PvhKernel.talking("ready\nreading\n", 1));
        ToolProcess.Result result = new ToolProcess(root, image, "").run(new byte[1000], "run", "app.hello");
        assertEquals("end-of-input 1000\n", result.text(), result.err());
    }

    @Test
    void whatTheGuestSaysOfItsBootIsInTheReport() throws Exception {
        ToolProcess.Result result = run(PvhKernel.talking("noise\nboot memory 12\nboot a b 3\nboot cpus 345\nready\nreading\n", 1),
                "run", "app.hello", "--json");
        String last = result.err().lines().toList().getLast();
        assertTrue(last.contains("\"unit\":\"nanoseconds\",\"phaseEnds\":{\"memory\":12,\"cpus\":345}}"), last);
        assertTrue(last.contains("\"boot\":{\"readyMilliseconds\":") && !last.contains("\"readyMilliseconds\":null"), last);
        assertTrue(last.contains("\"image\":{\"image\":") && last.contains("\"assemblySeconds\":{"), last);
    }

    /** Standard input stays open, so that the first line is the request. */
    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130", "HUP,129"})
    void aSignalToTheToolIsARequestToTheGuestWhichMayEndAsItLikes(String signal, int status) throws Exception {
        Path image = Files.write(Files.createTempFile(root, "image", ".elf"), PvhKernel.talking("ready\nshutting-down\n", 1));
        Path out = root.resolve("out-" + signal);
        Path err = root.resolve("err-" + signal);
        Process process = new ToolProcess(root, image, "").start(out, err, "run", "app.hello", "--verbose");
        signalUntil("asked to shut down", signal, process, err);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), Files.readString(err));
        assertEquals("shutdown " + status + "\n", Files.readString(out));
        assertEquals(0, process.exitValue());
    }

    @Test
    void aSecondSignalEndsAGuestThatTakesItsTime() throws Exception {
        Path image = Files.write(Files.createTempFile(root, "image", ".elf"), PvhKernel.talking("ready\nshutting-down\n", 9));
        Path err = root.resolve("err-second");
        Process process = new ToolProcess(root, image, "").start(root.resolve("out-second"), err, "run", "app.hello",
                "--verbose");
        signalUntil("asked to shut down", "INT", process, err);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), Files.readString(err));
        assertEquals(130, process.exitValue());
    }

    @Test
    void aSignalThatTheToolWasStartedToIgnoreIsIgnored() throws Exception {
        Path image = Files.write(Files.createTempFile(root, "image", ".elf"), PvhKernel.talking("ready\nshutting-down\n", 1));
        Path out = root.resolve("out-ignored");
        Path err = root.resolve("err-ignored");
        String command = String.join(" ", new ToolProcess(root, image, "").command("run", "app.hello", "--verbose"));
        Process process = new ProcessBuilder("sh", "-c", "trap '' HUP; exec " + command)
                .redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        awaitLine("the guest is ready", process, err);
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), Files.readString(err));
        assertEquals("shutdown 143\n", Files.readString(out));
    }

    private static void signalUntil(String said, String signal, Process process, Path err) throws Exception {
        awaitLine("the guest is ready", process, err);
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        awaitLine(said, process, err);
    }

    private static void awaitLine(String part, Process process, Path err) throws Exception {
        while (!Files.readString(err).contains(part)) {
            boolean ended = process.waitFor(10, TimeUnit.MILLISECONDS);
            assertTrue(!ended || Files.readString(err).contains(part), () -> "no line with: " + part);
        }
    }

    @Test
    void twoRunsOfOneImageGoSideBySide() throws Exception {
        Path image = Files.write(Files.createTempFile(root, "image", ".elf"), PvhKernel.echoingCommandLine(7));
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(new ToolProcess(root, image, "").start(
                    root.resolve("out-" + i), root.resolve("err-" + i), "run", "app.hello", "--", "run" + i));
        }
        for (int i = 0; i < 4; i++) {
            assertTrue(processes.get(i).waitFor(60, TimeUnit.SECONDS));
            assertEquals(7, processes.get(i).exitValue(), Files.readString(root.resolve("err-" + i)));
            assertEquals("-- run" + i, Files.readString(root.resolve("out-" + i)));
        }
    }

    @Test
    void aBadCpuModelIsQemusErrorAndTheToolsFailure() throws Exception {
        ToolProcess.Result result = run(PvhKernel.halting(), "run", "app.hello", "--cpu", "no-such-cpu");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("no-such-cpu"), result.err());
    }
}
