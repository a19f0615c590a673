package org.eremite.tests.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transcript is worth comparing: it does not change from run to run, and says that it is whole. */
class MainTest {
    private static final String INPUT = "12 abc rest of line\nsecond line\n";

    @TempDir
    private Path directory;

    /** What a JVM of its own tells, started with {@code options}. */
    private List<String> told(String... options) throws IOException, URISyntaxException, InterruptedException {
        Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC"));
        command.addAll(List.of(options));
        command.addAll(List.of("--module-path", classes.toString(), "--module",
                "org.eremite.tests.platform/org.eremite.tests.platform.Main"));
        Path input = Files.writeString(directory.resolve("in"), INPUT);
        Path output = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.waitFor());
        return Files.readAllLines(output, StandardCharsets.US_ASCII);
    }

    @Test
    void everythingIsToldTheSameByAnotherJvmAndNoChapterBreaksOff() throws Exception {
        List<String> first = told("-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1");
        List<String> second = told("-XX:+UseG1GC", "-XX:ActiveProcessorCount=4");
        assertEquals(List.of(), first.stream().filter(line -> !second.contains(line)).toList());
        assertEquals(first, second);
        assertTrue(first.size() > 850, () -> "lines=" + first.size());
        assertEquals("lines = " + (first.size() - 1), first.getLast());
        assertEquals(List.of(), first.stream().filter(line -> line.startsWith("complete !")).toList());
        assertEquals(Chapter.everywhereTheSame().size(), first.stream().filter(line -> line.startsWith("complete = ")).count());
    }

    @Test
    void aResultIsOneLineOfAscii() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Transcript transcript = new Transcript(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        transcript.line("a", () -> "x\n\u00e9");
        transcript.line("b", () -> new Object[] {1, new int[] {2}, null});
        transcript.line("c", () -> {
            throw new IllegalStateException("why");
        });
        transcript.refusal("d", () -> {
            throw new java.io.IOException("here and there");
        });
        transcript.finish();
        assertEquals(
                List.of("a = x\\u000a\\u00e9", "b = [1, [2], null]", "c ! java.lang.IllegalStateException: why",
                        "d = java.io.IOException", "lines = 4"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void aChapterThatIsNotThereIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Main.tell(new String[] {"astrology"}, System.out));
    }
}
