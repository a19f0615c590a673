package org.eremite.image.application;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eremite.image.ToolException;

/**
 * The modules of this source tree as Maven left them: {@code modules/NAME/target/org.eremite.NAME-VERSION.jar} and the
 * libraries beside it in {@code target/lib}.
 */
public final class Repository {
    /** What every module's name begins with; the rest is its directory. */
    public static final String PREFIX = "org.eremite.";
    private static final String APPLICATION_PREFIX = "app.";
    private static final Predicate<String> ATTACHED = name -> name.endsWith("-sources.jar")
            || name.endsWith("-javadoc.jar") || name.endsWith("-tests.jar");

    private final Path root;

    /** The source tree at {@code root}. */
    public Repository(Path root) {
        this.root = root;
    }

    /** Top of the source tree. */
    public Path root() {
        return root;
    }

    /** Names of all modules in the tree, built or not, without {@link #PREFIX}. */
    public List<String> names() throws ToolException {
        return entries(root.resolve("modules")).stream()
                .filter(directory -> Files.isRegularFile(directory.resolve("pom.xml")))
                .map(directory -> directory.getFileName().toString())
                .toList();
    }

    /** Names of the modules meant to be run. */
    public List<String> applications() throws ToolException {
        return names().stream().filter(name -> name.startsWith(APPLICATION_PREFIX)).toList();
    }

    /** The jar of a module, if it has been built; {@code name} as in {@link #names}. */
    public Optional<Path> jar(String name) throws ToolException {
        return jars(root.resolve("modules").resolve(name).resolve("target"), PREFIX + name + "-");
    }

    /** The jar of a module of {@code tests}, if it has been built; {@code name} is its directory. */
    public Optional<Path> testJar(String name) throws ToolException {
        return jars(root.resolve("tests").resolve(name).resolve("target"), PREFIX + "tests." + name + "-");
    }

    private static Optional<Path> jars(Path directory, String prefix) throws ToolException {
        return entries(directory).stream()
                .filter(file -> {
                    String jar = file.getFileName().toString();
                    return jar.startsWith(prefix) && jar.endsWith(".jar") && !ATTACHED.test(jar);
                })
                .findFirst();
    }

    /** Finds the modules that have been built and the libraries they came with. */
    public ModuleFinder finder() throws ToolException {
        List<Path> own = new ArrayList<>();
        Map<String, Path> libraries = new LinkedHashMap<>();
        for (String name : names()) {
            jar(name).ifPresent(own::add);
            for (Path library : entries(root.resolve("modules").resolve(name).resolve("target/lib"))) {
                String file = library.getFileName().toString();
                if (file.endsWith(".jar") && !file.startsWith(PREFIX)) {
                    libraries.putIfAbsent(file, library);
                }
            }
        }
        own.addAll(libraries.values());
        return ModuleFinder.of(own.toArray(Path[]::new));
    }

    private static List<Path> entries(Path directory) throws ToolException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new ToolException("cannot list " + directory, "make it readable", e);
        }
    }
}
