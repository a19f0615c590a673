package org.eremite.image.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.builder.BuildOptions;
import org.eremite.image.junit.EventReader;
import org.eremite.image.junit.SurefireReport;
import org.eremite.image.junit.TestClassPath;
import org.eremite.image.junit.TestImage;
import org.eremite.image.junit.TestResult;
import org.eremite.image.junit.TestResults;
import org.eremite.image.junit.TestSelection;
import org.eremite.image.launch.Launcher;
import org.eremite.image.launch.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code junit [TEST...] --class-path PATH [options]}. */
@Command(name = "junit", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "./build.sh junit --class-path PATH [TEST...] [OPTIONS]",
        description = {"Assembles tests of the JUnit Platform into an image, if anything has changed, boots it in QEMU, and"
                + " writes what came of each test as Surefire writes it, TEST-CLASS.xml.",
            "TEST is a test class; its package may be left out, and * stands for any characters. Without any, all classes"
                + " called Test*, *Test, *Tests or *TestCase in directories of the class path."},
        footer = {"", "Exit status: 0 if tests ran and none failed; 134 a panic, 125 a guest that ended without stating a"
                + " status, 124 a timeout; 2 a command line that makes no sense, 1 for anything else. A test during which the"
                + " guest ends is an error, and the results of those before it are kept.",
            "The class path of a Maven module: mvn dependency:build-classpath -Dmdep.outputFile=FILE, and before it"
                + " target/test-classes:target/classes."})
final class JunitCommand implements Callable<Integer> {
    private static final int DEFAULT_PROCESSORS = 1;
    private static final String IMAGE_PREFIX = "junit.";

    private final Tool tool;

    @Parameters(arity = "0..*", paramLabel = "TEST", description = "Test classes.")
    private List<String> tests = new ArrayList<>();

    @Option(names = "--class-path", paramLabel = "PATH", required = true,
            description = "Test classes, what they test, and what both need, JUnit 5 among it: directories, jars, DIR/* for"
                    + " all jars in DIR, separated by ':'.")
    private String classPath;

    @Option(names = "--add-modules", split = ",", paramLabel = "MODULE",
            description = "Modules of this repository to put into the image.")
    private List<String> addModules = new ArrayList<>();

    @Option(names = "--tag", paramLabel = "TAG", description = "Only tests with this tag; may be repeated. No other image.")
    private List<String> tags = new ArrayList<>();

    @Option(names = "--exclude-tag", paramLabel = "TAG",
            description = "No tests with this tag; may be repeated. No other image.")
    private List<String> excludedTags = new ArrayList<>();

    @Option(names = "--reports", paramLabel = "DIR",
            description = "Where the reports go (default: target/junit/NAME). Files TEST-*.xml there are deleted first.")
    private Path reports;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the image (default: the directory of the"
            + " Maven or Gradle module that the tests are in).")
    private String name;

    @Mixin
    private ImageOptions image;
    @Mixin
    private RunOptions run;

    JunitCommand(Tool tool) {
        this.tool = tool;
    }

    @Override
    public Integer call() throws ToolException {
        TestClassPath path = TestClassPath.of(tool.repository(), classPath);
        String chosen = (name != null ? name : path.name()).replaceAll("[^A-Za-z0-9._-]", "_");
        Path root = tool.repository().root();
        Path directory = reports != null ? reports.toAbsolutePath() : root.resolve("target/junit").resolve(chosen);
        TestImage tests = new TestImage(path, root.resolve("target/images").resolve(IMAGE_PREFIX + chosen + ".tests"));
        Application application = tests.resolve(tool.resolver(), IMAGE_PREFIX + chosen, TestSelection.of(this.tests), addModules);
        BuildOptions build = tests.options(image.toBuildOptions(Optional.empty()));
        SurefireReport report = new SurefireReport(directory);
        report.clear();
        TestResults results = new TestResults(new ResultLines(tool)::tell);
        EventReader events = new EventReader(results);
        Outcome outcome = new GuestRun(tool, run, DEFAULT_PROCESSORS).start(application, build, arguments(),
                new Launcher.Observer() {
                    @Override
                    public void reported(String text) {
                        events.accept(text);
                    }
                });
        results.end("the guest ended while this test ran: " + RunReport.sentence(outcome));
        report.write(results.all(), properties(outcome));
        return new Verdict(tool, results, events.malformed(), outcome).tell(directory);
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        tags.forEach(tag -> arguments.add("tag=" + tag));
        excludedTags.forEach(tag -> arguments.add("exclude-tag=" + tag));
        return arguments;
    }

    private Map<String, String> properties(Outcome outcome) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("os.name", "Eremite");
        properties.put("eremite.processors", "" + run.processors().orElse(DEFAULT_PROCESSORS));
        properties.put("eremite.memory", "" + run.memory());
        properties.put("eremite.exitStatus", "" + outcome.exitStatus());
        return properties;
    }

    /** A line for each test as soon as it is over. */
    private record ResultLines(Tool tool) {
        private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;
        private static final int LONGEST_REASON = 200;

        void tell(TestResult test) {
            String what = visible(test.className() + (test.name().isEmpty() ? "" : "." + test.name()));
            tool.say(switch (test.status()) {
                case PASSED -> "passed   " + what + time(test);
                case SKIPPED -> "skipped  " + what + reason(test.text(TestResult.Kind.MESSAGE));
                case FAILED -> "FAILED   " + what + time(test) + reason(thrown(test));
                case ERROR -> "ERROR    " + what + time(test) + reason(thrown(test));
                case LOST, RUNNING -> "ERROR    " + what + reason(test.text(TestResult.Kind.MESSAGE));
            });
        }

        private static String time(TestResult test) {
            return ", " + test.nanoseconds() / NANOSECONDS_PER_MILLISECOND + " ms";
        }

        private static String thrown(TestResult test) {
            String message = test.text(TestResult.Kind.MESSAGE);
            return message.isEmpty() ? test.exception() : test.exception() + ": " + message;
        }

        private static String reason(String text) {
            String line = text.lines().findFirst().orElse("");
            String shortened = line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
            return line.isEmpty() ? "" : ": " + visible(shortened);
        }

        /** The guest cannot send control characters to the terminal. */
        private static String visible(String text) {
            return text.replaceAll("\\p{Cntrl}", "?");
        }
    }

    /** What the run comes to. */
    private record Verdict(Tool tool, TestResults results, long malformed, Outcome outcome) {
        int tell(Path directory) {
            long errors = results.count(TestResult.Status.ERROR) + results.count(TestResult.Status.LOST);
            long failures = results.count(TestResult.Status.FAILED);
            tool.say("tests: " + results.all().size() + ", failures: " + failures + ", errors: " + errors + ", skipped: "
                    + results.count(TestResult.Status.SKIPPED) + "; the reports are in " + directory);
            boolean sound = true;
            if (!results.complete()) {
                tool.say("the guest ended before all tests had run; " + results.planned()
                        + " were known at the beginning, invocations of parameterized tests not counted");
                sound = false;
            }
            if (malformed > 0) {
                tool.say("lines of the guest about its tests that make no sense: " + malformed);
                sound = false;
            }
            if (results.complete() && results.all().isEmpty()) {
                tool.say("no test ran: check --tag and --exclude-tag");
                sound = false;
            }
            boolean good = sound && failures == 0 && errors == 0;
            return good || outcome.exitStatus() != 0 ? outcome.exitStatus() : ToolException.FAILURE;
        }
    }
}
