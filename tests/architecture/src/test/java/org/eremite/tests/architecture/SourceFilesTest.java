package org.eremite.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything is Java, except programs of others that it is compared with, and every package says what it is for. */
class SourceFilesTest {
    @Test
    void thereIsNoSourceInCOrAssembler() throws IOException {
        Path peers = SourceTree.root().resolve("benchmarks/peers");
        List<Path> files = SourceTree.files(SourceTree.root()).stream().filter(file -> !file.startsWith(peers)).toList();
        assertTrue(files.size() > 100, "looks at the wrong directory: files=" + files.size());
        assertEquals(List.of(), SourceFiles.nativeSources(files));
    }

    @Test
    void everyPackageIsDescribed() throws IOException {
        Map<String, Set<String>> faults = new TreeMap<>();
        for (String group : List.of("modules", "tests", "benchmarks")) {
            try (Stream<Path> modules = Files.list(SourceTree.root().resolve(group))) {
                for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
                    Set<String> undescribed = SourceFiles.packagesUndescribed(SourceTree.files(module));
                    if (!undescribed.isEmpty()) {
                        faults.put(module.getFileName().toString(), undescribed);
                    }
                }
            }
        }
        assertEquals(Map.of(), faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot.c", "boot.h", "entry.s", "entry.S", "boot.asm", "boot.cc", "x/y.cpp"})
    void aNativeSourceIsFound(String name) {
        assertEquals(List.of(Path.of(name)), SourceFiles.nativeSources(List.of(Path.of("A.java"), Path.of(name))));
    }

    @Test
    void aPackageWithoutDescriptionIsFound() {
        assertEquals(Set.of("org/b/"), SourceFiles.packagesUndescribed(List.of(
                Path.of("/m/src/main/java/module-info.java"),
                Path.of("/m/src/main/java/org/a/A.java"), Path.of("/m/src/main/java/org/a/package-info.java"),
                Path.of("/m/src/test/java/org/a/ATest.java"), Path.of("/m/src/main/java/org/b/B.java"))));
    }
}
