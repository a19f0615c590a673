package org.eremite.image.junit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eremite.image.ToolException;
import org.eremite.image.application.ClassPath;
import org.eremite.image.application.Repository;

/**
 * The class path of a user's tests, and before it what it takes to run them in a guest: the runner, the registration of test
 * classes with the image builder, and the launcher of the JUnit Platform, unless the user has one.
 */
public final class TestClassPath {
    private static final String OPTION = "--class-path";
    private static final String RUNNER = "junit";
    private static final String PLATFORM = "target/platform";
    private static final String ENGINE_CLASS = "org/junit/platform/engine/TestEngine.class";
    private static final String LAUNCHER_CLASS = "org/junit/platform/launcher/Launcher.class";
    private static final String LAUNCHER_JAR = "junit-platform-launcher-";

    private final List<Path> own;
    private final List<Path> users;

    private TestClassPath(List<Path> own, List<Path> users) {
        this.own = own;
        this.users = users;
    }

    /** Checks {@code path}, which is written as for a JVM. */
    public static TestClassPath of(Repository repository, String path) throws ToolException {
        List<Path> users = ClassPath.entries(path, OPTION);
        List<Path> own = new ArrayList<>();
        own.add(repository.jar(RUNNER).orElseThrow(() -> new ToolException("module " + Repository.PREFIX + RUNNER
                + " has not been built", "start through ./build.sh, or mvn package")));
        boolean launcher = find(users, LAUNCHER_CLASS).isPresent();
        for (Path jar : platform(repository)) {
            if (!jar.getFileName().toString().startsWith(LAUNCHER_JAR)) {
                own.add(jar);
            } else if (!launcher) {
                requireVersion(users, version(jar).orElse(""));
                own.add(jar);
            }
        }
        return new TestClassPath(own, users);
    }

    private static List<Path> platform(Repository repository) throws ToolException {
        Path directory = repository.root().resolve("modules").resolve(RUNNER).resolve(PLATFORM);
        try (Stream<Path> jars = Files.list(directory)) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new ToolException("cannot list " + directory, "start through ./build.sh, or mvn package", e);
        }
    }

    /** The launcher and the engines are of one version, or strange errors follow. */
    private static void requireVersion(List<Path> users, String wanted) throws ToolException {
        Path engine = find(users, ENGINE_CLASS).orElseThrow(() -> ToolException.usage(
                "there is no JUnit Platform on --class-path", "add the jars of JUnit 5, as for running the tests on a JVM"));
        String present = version(engine).orElse(wanted);
        if (!present.equals(wanted)) {
            throw ToolException.usage("the JUnit Platform on --class-path is " + present + ", the launcher here " + wanted,
                    "add junit-platform-launcher " + present + " to --class-path");
        }
    }

    private static Optional<Path> find(List<Path> entries, String resource) throws ToolException {
        for (Path entry : entries) {
            try {
                if (ClassPath.read(List.of(entry), resource).isPresent()) {
                    return Optional.of(entry);
                }
            } catch (IOException e) {
                throw new ToolException("cannot read " + entry, "check that it is a jar", e);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> version(Path jar) throws ToolException {
        if (Files.isDirectory(jar)) {
            return Optional.empty();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException e) {
            throw new ToolException("cannot read " + jar, "check that it is a jar", e);
        }
    }

    /** Where test classes are looked for: the user's directories, not jars. */
    List<Path> directories() throws ToolException {
        List<Path> directories = users.stream().filter(Files::isDirectory).toList();
        if (directories.isEmpty()) {
            throw ToolException.usage("there is no directory on --class-path, and tests are looked for in directories only",
                    "add the one with the test classes");
        }
        return directories;
    }

    /** All of it as one path; {@code first} comes before everything else. */
    String path(List<Path> first) {
        return Stream.of(first, own, users).flatMap(List::stream).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What the tests may be called: as the directory of the first that is part of a Maven or Gradle module, or {@code tests}. */
    public String name() throws ToolException {
        for (Path directory : directories()) {
            for (Path parent = directory; parent != null; parent = parent.getParent()) {
                if (Stream.of("pom.xml", "build.gradle", "build.gradle.kts").map(parent::resolve).anyMatch(Files::exists)
                        && parent.getFileName() != null) {
                    return parent.getFileName().toString();
                }
            }
        }
        return "tests";
    }
}
