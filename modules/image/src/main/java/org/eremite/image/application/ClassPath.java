package org.eremite.image.application;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.eremite.image.ToolException;

/**
 * Paths as users write them, checked entry by entry: the JDK would pass over what it cannot read.
 */
public final class ClassPath {
    private static final String ALL_JARS = "*";

    private ClassPath() {
    }

    /** The entries of {@code path}, all readable; {@code DIR/*} stands for the jars in DIR, sorted. */
    public static List<Path> entries(String path, String option) throws ToolException {
        List<Path> entries = new ArrayList<>();
        for (String part : path.split(File.pathSeparator)) {
            if (part.equals(ALL_JARS) || part.endsWith(File.separator + ALL_JARS)) {
                entries.addAll(jars(readable(part.equals(ALL_JARS) ? "." : part.substring(0, part.length() - 2), option)));
            } else if (!part.isEmpty()) {
                entries.add(readable(part, option));
            }
        }
        if (entries.isEmpty()) {
            throw ToolException.usage(option + " '" + path + "' is empty", "name a jar or a directory");
        }
        return entries;
    }

    private static Path readable(String name, String option) throws ToolException {
        try {
            Path path = Path.of(name.isEmpty() ? "/" : name).toAbsolutePath().normalize();
            if (!Files.exists(path)) {
                throw ToolException.usage(option + ": no such file or directory: " + name, "check the path");
            }
            if (!Files.isReadable(path)) {
                throw ToolException.usage(option + ": cannot read " + name, "check its permissions");
            }
            return path;
        } catch (InvalidPathException e) {
            throw ToolException.usage(option + ": not a path: " + name, e.getReason());
        }
    }

    private static List<Path> jars(Path directory) throws ToolException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new ToolException("cannot list " + directory, "check that it is a directory", e);
        }
    }

    /** Reads a resource from the first of {@code entries} that has it. */
    public static Optional<byte[]> read(List<Path> entries, String resource) throws IOException {
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                Path file = entry.resolve(resource);
                if (Files.isRegularFile(file)) {
                    return Optional.of(Files.readAllBytes(file));
                }
            } else {
                try (JarFile jar = new JarFile(entry.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
                    ZipEntry found = jar.getEntry(resource);
                    if (found != null) {
                        try (InputStream bytes = jar.getInputStream(found)) {
                            return Optional.of(bytes.readAllBytes());
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }
}
