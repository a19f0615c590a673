package org.eremite.image.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eremite.image.ToolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuilderInstallationTest {
    @TempDir
    private Path directory;

    @Test
    void theCompilerIsKeptApartFromTheOtherJars() throws IOException, ToolException {
        create("svm-25.jar", "compiler-25.jar", "pointsto-25.jar", "notes.txt");
        assertEquals(
                new BuilderInstallation(
                        directory.resolve("compiler-25.jar"),
                        List.of(directory.resolve("pointsto-25.jar"), directory.resolve("svm-25.jar"))),
                BuilderInstallation.in(directory));
    }

    @Test
    void aDirectoryWithoutBuilderOrNoneAtAllIsRefused() throws IOException {
        create("svm-25.jar");
        for (Path place : List.of(directory, directory.resolve("absent"))) {
            ToolException failure = assertThrows(ToolException.class, () -> BuilderInstallation.in(place));
            assertEquals("no image builder in " + place, failure.getMessage());
        }
    }

    @Test
    void leftoversOfAnotherVersionAreRefusedNotMixed() throws IOException {
        create("svm-25.jar", "compiler-25.jar", "compiler-26.jar");
        ToolException failure = assertThrows(ToolException.class, () -> BuilderInstallation.in(directory));
        assertTrue(failure.line().startsWith("two versions of the image builder in "), failure.line());
        assertTrue(failure.fix().contains("clean"));
    }

    private void create(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(directory.resolve(name));
        }
    }
}
