package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Java platform computes is the same in the guest and on HotSpot, line by line and without exception. */
class PlatformComparisonBootTest {
    private static final String MODULE = "org.eremite.tests.platform";
    private static final String MAIN = MODULE + "/" + MODULE + ".Main";
    private static final String INPUT = "12 abc rest of line\nsecond line\n";
    /** Locales beyond those of every image, which the program asks for. */
    private static final String LOCALES = "--builder-arg=-H:IncludeLocales=en,de,fr,ja";
    private static final int FEWEST_LINES = 850;

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

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 2, 4, 8})
    void everyLineIsTheSame(int cpus) {
        Result result = EremiteTool.run(Map.of(), INPUT, List.of(
                "run", "--smp", "" + cpus, "--memory", "1G", "--timeout", "240", LOCALES,
                "--module-path", EremiteTool.jars("tests/platform/target"), MAIN));
        assertEquals(0, result.status(), result::everything);
        List<String> actual = transcript(result);
        List<String> differences = new ArrayList<>();
        for (int line = 0; line < Math.max(expected.size(), actual.size()); line++) {
            String here = line < expected.size() ? expected.get(line) : "nothing";
            String there = line < actual.size() ? actual.get(line) : "nothing";
            if (!here.equals(there)) {
                differences.add("HotSpot: " + here + "\nguest:   " + there);
            }
        }
        assertEquals(List.of(), differences, () -> String.join("\n", differences));
    }
}
