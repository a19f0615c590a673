package org.eremite.image.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eremite.image.fixture.ModuleFixture;
import org.eremite.image.fixture.PvhKernel;
import org.eremite.image.launch.QemuInstallation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void speedUpsOnTheConsoleAreDrawn() throws Exception {
        Path picture = root.resolve("a,b.svg");
        String data = "{\"workload\":\"pi\",\"size\":9,\"threads\":2,\"rounds\":3,\"sequentialNanos\":400,\"parallelNanos\":200}";
        ToolProcess.Result result = run(PvhKernel.echoingCommandLine(0), "run", "app.hello", "--plot", picture.toString(),
                "--", data);
        assertEquals("-- " + data, result.text(), "the console is still the tool's");
        assertEquals(0, result.status(), result.err());
        assertTrue(Files.readString(picture).contains(">pi 2.00x<"));

        ToolProcess.Result nothing = run(PvhKernel.echoingCommandLine(0), "run", "app.hello", "--plot", picture.toString());
        assertEquals(1, nothing.status());
        assertTrue(nothing.err().contains("nothing to plot"), nothing.err());
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
    void aBadCpuModelIsQemusErrorAndTheToolsFailure() throws Exception {
        ToolProcess.Result result = run(PvhKernel.halting(), "run", "app.hello", "--cpu", "no-such-cpu");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("no-such-cpu"), result.err());
    }
}
