package org.eremite.image.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.image.junit.TestResult.Kind;
import org.eremite.image.junit.TestResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** A reader of XML gets from a report what was put into it. */
class SurefireReportTest {
    private static TestResult test(String name, Status status, String exception, Map<Kind, String> texts) {
        TestResult test = new TestResult("p.C", name);
        texts.forEach((kind, text) -> test.append(kind, text));
        test.end(status, 1_500_000_000, exception);
        return test;
    }

    private static Element read(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
    }

    private static Element child(Element parent, String name, int index) {
        return (Element) parent.getElementsByTagName(name).item(index);
    }

    @Provide
    Arbitrary<String> anyString() {
        return Arbitraries.oneOf(Arbitraries.chars().range('\0', '\uFFFF'),
                Arbitraries.of('<', '>', '&', '"', '\'', ']', '\r', '\n', '\t', ' ', '\0', '\u001B', '\uD83C', '\uDCA1'))
                .list().ofMaxSize(200).map(units -> {
                    StringBuilder text = new StringBuilder();
                    units.forEach(text::append);
                    return text.toString();
                });
    }

    /** What XML 1.0 can say of a string: section 2.2 has no other characters. */
    private static String expressible(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().map(c -> c == '\r' || c == '\n' || c == '\t' || c >= 0x20 && c < 0xD800 || c > 0xDFFF && c < 0xFFFE
                || c > 0xFFFF ? c : 0xFFFD).forEach(result::appendCodePoint);
        return result.toString();
    }

    @Property(tries = 300)
    void aStringSurvivesAsTextAndAsAttribute(@ForAll("anyString") String text) throws Exception {
        Element suite = read(SurefireReport.suite(text, List.of(test(text, Status.FAILED, text,
                Map.of(Kind.MESSAGE, text, Kind.TRACE, text, Kind.OUT, text + "!", Kind.ERR, text + "?"))), Map.of("key", text)));
        String expected = expressible(text);
        assertEquals(expected, suite.getAttribute("name"));
        assertEquals(expected, child(suite, "property", 0).getAttribute("value"));
        assertEquals(expected, child(suite, "testcase", 0).getAttribute("name"));
        assertEquals(expected, child(suite, "failure", 0).getAttribute("message"));
        assertEquals(expected, child(suite, "failure", 0).getTextContent());
        assertEquals(expected + "!", child(suite, "system-out", 0).getTextContent());
        assertEquals(expected + "?", child(suite, "system-err", 0).getTextContent());
    }

    @Test
    void eachResultHasItsElementAndIsCounted() throws Exception {
        Element suite = read(SurefireReport.suite("p.C", List.of(
                test("a", Status.PASSED, "", Map.of()),
                test("b", Status.FAILED, "java.lang.AssertionError", Map.of()),
                test("c", Status.ERROR, "java.lang.Error", Map.of()),
                test("d", Status.SKIPPED, "", Map.of(Kind.MESSAGE, "why")),
                test("e", Status.LOST, "", Map.of(Kind.MESSAGE, "panic"))), Map.of()));
        assertEquals(List.of("5", "2", "1", "1", "7.500"), Stream.of("tests", "errors", "failures", "skipped", "time")
                .map(suite::getAttribute).toList());
        assertEquals(0, child(suite, "testcase", 0).getElementsByTagName("*").getLength());
        assertEquals("java.lang.AssertionError", child(child(suite, "testcase", 1), "failure", 0).getAttribute("type"));
        assertEquals("java.lang.Error", child(child(suite, "testcase", 2), "error", 0).getAttribute("type"));
        assertEquals("why", child(child(suite, "testcase", 3), "skipped", 0).getAttribute("message"));
        assertEquals("panic", child(child(suite, "testcase", 4), "error", 0).getAttribute("message"));
        assertEquals("1.500", child(suite, "testcase", 4).getAttribute("time"));
    }

    @Test
    void filesStayInTheDirectoryAndReplaceFormerOnes(@TempDir Path directory) throws Exception {
        Path reports = directory.resolve("reports");
        Files.createDirectories(reports);
        Files.writeString(reports.resolve("TEST-former.xml"), "old");
        Files.writeString(reports.resolve("other.txt"), "kept");
        SurefireReport report = new SurefireReport(reports);
        report.clear();
        report.write(List.of(new TestResult("../../outside", "m"), new TestResult("..:..:outside", "m"),
                new TestResult("x".repeat(1000), "m")), Map.of());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(reports), files.toList());
        }
        assertFalse(Files.exists(reports.resolve("TEST-former.xml")));
        assertTrue(Files.exists(reports.resolve("other.txt")));
        try (Stream<Path> files = Files.list(reports)) {
            assertEquals(4, files.count());
        }
        assertTrue(Files.exists(reports.resolve("TEST-.._.._outside.xml")));
        assertTrue(Files.exists(reports.resolve("TEST-.._.._outside-2.xml")));
    }
}
