package org.eremite.image.junit;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationResolver;
import org.eremite.image.application.ApplicationSelector;
import org.eremite.image.builder.BuildOptions;

/**
 * The application that runs tests. A directory at the head of its class path lists them, for three readers: the feature of
 * junit-platform-native, which registers test classes for reflection, the runner in the guest, and the digest of the image.
 */
public final class TestImage {
    private static final String RUNNER = "org.eremite.junit.Main";
    private static final String LISTER = "org.eremite.junit.TestList";
    private static final String LIST = "junit-platform-unique-ids.txt";
    private static final String METADATA = "META-INF/native-image/org.eremite/junit";
    private static final String FEATURE = "Args = --features=org.graalvm.junit.platform.JUnitPlatformFeature\n";
    /** The lists, and JUnit's own configuration of the tests. */
    private static final String RESOURCES = """
            {"resources": [{"glob": "%s"}, {"glob": "junit-platform.properties"}]}
            """.formatted(LIST);
    /** Tells the feature where the list is. */
    private static final String LIST_PROPERTY = "-J-Djunit.platform.listeners.uid.tracking.output.dir=";

    private final TestClassPath classPath;
    private final Path directory;

    /** Tests on {@code classPath}; the lists go to {@code directory}. */
    public TestImage(TestClassPath classPath, Path directory) {
        this.classPath = classPath;
        this.directory = directory;
    }

    /** Finds the tests and makes them an application. {@code names} are regular expressions for test classes. */
    public Application resolve(ApplicationResolver resolver, String name, List<String> names, List<String> addModules)
            throws ToolException {
        try {
            Path metadata = Files.createDirectories(directory.resolve(METADATA));
            Files.writeString(metadata.resolve("native-image.properties"), FEATURE);
            Files.writeString(metadata.resolve("reachability-metadata.json"), RESOURCES);
            list(names);
        } catch (IOException e) {
            throw new ToolException("cannot write to " + directory + ": " + e.getMessage(),
                    "check its permissions and the free disk space", e);
        }
        return resolver.resolve(new ApplicationSelector.OnClassPath(classPath.path(List.of(directory)), RUNNER, addModules))
                .named(name);
    }

    /** {@code options}, and where the lists are. */
    public BuildOptions options(BuildOptions options) {
        List<String> arguments = new ArrayList<>(options.builderArguments());
        arguments.add(LIST_PROPERTY + directory);
        return new BuildOptions(options.march(), options.optimization(), options.log(), arguments);
    }

    /** The user's classes are loaded in a JVM of their own. */
    private void list(List<String> names) throws IOException, ToolException {
        Path list = directory.resolve(LIST);
        Path log = Files.createTempFile("eremite-tests-", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", classPath.path(List.of()), LISTER, list.toString(),
                classPath.directories().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        command.addAll(names);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .redirectInput(Redirect.from(new File("/dev/null"))).start();
            if (process.waitFor() != 0) {
                throw new ToolException("the tests cannot be listed: " + cause(Files.readAllLines(log)),
                        "see that they run on a JVM with this --class-path");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", "start again", e);
        } finally {
            Files.deleteIfExists(log);
        }
        if (Files.size(list) == 0) {
            throw ToolException.usage("no test class found on --class-path",
                    "name some: without names, classes called Test*, *Test, *Tests and *TestCase are taken");
        }
    }

    /** The innermost exception of a stack trace. */
    private static String cause(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("Caused by: ")).reduce((_, last) -> last)
                .or(() -> lines.stream().filter(line -> line.startsWith("Exception in ")).findFirst())
                .or(() -> lines.stream().findFirst()).orElse("the JVM said nothing");
    }
}
