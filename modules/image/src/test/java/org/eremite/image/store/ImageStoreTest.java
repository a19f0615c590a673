package org.eremite.image.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eremite.image.ConsoleProgress;
import org.eremite.image.Progress;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationModule;
import org.eremite.image.builder.BuildOptions;
import org.eremite.image.builder.BuildRequest;
import org.eremite.image.builder.ImageAssembler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
    private static final BuildOptions OPTIONS = new BuildOptions("x86-64-v3", "2", Optional.empty(), List.of());

    @TempDir
    private Path directory;
    private Path module;
    private Path tool;
    private final CountingAssembler assembler = new CountingAssembler();

    private static final class CountingAssembler implements ImageAssembler {
        private int assembled;
        private boolean failing;

        @Override
        public int phases() {
            return 1;
        }

        @Override
        public Path assemble(BuildRequest request, Progress progress) throws ToolException {
            progress.begin("assembling");
            assertFalse(Files.exists(request.output()));
            assertTrue(Files.isDirectory(request.workDirectory()));
            try {
                Files.writeString(request.output(), "image " + ++assembled);
            } catch (IOException e) {
                throw new ToolException("no", "no", e);
            }
            if (failing) {
                throw new ToolException("broken", "mend it");
            }
            return request.output();
        }
    }

    @BeforeEach
    void inputs() throws IOException {
        module = Files.writeString(directory.resolve("m.jar"), "module");
        tool = Files.writeString(directory.resolve("tool.jar"), "tool");
    }

    private Application application(String mainClass, Path... classPath) {
        return new Application("app", Optional.of("m"), mainClass,
                List.of(new ApplicationModule("m", module, ApplicationModule.Role.APPLICATION)), List.of(),
                List.of(classPath));
    }

    private ImageStore.StoredImage obtain(Application application, BuildOptions options) throws ToolException {
        Progress progress = new ConsoleProgress(System.out, false, System::nanoTime);
        return new ImageStore(directory.resolve("images"), List.of(tool), assembler).obtain(application, options, progress);
    }

    private boolean rebuilt() throws ToolException {
        return obtain(application("m.Main"), OPTIONS).rebuilt();
    }

    @Test
    void anUnchangedImageIsNotAssembledAgain() throws Exception {
        assertTrue(rebuilt());
        assertFalse(rebuilt());
        assertEquals("image 1", Files.readString(directory.resolve("images/app.elf")));
    }

    @Test
    void everyInputCounts() throws Exception {
        rebuilt();
        Files.writeString(module, "module, changed");
        assertTrue(rebuilt());
        Files.writeString(tool, "tool, changed");
        assertTrue(rebuilt());
        assertTrue(obtain(application("m.Other"), OPTIONS).rebuilt());
        assertTrue(obtain(application("m.Other"), new BuildOptions("native", "2", Optional.empty(), List.of())).rebuilt());
        assertTrue(obtain(application("m.Other"), new BuildOptions("native", "s", Optional.empty(), List.of())).rebuilt());
        assertTrue(obtain(application("m.Other"), new BuildOptions("native", "s", Optional.empty(), List.of("-g"))).rebuilt());
        Path classes = Files.createDirectories(directory.resolve("classes"));
        assertTrue(obtain(application("m.Other", classes), OPTIONS).rebuilt());
        Files.writeString(classes.resolve("A.class"), "a");
        assertTrue(obtain(application("m.Other", classes), OPTIONS).rebuilt());
        assertFalse(obtain(application("m.Other", classes), OPTIONS).rebuilt());
    }

    @Test
    void aDeletedImageIsAssembledAgain() throws Exception {
        rebuilt();
        Files.delete(directory.resolve("images/app.elf"));
        assertTrue(rebuilt());
    }

    @Test
    void aFailedAssemblyLeavesTheOldImageAndIsRepeated() throws Exception {
        rebuilt();
        Files.writeString(module, "module, changed");
        assembler.failing = true;
        assertThrows(ToolException.class, this::rebuilt);
        assertEquals("image 1", Files.readString(directory.resolve("images/app.elf")));
        assembler.failing = false;
        assertTrue(rebuilt());
        assertEquals("image 3", Files.readString(directory.resolve("images/app.elf")));
    }

    @Test
    void labelsAndLengthsKeepDifferentInputsApart() {
        assertFalse(new InputDigest().texts("a", List.of("bc", "d")).hex()
                .equals(new InputDigest().texts("a", List.of("b", "cd")).hex()));
    }
}
