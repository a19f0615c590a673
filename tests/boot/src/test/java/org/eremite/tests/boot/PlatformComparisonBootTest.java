package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Java platform computes is the same in the guest and on HotSpot, line by line and without exception. */
class PlatformComparisonBootTest {
    private static final String MODULE = "org.eremite.tests.platform";
    private static final String MAIN = MODULE + "/" + MODULE + ".Main";
    private static final String INPUT = "12 abc rest of line\nsecond line\n";
    /** Locales beyond those of every image, which the program asks for. */
    private static final String LOCALES = "--builder-arg=-H:IncludeLocales=en,de,fr,ja";
    private static final String NO_PROCESS = "java.io.IOException: Cannot run program \"/bin/true\": "
            + "Eremite runs one program: there are no other processes";
    private static final String NO_NATIVE_CODE = "java.lang.UnsupportedOperationException: "
            + "no native code on Eremite: neither downcalls nor upcalls";
    private static final String NO_AWT = "java.lang.UnsatisfiedLinkError: no native libraries on Eremite: /libawt.so";
    private static final int FEWEST_LINES = 850;
    private static final int MOST_SHOWN = 40;

    private static List<String> expected;

    @BeforeAll
    static void onHotSpot() {
        // The guest's own defaults, whatever those of the host are.
        Result result = EremiteTool.java(Map.of(), INPUT, List.of(
                "-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8", "-Djava.awt.headless=true",
                "--module-path", EremiteTool.jars("tests/platform/target"), "--module", MAIN));
        assertEquals(0, result.status(), result::everything);
        expected = transcript(result);
        assertTrue(expected.size() > FEWEST_LINES, () -> "lines=" + expected.size());
    }

    /** In the guest, standard error shares the console: the JDK warns that libraries will be restricted, and a blank line. */
    private static List<String> transcript(Result result) {
        return result.output().lines().filter(line -> !line.isEmpty() && !line.startsWith("WARNING: ")).toList();
    }

    private static Result inTheGuest(int cpus, String... chapters) {
        List<String> command = new ArrayList<>(List.of(
                "run", "--smp", "" + cpus, "--memory", "1G", "--timeout", "240", LOCALES,
                "--module-path", EremiteTool.jars("tests/platform/target"), MAIN, "--"));
        command.addAll(List.of(chapters));
        Result result = EremiteTool.run(Map.of(), INPUT, command);
        assertEquals(0, result.status(), result::everything);
        return result;
    }

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 2, 4, 8})
    void everyLineIsTheSame(int cpus) {
        Result result = inTheGuest(cpus);
        List<String> differences = LineDifferences.between(expected, transcript(result));
        assertTrue(differences.isEmpty(), () -> differences.size() + " lines differ between HotSpot (-) and guest (+):\n"
                + differences.stream().limit(MOST_SHOWN).collect(Collectors.joining("\n")));
    }

    @Test
    void whatAnImageHasNotIsAnExceptionThatSaysSo() {
        assertEquals(
                List.of(
                        "chapter = absences",
                        "exec ! " + NO_PROCESS,
                        "builder ! " + NO_PROCESS,
                        "pipeline ! " + NO_PROCESS,
                        "processes = [1]",
                        "parent = false",
                        "downcall ! " + NO_NATIVE_CODE,
                        "downcall.address ! " + NO_NATIVE_CODE,
                        "upcall ! " + NO_NATIVE_CODE,
                        "symbol = false",
                        "symbol.loader = false",
                        "symbol.library ! java.lang.IllegalArgumentException: Cannot open library: libc.so.6",
                        "library ! java.lang.UnsatisfiedLinkError: no native libraries on Eremite: /libjimage.so",
                        "host ! java.net.UnknownHostException: example.org: this image has no network",
                        "interfaces ! java.net.SocketException: No network interfaces configured",
                        "reachable = false",
                        "file ! java.io.FileNotFoundException: /etc/hostname (this image has no file system)",
                        "distance = 5.0",
                        "image ! " + NO_AWT,
                        "toolkit ! " + NO_AWT,
                        "frame ! java.lang.NoClassDefFoundError: Could not initialize class java.awt.Toolkit",
                        "robot ! java.awt.AWTException: headless environment",
                        "complete = absences",
                        "lines = 23"),
                transcript(inTheGuest(1, "absences")));
    }
}
