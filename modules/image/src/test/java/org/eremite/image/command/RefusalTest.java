package org.eremite.image.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eremite.image.fixture.ModuleFixture;
import org.eremite.image.fixture.PvhKernel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    @TempDir
    private static Path root;
    private static Path image;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Map<String, String> variables = Map.of("EREMITE_QEMU", "/bin/false");

    @BeforeAll
    static void compile() throws Exception {
        ModuleFixture.standard(root);
        image = Files.write(root.resolve("image.elf"), PvhKernel.halting());
    }

    private int execute(String... words) {
        return new EremiteCommandLine(FixtureTool.tool(root, image, variables,
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)))
                .execute(words);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void assertRefused(String part, String... words) {
        assertEquals(2, execute(words), said());
        assertEquals(1, said().lines().count(), said());
        assertTrue(said().startsWith("eremite: ") && said().contains(part), said());
        assertEquals(0, out.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--net", "--forward", "--share", "--resource"})
    void optionsThatComeLaterAreRefused(String option) {
        assertRefused(option + " is not available yet", "run", "app.hello", option, "value");
        err.reset();
        assertRefused(option + " is not available yet", "run", option + "=value", "app.hello");
    }

    @Test
    void testsNeedAClassPath() {
        assertRefused("--class-path", "junit", "SomeTest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "clean", "bench"})
    void commandsOfTheLauncherNameIt(String command) {
        assertRefused("./build.sh " + command, command);
    }

    @ParameterizedTest
    @CsvSource({
        "--smp=0,1 to 64", "--smp=65,1 to 64", "--smp=two,1 to 64", "--smp=,1 to 64",
        "--memory=512,512M", "--memory=big,512M",
        "--accel=xen,'auto, kvm, tcg'", "--machine=isapc,'q35, pc, microvm'",
        "--machine=virt,q35", "--timeout=0,positive", "--timeout=-1,positive", "--timeout=x,positive",
        "-Xss1m,-Xss1m is not available yet", "-Xmx,not a size", "-O9,none of", "--log=loud,none of",
        "--env=KEY,KEY", "--kernel-args=-- x,cannot contain --", "--kernel-args=50%,escape",
        "--jsn,--json", "--no-such-option,Unknown option"})
    void aBadValueIsToldWhatToWrite(String option, String part) {
        assertRefused(part, "run", "app.hello", option);
    }

    @Test
    void memoryThatCannotHoldTheImageIsRefused() {
        assertEquals(2, execute("run", "app.hello", "--memory", "9M"));
        assertTrue(said().contains("--memory 9.0 MiB is too small for this image: it takes at least 10M"), said());
    }

    @Test
    void countingInstructionsNeedsTcg() {
        assertRefused("--icount", "run", "app.hello", "--icount", "--accel", "kvm");
    }

    @Test
    void argumentsWithoutSeparatorAreToldWhereTheyBelong() {
        assertRefused("come after --", "run", "app.hello", "argument");
    }

    @Test
    void tooLongArgumentsAreRefused() {
        assertRefused("4095", "run", "app.hello", "--", "x".repeat(5000));
    }

    @Test
    void anApplicationHasToBeNamed() {
        assertRefused("app.auto, app.hello, app.server", "run");
        err.reset();
        assertRefused("main class", "run", "--class-path", ".");
        err.reset();
        assertRefused("exclude each other", "run", "--class-path", ".", "--module-path", ".", "x");
        err.reset();
        assertRefused("no module app.rayonlike", "demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "run", "debug"})
    void aWrongLevelOfTheLogIsRefusedWithTheLevels(String command) {
        assertRefused("'loud' is none of off, error, warn, info, debug, trace", command, "app.hello", "--log", "loud");
        err.reset();
        assertRefused("'net' is none of the modules hal, mm,", command, "app.hello", "--log=info,net=debug");
        err.reset();
        variables = Map.of("EREMITE_QEMU", "/bin/false", "EREMITE_LOG", "loud");
        assertRefused("EREMITE_LOG: 'loud' is none of", command, "app.hello");
    }

    @Test
    void anImageIsAssembledAgainForOtherLevelsOfTheLogAndRunWithAny() {
        assertEquals(0, execute("image", "app.hello", "--log", "debug"));
        assertEquals(0, execute("image", "app.hello", "--log", "debug"));
        assertTrue(said().contains("is up to date"), said());
        err.reset();
        execute("run", "app.hello");
        assertTrue(said().contains("is up to date"), said());
        err.reset();
        assertEquals(0, execute("image", "app.hello"));
        assertFalse(said().contains("is up to date"), said());
    }

    @Test
    void soakHasTheTestsItNames() {
        assertRefused("no soak test net: there are boot, mm, par, sched", "soak", "net");
        err.reset();
        assertRefused("'0' is not a number of minutes", "soak", "sched", "--minutes=0");
        err.reset();
        assertRefused("1 to 64", "soak", "--smp", "1,65");
        err.reset();
        assertRefused("1 to 1000000", "soak", "boot", "--count=0");
    }

    @Test
    void aPortInUseIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused("port " + taken.getLocalPort() + " is in use", "debug", "app.hello", "--port=" + taken.getLocalPort());
        }
    }

    @Test
    void imageTakesNoArgumentsForTheApplication() {
        assertRefused("Unmatched", "image", "app.hello", "--", "x");
    }

    @Test
    void anUnknownCommandIsAnsweredWithANearName() {
        assertRefused("did you mean run?", "rnu", "app.hello");
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        for (String[] words : new String[][] {{"--help"}, {"--version"}, {"run", "--help"}, {"demo", "--help"},
            {"image", "--help"}, {"modules", "--help"}, {"doctor", "--help"}}) {
            out.reset();
            assertEquals(0, execute(words));
            assertTrue(out.size() > 0);
        }
        assertEquals("", said());
    }

    @Test
    void modulesListsTheImagesModules() {
        assertEquals(0, execute("modules", "app.hello"));
        String listed = out.toString(StandardCharsets.UTF_8);
        assertTrue(listed.contains("org.eremite.app.hello") && listed.contains("application"), listed);
        assertTrue(listed.contains("org.eremite.vm") && listed.contains("system"), listed);
        assertTrue(!listed.contains("org.eremite.net"), listed);
    }

    @Test
    void imageReportsWhatItAssembledOnce() {
        assertEquals(0, execute("image", "app.hello", "--json", "-O", "s"));
        assertTrue(said().contains("[1/1] copying … "), said());
        String last = said().lines().toList().getLast();
        assertTrue(last.startsWith("{\"image\":") && last.contains("\"minimumMemory\":10485760") && last.contains("\"assemblySeconds\":{\"copying\":"), last);
        err.reset();
        assertEquals(0, execute("image", "app.hello", "-Os"));
        assertTrue(said().contains("is up to date"), said());
    }
}
