package org.eremite.image.builder;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eremite.image.Progress;
import org.eremite.image.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuilderLogTest {
    private static final String OUTPUT = """
            GraalVM Native Image: Generating 'hello' (executable)...
            [1/8] Initializing...                                                 (5.2s @ 0.18GB)
             Java version: 25.0.3+9-LTS, vendor version: Temurin-25.0.3+9
            [2/8] Performing analysis...  [*****]                                (29.2s @ 1.39GB)
                3,315 types,   3,839 fields, and  16,131 methods found reachable
            [3/8] Building universe...                                            (5.2s @ 0.48GB)
            [4/8] Parsing methods...      [*]                                     (2.0s @ 1.03GB)
            [5/8] Inlining methods...     [****]                                  (3.2s @ 0.45GB)
            [6/8] Compiling methods...    [*****]                                (26.2s @ 0.39GB)
            [7/8] Laying out methods...   [*]                                     (1.4s @ 0.61GB)
            Finished generating 'hello' in 1m 15s.
            """;
    private static final String LOST = "Warning: RecomputeFieldValue.FieldOffset automatic field value "
            + "transformation failed. It was detected in the class initializer of a.B.\n";

    @TempDir
    private Path directory;

    private final List<String> begun = new ArrayList<>();

    @Test
    void aPhaseBeginsWhereTheOneBeforeItEnds() throws IOException {
        read(OUTPUT);
        List<String> expected = new ArrayList<>(BuilderLog.PHASES.subList(1, BuilderLog.PHASES.size()));
        expected.add(BuilderLog.LAST_PHASE);
        assertEquals(expected, begun);
    }

    @Test
    void everyLineIsKeptInTheFile() throws IOException {
        read(OUTPUT);
        assertEquals(OUTPUT, Files.readString(directory.resolve("builder.log")));
    }

    @Test
    void aPhaseNumberOutsideTheKnownOnesIsPassedOver() throws IOException {
        BuilderLog log = read("[9/9] Surprising...    (1.0s @ 1.00GB)\n[0/8] Odd... (1.0s @ 1.00GB)\n");
        assertEquals(List.of(), begun);
        assertEquals(List.of(), begun);
    }

    @Test
    void aFailureNamesTheCauseAndTheLog() throws IOException {
        BuilderLog log = read(OUTPUT + "Error: Class 'a.Main' not found\n");
        Path file = directory.resolve("builder.log");
        ToolException failure =
                assertThrows(ToolException.class, () -> GraalImageAssembler.requireSuccess(20, log, file));
        assertEquals(
                "the image builder failed: Class 'a.Main' not found: the whole report is in " + file,
                failure.line());
        assertEquals(ToolException.FAILURE, failure.exitStatus());
    }

    @Test
    void aBuilderThatDiesWithoutAWordIsReportedByItsStatus() throws IOException {
        BuilderLog log = read("");
        ToolException failure =
                assertThrows(ToolException.class, () -> GraalImageAssembler.requireSuccess(137, log, directory));
        assertTrue(failure.getMessage().endsWith("exit status 137"));
    }

    @Test
    void aForeignObjectLayoutFailsABuildThatSucceeded() throws IOException {
        BuilderLog log = read(LOST + OUTPUT);
        ToolException failure =
                assertThrows(ToolException.class, () -> GraalImageAssembler.requireSuccess(0, log, directory));
        assertTrue(failure.getMessage().startsWith("the image would corrupt memory: RecomputeFieldValue.FieldOffset"));
    }

    @Test
    void whatAProgramPrintsWhileItIsBuiltIsNoFailure() throws IOException {
        BuilderLog log = read("Error: not found, taking the default\n" + OUTPUT);
        assertDoesNotThrow(() -> GraalImageAssembler.requireSuccess(0, log, directory));
    }

    private BuilderLog read(String output) throws IOException {
        BuilderLog log = new BuilderLog(directory.resolve("builder.log"), new Recorder());
        log.consume(new BufferedReader(new StringReader(output)));
        return log;
    }

    private final class Recorder implements Progress {
        @Override
        public void expect(int phases) {}

        @Override
        public void begin(String name) {
            begun.add(name);
        }

        @Override
        public void end() {}

        @Override
        public void note(String line) {}
    }
}
