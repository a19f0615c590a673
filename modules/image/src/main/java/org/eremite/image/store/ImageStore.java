package org.eremite.image.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.eremite.image.Progress;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.application.SystemModules;
import org.eremite.image.builder.BuildOptions;
import org.eremite.image.builder.BuildRequest;
import org.eremite.image.builder.ImageAssembler;

/**
 * A directory of images. Beside {@code NAME.elf} stand {@code NAME.inputs}, the digest of what it was made from
 * and the levels of its log, {@code NAME.lock}, and {@code NAME.work} with the assembler's intermediate files.
 */
public final class ImageStore {
    private final Path directory;
    private final List<Path> toolPath;
    private final ImageAssembler assembler;

    /** Images in {@code directory}; {@code toolPath} is the tool itself, an input like any other. */
    public ImageStore(Path directory, List<Path> toolPath, ImageAssembler assembler) {
        this.directory = directory;
        this.toolPath = List.copyOf(toolPath);
        this.assembler = assembler;
    }

    /**
     * An image that is up to date.
     *
     * @param elf the file
     * @param rebuilt whether it has just been assembled
     */
    public record StoredImage(Path elf, boolean rebuilt) {
    }

    /** The image of {@code application}, assembled only if any input has changed since the last time. */
    public StoredImage obtain(Application application, BuildOptions options, Progress progress) throws ToolException {
        String name = application.name();
        try {
            Files.createDirectories(directory);
            try (FileChannel lockFile = FileChannel.open(directory.resolve(name + ".lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = lock(lockFile, name, progress)) {
                return obtainLocked(application, options, progress);
            }
        } catch (IOException e) {
            throw new ToolException("cannot write to " + directory + ": " + e.getMessage(),
                    "check its permissions and the free disk space", e);
        }
    }

    private static FileLock lock(FileChannel file, String name, Progress progress) throws IOException {
        FileLock lock = file.tryLock();
        if (lock == null) {
            progress.note("waiting for another assembly of " + name);
            lock = file.lock();
        }
        return lock;
    }

    private StoredImage obtainLocked(Application application, BuildOptions options, Progress progress)
            throws ToolException, IOException {
        Path elf = directory.resolve(application.name() + ".elf");
        Path inputs = directory.resolve(application.name() + ".inputs");
        Path work = directory.resolve(application.name() + ".work");
        Path partial = directory.resolve(application.name() + ".elf.partial");
        String digest = digest(application, options);
        if (Files.isRegularFile(elf) && Files.isRegularFile(inputs)) {
            List<String> former = Files.readAllLines(inputs);
            if (former.size() == 2 && former.getFirst().equals(digest)
                    && former.getLast().equals(options.log().orElse(former.getLast()))) {
                return new StoredImage(elf, false);
            }
        }
        Files.deleteIfExists(inputs);
        Files.deleteIfExists(partial);
        Files.createDirectories(work);
        progress.expect(assembler.phases());
        Path written = assembler.assemble(new BuildRequest(application, options, partial, work), progress);
        progress.end();
        Files.move(written, elf, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.write(inputs, List.of(digest, options.log().orElse(BuildOptions.DEFAULT_LOG)));
        return new StoredImage(elf, true);
    }

    private String digest(Application application, BuildOptions options) throws ToolException {
        return new InputDigest()
                .text("jdk", Runtime.version() + " " + System.getProperty("java.vm.version"))
                .paths("tool", toolPath)
                .texts("system modules", SystemModules.NAMES)
                .text("main module", application.mainModule().orElse(""))
                .text("main class", application.mainClass())
                .paths("modules", application.modulePath())
                .paths("class path", application.classPath())
                .text("march", options.march())
                .text("optimization", options.optimization())
                .texts("builder arguments", options.builderArguments())
                .hex();
    }
}
