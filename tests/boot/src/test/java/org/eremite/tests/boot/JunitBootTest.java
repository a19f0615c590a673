package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The tests of {@code tests/junit} come to the same in the guest, on several CPUs, as on HotSpot under Surefire, and the reports
 * say so; failures and an early end of the guest are seen. One image, selected from by tags.
 */
class JunitBootTest {
    private static final Path MODULE = EremiteTool.ROOT.resolve("tests/junit/target");
    private static final String CLASS_PATH = MODULE.resolve("test-classes") + File.pathSeparator + MODULE.resolve("lib")
            + File.separator + "*";
    private static final String CLASS = "org.eremite.tests.junit.";
    private static final int FEWEST_TESTS = 50;

    @TempDir
    private Path reports;

    private Result junit(String... options) {
        List<String> command = new ArrayList<>(List.of("junit", "--class-path", CLASS_PATH, "--reports", reports.toString()));
        command.addAll(List.of(options));
        return EremiteTool.run(Map.of(), "", command);
    }

    /** Each test of the reports in {@code directory}, and the element that tells its result: none if it passed. */
    private static Map<String, String> results(Path directory) throws Exception {
        Map<String, String> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".xml")).toList()) {
                NodeList cases = root(file).getElementsByTagName("testcase");
                for (int i = 0; i < cases.getLength(); i++) {
                    Element test = (Element) cases.item(i);
                    String former = results.put(test.getAttribute("classname") + "." + test.getAttribute("name"), result(test));
                    assertEquals(null, former, () -> "twice: " + test.getAttribute("name"));
                }
            }
        }
        return results;
    }

    private static Element root(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    }

    private static String result(Element test) {
        for (Node node = test.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (List.of("failure", "error", "skipped").contains(node.getNodeName())) {
                return node.getNodeName();
            }
        }
        return "passed";
    }

    @Test
    void eachTestComesToTheSameAsUnderSurefireOnHotSpot() throws Exception {
        Result result = junit("--smp", "4", "--exclude-tag", "fails", "--exclude-tag", "ends-the-guest");
        assertEquals(0, result.status(), result::everything);
        Map<String, String> expected = results(MODULE.resolve("surefire-reports"));
        assertTrue(expected.size() >= FEWEST_TESTS, () -> "too few tests on HotSpot: " + expected);
        assertEquals(expected, results(reports));
        assertTrue(result.errors().contains("passed   " + CLASS + "LifecycleTest.second"), result::everything);
        Element suite = root(reports.resolve("TEST-" + CLASS + "JupiterTest.xml"));
        assertEquals("" + suite.getElementsByTagName("testcase").getLength(), suite.getAttribute("tests"));
        assertEquals("2", suite.getAttribute("skipped"));
        assertEquals("a name with <markup> & \"quotes\", ümlauts and 🂡\n",
                suite.getElementsByTagName("system-out").item(0).getTextContent());
    }

    @Test
    void failuresGiveStatusOneAndTheirTraces() throws Exception {
        Result result = junit("--tag", "fails");
        assertEquals(1, result.status(), result::everything);
        String tests = CLASS + "FailuresTest";
        assertEquals(Map.of(tests + ".passesBetweenOthers", "passed", tests + ".anExpectationDoesNotHold", "failure",
                tests + ".anExceptionIsThrown", "error", tests + ".anErrorWithoutMessage", "error", tests + ".aTestTakesTooLong",
                "error", tests + "$BeforeTheTests.", "failure"), results(reports));
        String trace = root(reports.resolve("TEST-" + tests + ".xml")).getElementsByTagName("failure").item(0).getTextContent();
        assertTrue(trace.contains("at " + tests + ".anExpectationDoesNotHold(FailuresTest.java:"), trace);
    }

    @Test
    void aTestThatPanicsIsAnErrorAndThoseBeforeItAreKept() throws Exception {
        assertEndsEarly(134, "panics", "the guest panicked");
    }

    @Test
    void aTestThatExitsIsAnErrorThoughTheStatusWasZero() throws Exception {
        assertEndsEarly(1, "exits", "exit status 0");
    }

    private void assertEndsEarly(int status, String tag, String message) throws Exception {
        Result result = junit("--tag", tag);
        assertEquals(status, result.status(), result::everything);
        String tests = CLASS + "EndsTest";
        assertEquals(Map.of(tests + ".passesBefore", "passed", tests + "." + tag, "error"), results(reports));
        Element error = (Element) root(reports.resolve("TEST-" + tests + ".xml")).getElementsByTagName("error").item(0);
        assertTrue(error.getAttribute("message").contains(message), error.getAttribute("message"));
        assertTrue(result.errors().contains("the guest ended before all tests had run; 3 were known"), result::everything);
    }
}
