package org.eremite.benchmarks.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.eremite.image.ToolException;

/** A HotSpot runtime with a few modules of this JDK, linked by jlink and kept. */
final class JavaRuntime {
    private final Path directory;

    private JavaRuntime(Path directory) {
        this.directory = directory;
    }

    /**
     * The runtime with {@code modules}, below {@code parent}; linked if it is not there yet. It has the archive of
     * classes that every JDK comes with, since users start HotSpot with it.
     */
    static JavaRuntime of(Path parent, SortedSet<String> modules) throws ToolException {
        String name = "java-" + Runtime.version().toString().replace('+', '-') + "-" + String.join("-", modules);
        Path directory = parent.resolve(name);
        if (!Files.isDirectory(directory)) {
            try {
                Path fresh = Files.createTempDirectory(Files.createDirectories(parent), "jlink-").resolve("java");
                HostCommand.output(List.of(Path.of(System.getProperty("java.home"), "bin/jlink").toString(),
                        "--add-modules", String.join(",", modules), "--strip-debug", "--no-header-files",
                        "--no-man-pages", "--generate-cds-archive", "--output", fresh.toString()), parent);
                Files.move(fresh, directory);
                Files.delete(fresh.getParent());
            } catch (IOException e) {
                throw new ToolException("cannot write " + directory + ": " + e.getMessage(),
                        "check its permissions and the free disk space", e);
            }
        }
        return new JavaRuntime(directory);
    }

    /** Its top directory. */
    Path directory() {
        return directory;
    }

    /** All its files. */
    List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return new ArrayList<>(tree.filter(Files::isRegularFile).sorted().toList());
        }
    }
}
