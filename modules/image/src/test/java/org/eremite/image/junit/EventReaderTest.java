package org.eremite.image.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.eremite.junit.EventWriter;
import org.eremite.junit.EventWriter.Kind;
import org.eremite.junit.EventWriter.Result;

/** What the guest's runner writes is what the host reads, and what anybody else writes does no harm. */
class EventReaderTest {
    /** As {@code OperatingSystem.REPORT_LIMIT} in the guest. */
    private static final int LONGEST_LINE = 4000;

    private List<TestResult> ended;
    private TestResults results;
    private EventReader reader;

    @BeforeTry
    void begin() {
        ended = new ArrayList<>();
        results = new TestResults(ended::add);
        reader = new EventReader(results);
    }

    /** Every sequence of UTF-16 code units, surrogates that stand alone among them. */
    @Provide
    Arbitrary<String> anyString() {
        Arbitrary<Character> unit = Arbitraries.chars().range('\0', '\uFFFF');
        Arbitrary<Character> frequent = Arbitraries.of(' ', '\n', '\t', '\\', '\r', 'e', 'u', '0', '\uD83C', '\uDCA1');
        return Arbitraries.oneOf(unit, frequent).list().ofMaxSize(1200).map(units -> {
            StringBuilder text = new StringBuilder();
            units.forEach(text::append);
            return text.toString();
        });
    }

    @Property(tries = 300)
    void anyStringSurvives(@ForAll("anyString") String text) {
        List<String> lines = new ArrayList<>();
        EventWriter writer = new EventWriter(lines::add);
        String name = text.substring(0, Math.min(text.length(), 200));
        writer.plan(1);
        writer.start(1, "p.C", name);
        writer.text(1, Kind.TRACE, text);
        writer.end(1, 17, Result.ERROR, name);
        writer.done();
        lines.forEach(line -> {
            assertTrue(line.length() <= LONGEST_LINE && line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
            reader.accept(line);
        });
        TestResult test = results.all().getFirst();
        assertEquals(name, test.name());
        assertEquals(text, test.text(TestResult.Kind.TRACE));
        assertEquals(name, test.exception());
        assertEquals(17, test.nanoseconds());
        assertEquals(0, reader.malformed());
        assertTrue(results.complete());
    }

    @Property(tries = 500)
    void nonsenseChangesNothing(@ForAll("anyLine") String line) {
        reader.accept("test-start 5 p.C m");
        reader.accept(line);
        assertEquals(1, reader.malformed());
        assertEquals(1, results.all().size());
        assertEquals(TestResult.Status.RUNNING, results.all().getFirst().status());
        assertFalse(results.complete());
    }

    @Provide
    Arbitrary<String> anyLine() {
        return Arbitraries.oneOf(Arbitraries.strings().filter(line -> !line.equals("test-done")), Arbitraries.of(
                "", "test-plan", "test-plan x", "test-plan -1", "test-plan 1234567890123456789", "test-start 5 p.C again",
                "test-start 4 p.C less", "test-start 6 \\e m", "test-start 6 p.C", "test-start 6 p.C  m", "test-start 6 p.C \\q",
                "test-start 6 p.C \\", "test-start 6 p.C \\u12", "test-start 6 p.C \\u12x4", "test-start 6 p.C \u0007",
                "test-text 5 sound x", "test-text 6 out x", "test-text 5 out", "test-end 5 1 lost \\e", "test-end 6 1 passed \\e",
                "test-end 5 -1 passed \\e", "test-end 5 1 passed", "test-done now", "TEST-DONE"));
    }

    @Example
    void aTestThatRunsAtTheEndIsLostAndItsOutputKept() {
        reader.accept("test-start 1 p.C before");
        reader.accept("test-end 1 5 passed \\e");
        reader.accept("test-start 2 p.C during");
        reader.accept("test-text 2 out some\\soutput");
        results.end("panic");
        assertFalse(results.complete());
        assertEquals(List.of("before", "during"), ended.stream().map(TestResult::name).toList());
        assertEquals(1, results.count(TestResult.Status.PASSED));
        assertEquals(1, results.count(TestResult.Status.LOST));
        assertEquals("panic", ended.getLast().text(TestResult.Kind.MESSAGE));
        assertEquals("some output", ended.getLast().text(TestResult.Kind.OUT));
    }

    @Example
    void aTextHasALimit() {
        reader.accept("test-start 1 p.C m");
        for (int i = 0; i < 1000; i++) {
            reader.accept("test-text 1 err " + "x".repeat(3000));
        }
        assertEquals(TestResult.MOST_TEXT, results.all().getFirst().text(TestResult.Kind.ERR).length());
    }
}
