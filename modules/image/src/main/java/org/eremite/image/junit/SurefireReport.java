package org.eremite.image.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eremite.image.ToolException;

/**
 * Files {@code TEST-CLASS.xml} in a directory, as Maven's Surefire writes them and tools for continuous integration read them
 * (surefire-test-report.xsd).
 */
public final class SurefireReport {
    private static final String PREFIX = "TEST-";
    private static final String SUFFIX = ".xml";
    private static final String SCHEMA =
            "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";
    private static final String SCHEMA_VERSION = "3.0.2";
    private static final double NANOSECONDS = 1e9;
    /** Names of files have a limit. */
    private static final int LONGEST_NAME = 200;

    private final Path directory;

    /** Reports in {@code directory}. */
    public SurefireReport(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory and removes reports that are there: those of tests which are not reached must not stay. */
    public void clear() throws ToolException {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> former = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
                for (Path file : former) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Writes a file for each class. */
    public void write(List<TestResult> tests, Map<String, String> properties) throws ToolException {
        Map<String, List<TestResult>> classes = new LinkedHashMap<>();
        tests.forEach(test -> classes.computeIfAbsent(test.className(), _ -> new ArrayList<>()).add(test));
        Set<String> names = new HashSet<>();
        try {
            for (Map.Entry<String, List<TestResult>> entry : classes.entrySet()) {
                Path file = directory.resolve(PREFIX + fileName(entry.getKey(), names) + SUFFIX);
                Files.writeString(file, suite(entry.getKey(), entry.getValue(), properties), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private ToolException cannotWrite(IOException e) {
        return new ToolException("cannot write reports to " + directory + " (" + e + ")", "choose another --reports", e);
    }

    /** The guest names classes: nothing but a plain name becomes a file's, and no two are the same. */
    private static String fileName(String className, Set<String> taken) {
        String plain = className.replaceAll("[^A-Za-z0-9_.$-]", "_");
        String name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        String candidate = name;
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = name + "-" + number;
        }
        return candidate;
    }

    /** The report on one class. */
    static String suite(String className, List<TestResult> tests, Map<String, String> properties) {
        long errors = count(tests, TestResult.Status.ERROR) + count(tests, TestResult.Status.LOST);
        XmlText xml = new XmlText();
        xml.open("testsuite", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
                "xsi:noNamespaceSchemaLocation", SCHEMA, "version", SCHEMA_VERSION, "name", className,
                "time", seconds(tests.stream().mapToLong(TestResult::nanoseconds).sum()), "tests", "" + tests.size(),
                "errors", "" + errors, "skipped", "" + count(tests, TestResult.Status.SKIPPED), "failures", "" + count(tests, TestResult.Status.FAILED));
        xml.open("properties");
        properties.forEach((name, value) -> xml.empty("property", "name", name, "value", value));
        xml.close("properties");
        tests.forEach(test -> testCase(xml, test));
        xml.close("testsuite");
        return xml.toString();
    }

    private static long count(List<TestResult> tests, TestResult.Status status) {
        return tests.stream().filter(test -> test.status() == status).count();
    }

    private static void testCase(XmlText xml, TestResult test) {
        xml.open("testcase", "name", test.name(), "classname", test.className(), "time", seconds(test.nanoseconds()));
        String message = test.text(TestResult.Kind.MESSAGE);
        switch (test.status()) {
            case FAILED -> thrown(xml, "failure", test);
            case ERROR -> thrown(xml, "error", test);
            case LOST, RUNNING -> xml.element("error", message, "message", message, "type", "end-of-guest");
            case SKIPPED -> xml.empty("skipped", "message", message);
            case PASSED -> { }
        }
        output(xml, "system-out", test.text(TestResult.Kind.OUT));
        output(xml, "system-err", test.text(TestResult.Kind.ERR));
        xml.close("testcase");
    }

    private static void thrown(XmlText xml, String element, TestResult test) {
        xml.element(element, test.text(TestResult.Kind.TRACE), "message", test.text(TestResult.Kind.MESSAGE),
                "type", test.exception());
    }

    private static void output(XmlText xml, String element, String text) {
        if (!text.isEmpty()) {
            xml.element(element, text);
        }
    }

    private static String seconds(long nanoseconds) {
        return String.format(Locale.ROOT, "%.3f", nanoseconds / NANOSECONDS);
    }
}
