package org.eremite.benchmarks.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The host's libraries, and loader, without which given programs and libraries do not start. */
final class SharedLibraries {
    /** Where the host keeps libraries: the loader's own directories, with and without Debian's name of the architecture. */
    static final List<Path> HOST_DIRECTORIES = List.of(Path.of("/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib/x86_64-linux-gnu"), Path.of("/lib64"), Path.of("/usr/lib64"), Path.of("/lib"),
            Path.of("/usr/lib"));

    private final List<Path> directories;

    /** Looks into {@code directories}, in this order. */
    SharedLibraries(List<Path> directories) {
        this.directories = directories;
    }

    /**
     * What {@code files} need, directly and through other libraries, besides one another.
     *
     * @return by the absolute name under which the loader looks for it: the file
     * @throws IOException if a library is in none of the directories
     */
    Map<String, Path> neededBy(List<Path> files) throws IOException {
        Set<String> known = new HashSet<>();
        files.forEach(file -> known.add(file.getFileName().toString()));
        Map<String, Path> found = new LinkedHashMap<>();
        Deque<Path> open = new ArrayDeque<>(files);
        while (!open.isEmpty()) {
            Path file = open.remove();
            Optional<ElfDependencies> dependencies = ElfDependencies.of(file);
            if (dependencies.isEmpty()) {
                continue;
            }
            dependencies.get().interpreter().ifPresent(loader -> {
                known.add(Path.of(loader).getFileName().toString());
                found.put(loader, Path.of(loader));
            });
            for (String name : dependencies.get().needed()) {
                if (known.add(name)) {
                    Path library = find(name, file);
                    found.put(library.toString(), library);
                    open.add(library);
                }
            }
        }
        return found;
    }

    private Path find(String name, Path user) throws IOException {
        for (Path directory : directories) {
            Path library = directory.resolve(name);
            if (Files.isRegularFile(library)) {
                return library;
            }
        }
        throw new IOException("library " + name + ", which " + user.getFileName() + " needs, is in none of " + directories);
    }
}
