package org.eremite.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The files of this repository, without what has been built from them. */
final class SourceTree {
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", ".idea", ".m2");

    private SourceTree() {
    }

    /** Top of the tree: the directory with {@code build.sh}, at or above the working directory. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("build.sh"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("not started inside the source tree");
            }
        }
        return directory;
    }

    /** Directories of the modules of the system, without tests: {@code modules/NAME}. */
    static List<Path> modules() throws IOException {
        try (Stream<Path> entries = Files.list(root().resolve("modules"))) {
            return entries.filter(entry -> Files.exists(entry.resolve("pom.xml"))).sorted().toList();
        }
    }

    /** All files beneath {@code directory} that were not built. */
    static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
                return NOT_SOURCES.contains(entry.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes) {
                files.add(entry);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    /** Compiled classes of a module without its tests. */
    static List<Path> classes(Path module) throws IOException {
        try (Stream<Path> walk = Files.walk(module.resolve("target/classes"))) {
            return walk.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
    }

    /** What {@code rule} finds in the classes of {@code modules}, by file. A rule for few classes is looking at the wrong ones. */
    static Map<String, Set<String>> faults(List<Path> modules, Function<byte[], Set<String>> rule) throws IOException {
        Map<String, Set<String>> faults = new TreeMap<>();
        int classes = 0;
        for (Path module : modules) {
            for (Path file : classes(module)) {
                classes++;
                Set<String> found = rule.apply(Files.readAllBytes(file));
                if (!found.isEmpty()) {
                    faults.put(root().relativize(file).toString(), found);
                }
            }
        }
        assertTrue(classes > 50, "looks at the wrong classes: classes=" + classes);
        return faults;
    }

    /** The descriptor a module was compiled to. */
    static ModuleDescriptor descriptor(Path module) {
        try (InputStream bytes = Files.newInputStream(module.resolve("target/classes/module-info.class"))) {
            return ModuleDescriptor.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(module.getFileName() + " has not been built", e);
        }
    }
}
