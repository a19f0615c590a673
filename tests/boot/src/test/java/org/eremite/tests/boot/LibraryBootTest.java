package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program on the class path, without module descriptor, computes in the guest what it computes on HotSpot: with libraries
 * as published, with code in Kotlin and Scala, and with a module of this repository that it asks for by option.
 */
class LibraryBootTest {
    private static final String MAIN = "org.eremite.tests.libraries.Main";
    private static final String ADDED = "org.eremite.par";
    private static final String CLASS_PATH = EremiteTool.jars("tests/libraries/target") + File.pathSeparator
            + EremiteTool.ROOT.resolve("tests/libraries/target/lib") + File.separator + "*";
    private static final int FEWEST_LINES = 80;

    private static List<String> expected;

    private static Result tool(String command, List<String> options) {
        return EremiteTool.run(Map.of(), "", Stream.of(List.of(command), options, List.of("--class-path", CLASS_PATH, MAIN))
                .flatMap(List::stream).toList());
    }

    @BeforeAll
    static void onHotSpot() {
        // The guest's own defaults, whatever those of the host are.
        Result result = EremiteTool.java(Map.of(), "", List.of(
                "-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8",
                "--module-path", EremiteTool.jars("modules/par/target"), "--add-modules", ADDED,
                "--class-path", CLASS_PATH, MAIN));
        assertEquals(0, result.status(), result::everything);
        expected = result.output().lines().toList();
        assertTrue(expected.size() > FEWEST_LINES, () -> "lines=" + expected.size());
    }

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 4})
    void everyLineIsTheSame(int cpus) {
        Result result = tool("run", List.of("--smp", "" + cpus, "--timeout", "240", "--add-modules", ADDED));
        assertEquals(0, result.status(), result::everything);
        assertEquals(String.join("\n", expected), String.join("\n", result.output().lines().toList()));
    }

    @Test
    void aModuleThatIsNotAskedForIsNotInTheImage() {
        Result with = tool("modules", List.of("--add-modules", ADDED));
        assertEquals(0, with.status(), with::everything);
        assertTrue(with.output().lines().anyMatch(line -> line.startsWith(ADDED + " ")), with::everything);
        Result without = tool("modules", List.of());
        assertEquals(0, without.status(), without::everything);
        assertTrue(without.output().lines().noneMatch(line -> line.startsWith(ADDED + " ")), without::everything);
    }
}
