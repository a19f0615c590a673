package org.eremite.image.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.eremite.image.fixture.ModuleFixture;
import org.eremite.image.fixture.PvhKernel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run} with a shell script in QEMU's place: streams, signals and exit statuses. */
class RunCommandTest {
    private static final byte[] NO_INPUT = {};

    @TempDir
    private static Path root;
    private static Path image;

    @BeforeAll
    static void compile() throws Exception {
        ModuleFixture.standard(root);
        image = Files.write(root.resolve("image.elf"), PvhKernel.halting());
    }

    /** A program that finds the status file in its arguments and goes on with {@code body}. */
    private static ToolProcess withQemu(String body) throws IOException {
        Path script = Files.createTempFile(root, "qemu", ".sh");
        Files.writeString(script, """
                #!/bin/sh
                [ "$1" != --version ] || exit 1
                for word in "$@"; do case $word in file,*) status=${word##*path=} ;; socket,*) control=${word##*path=} ;; esac; done
                """ + body);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new ToolProcess(root, image, script.toString());
    }

    @ParameterizedTest
    @CsvSource({"exit 0,99,0", "exit 3,99,3", "exit 255,99,255", "exit 134,99,134", "nothing,99,125", "nothing,0,125",
        "nothing,1,1"})
    void theExitStatusIsTheGuests(String statement, int qemuStatus, int expected) throws Exception {
        ToolProcess.Result result = withQemu("echo '" + statement + "' > $status; exit " + qemuStatus)
                .run(NO_INPUT, "run", "app.hello");
        assertEquals(expected, result.status(), result.err());
        assertEquals(0, result.out().length);
    }

    @Test
    void inputThatTheGuestDoesNotAskForIsNotRead() throws Exception {
        Path input = Files.writeString(root.resolve("input"), "for another program");
        ToolProcess tool = withQemu("echo exit 0 > $status");
        Process process = new ProcessBuilder("sh", "-c", "EREMITE_QEMU=" + tool.environment().get("EREMITE_QEMU") + " "
                + String.join(" ", tool.command("run", "app.hello")) + " < /dev/stdin; cat")
                .redirectInput(input.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals("for another program", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void messagesOfQemuArePassedOn() throws Exception {
        ToolProcess.Result result = withQemu("echo 'qemu: no such device' >&2; exit 1").run(NO_INPUT, "run", "app.hello");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("qemu: no such device\n"), result.err());
        assertTrue(result.err().contains("QEMU ended with status 1"), result.err());
    }

    @Test
    void argumentsReachTheKernelCommandLine() throws Exception {
        ToolProcess.Result result = withQemu("""
                while [ "$1" != -append ]; do shift; done; printf %s "$2"; echo exit 0 > $status""")
                .run(NO_INPUT, "run", "app.hello", "--env", "A=b c", "-Dk=v=w", "-Dflag", "-Xmx64m", "--log", "debug",
                        "--kernel-args", "x  y=1", "--", "--smp", "ü", "", "--");
        assertEquals("x y=1 env=A=b%20c prop=k=v=w prop=flag= xmx=67108864 log=debug -- --smp %C3%BC % --", result.text());
    }

    @Test
    void theOutcomeIsToldAsJsonInTheLastLine() throws Exception {
        ToolProcess.Result result = withQemu("echo exit 7 > $status; exit 99")
                .run(NO_INPUT, "run", "app.hello", "--json", "--smp", "2");
        String last = result.err().lines().toList().getLast();
        assertTrue(last.startsWith("{\"application\":\"app.hello\",\"exitStatus\":7,\"ending\":\"exited\",\"stated\":7,"), last);
        assertTrue(last.contains("\"processors\":2") && last.contains("\"accelerator\":\"tcg\""), last);
    }

    @Test
    void aGuestThatRunsTooLongIsEnded() throws Exception {
        ToolProcess.Result result = withQemu("exec sleep 60").run(NO_INPUT, "run", "app.hello", "--timeout", "0.3");
        assertEquals(124, result.status(), result.err());
        assertTrue(result.err().contains("timeout: the guest was still running"), result.err());
    }

    @Test
    void aGuestThatKvmCannotExecuteIsEnded() throws Exception {
        ToolProcess.Result result = withQemu("echo 'KVM internal error. Suberror: 1' >&2; exec sleep 60")
                .run(NO_INPUT, "run", "app.hello");
        assertEquals(125, result.status(), result.err());
        assertTrue(result.err().contains("KVM could not execute an instruction of the guest"), result.err());
        assertTrue(result.err().contains("choose --accel tcg"), result.err());
    }

    @Test
    void aSignalToQemuIsReportedAsShellsDo() throws Exception {
        ToolProcess.Result result = withQemu("kill -9 $$").run(NO_INPUT, "run", "app.hello");
        assertEquals(137, result.status(), result.err());
        ToolProcess.Result interrupted = withQemu("echo 'qemu: terminating on signal 2' >&2; exit 0")
                .run(NO_INPUT, "run", "app.hello");
        assertEquals(130, interrupted.status(), interrupted.err());
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void aSignalToTheToolEndsTheGuest(String signal, int expected) throws Exception {
        Path pid = root.resolve("pid-" + signal);
        ToolProcess tool = withQemu("echo $$ > " + pid + ".part; mv " + pid + ".part " + pid + "; exec sleep 60");
        Process process = tool.start(root.resolve("out-" + signal), root.resolve("err-" + signal), "run", "app.hello");
        while (!Files.exists(pid)) {
            assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), Files.readString(root.resolve("err-" + signal)));
        }
        long guest = Long.parseLong(Files.readString(pid, StandardCharsets.US_ASCII).strip());
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(expected, process.exitValue());
        assertFalse(ProcessHandle.of(guest).isPresent());
    }

    @Test
    void outputThatNobodyReadsAnyMoreEndsTheGuestAsSigpipeEndsAProgram() throws Exception {
        ToolProcess tool = withQemu("while :; do echo line; done");
        Path err = root.resolve("err-pipe");
        Process process = tool.startWithPipe(err, "run", "app.hello");
        try (InputStream output = process.getInputStream()) {
            assertEquals('l', output.read());
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), Files.readString(err));
        assertEquals(141, process.exitValue(), Files.readString(err));
    }

    @Test
    void aToolThatIsKilledTakesItsGuestAlong() throws Exception {
        assumeTrue(new ProcessBuilder("setpriv", "--pdeathsig", "KILL", "true").start().waitFor() == 0, "an old setpriv");
        Path pid = root.resolve("pid-orphan");
        ToolProcess tool = withQemu("echo $$ > " + pid + ".part; mv " + pid + ".part " + pid + "; exec sleep 60");
        Process process = tool.start(root.resolve("out-orphan"), root.resolve("err-orphan"), "run", "app.hello");
        while (!Files.exists(pid)) {
            assertFalse(process.waitFor(10, TimeUnit.MILLISECONDS), Files.readString(root.resolve("err-orphan")));
        }
        ProcessHandle guest = ProcessHandle.of(Long.parseLong(Files.readString(pid, StandardCharsets.US_ASCII).strip()))
                .orElseThrow();
        process.destroyForcibly().waitFor();
        guest.onExit().get(30, TimeUnit.SECONDS);
    }

    @Test
    void soakCountsTheBootsThatDoNotEndWellAndKeepsTheirConsoles() throws Exception {
        Path boots = root.resolve("boots");
        String everyThirdFails = "echo x >> " + boots + "; n=$(wc -l < " + boots + "); echo console $n; "
                + "echo exit $((n % 3 == 0)) > $status";
        ToolProcess.Result result = withQemu(everyThirdFails).run(NO_INPUT, "soak", "boot", "--count", "4", "--smp", "1,2");
        assertEquals(1, result.status(), result.err());
        assertTrue(result.err().contains("1 CPUs: 4 boots, 1 failed;"), result.err());
        assertTrue(result.err().contains("2 CPUs: 4 boots, 1 failed;"), result.err());
        assertEquals("console 3\n", Files.readString(root.resolve("target/soak/boot-1-3.console")));
        assertEquals("console 6\n", Files.readString(root.resolve("target/soak/boot-2-2.console")));
        String report = Files.readString(root.resolve("target/soak/boot.json"));
        assertTrue(report.contains("\"processors\":2,\"boots\":4,\"failures\":[\"boot 2: exited, status 1"), report);
        assertEquals(0, withQemu("echo exit 0 > $status").run(NO_INPUT, "soak", "--count=1", "--smp=1").status());
        ToolProcess.Result hung = withQemu("exec sleep 60").run(NO_INPUT, "soak", "--count=1", "--smp=1", "--timeout=0.2");
        assertEquals(1, hung.status());
        assertTrue(hung.err().contains("boot 1: timed_out"), hung.err());
    }

    @Test
    void soakRunsAProgramOfTheGuestFromASeedAndReportsWhatItSaysLast() throws Exception {
        ModuleFixture fixture = ModuleFixture.standard(Files.createDirectories(root.resolve("withTests")));
        fixture.module("tests.guest", "org.eremite.tests.guest.Main", "requires org.eremite.vm;",
                "package org.eremite.tests.guest; class Main { " + ModuleFixture.MAIN + " }");
        Path built = fixture.root().resolve("modules/tests.guest/target");
        Files.move(built, Files.createDirectories(fixture.root().resolve("tests/guest")).resolve("target"));
        String body = """
                while [ "$1" != -append ]; do shift; done; echo "$2"
                echo x >> %1$s/boots; echo exit $(($(wc -l < %1$s/boots) > 1)) > $status""".formatted(fixture.root());
        ToolProcess tool = new ToolProcess(fixture.root(), image, withQemu(body).environment().get("EREMITE_QEMU"));
        ToolProcess.Result result = tool.run(NO_INPUT, "soak", "sched", "--minutes=0.1", "--seed=42", "--smp=2,4");
        String expected = "-- soak sched seed=42 seconds=6";
        assertEquals(1, result.status(), result.err());
        assertTrue(result.err().contains("2 CPUs: " + expected), result.err());
        assertTrue(result.err().contains("4 CPUs, seed 42: exited, status 1, console in "), result.err());
        assertEquals(expected + "\n", Files.readString(fixture.root().resolve("target/soak/sched-4.console")));
        String report = Files.readString(fixture.root().resolve("target/soak/sched.json"));
        assertTrue(report.contains("\"seed\":42"), report);
        assertTrue(report.contains("\"summary\":\"" + expected + "\""), report);
    }

    @Test
    void soakParRunsOnTheJvmBeforeTheGuest() throws Exception {
        ModuleFixture fixture = ModuleFixture.standard(Files.createDirectories(root.resolve("withPar")));
        fixture.module("tests.guest", "org.eremite.tests.guest.Main", "requires static org.eremite.vm;",
                "package org.eremite.tests.guest; public class Main { public static void main(String[] args) { "
                        + "System.out.println(String.join(\" \", args)); System.exit(args[2].equals(\"seed=7\") ? 3 : 0); } }");
        Path built = fixture.root().resolve("modules/tests.guest/target");
        Files.move(built, Files.createDirectories(fixture.root().resolve("tests/guest")).resolve("target"));
        ToolProcess tool = new ToolProcess(fixture.root(), image,
                withQemu("echo from the guest; echo exit 0 > $status").environment().get("EREMITE_QEMU"));
        ToolProcess.Result result = tool.run(NO_INPUT, "soak", "par", "--minutes=0.1", "--seed=42", "--smp=2");
        assertEquals(0, result.status(), result.err());
        assertTrue(result.err().contains("JVM: soak par seed=42 seconds=6"), result.err());
        assertTrue(result.err().contains("2 CPUs: from the guest"), result.err());
        String report = Files.readString(fixture.root().resolve("target/soak/par.json"));
        assertTrue(report.contains("\"jvm\":\"" + Runtime.version() + "\""), report);
        ToolProcess.Result failed = tool.run(NO_INPUT, "soak", "par", "--minutes=0.1", "--seed=7", "--smp=2");
        assertEquals(1, failed.status(), failed.err());
        assertTrue(failed.err().contains("JVM, seed 7: status 3, console in "), failed.err());
    }

    @Test
    void logLevelsComeFromTheOptionElseFromTheVariable() throws Exception {
        String printing = """
                while [ "$1" != -append ]; do shift; done; printf %s "$2"; echo exit 0 > $status""";
        ToolProcess tool = withQemu(printing).with("EREMITE_LOG", "sched=debug");
        assertEquals("log=sched=debug", tool.run(NO_INPUT, "run", "app.hello").text());
        assertEquals("log=error", tool.run(NO_INPUT, "run", "app.hello", "--log=error").text());
    }
}
