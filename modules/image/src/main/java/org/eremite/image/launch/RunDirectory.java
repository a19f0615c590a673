package org.eremite.image.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files through which one run of QEMU and the tool talk, in a directory of their own, so that any number of runs go
 * side by side.
 *
 * @param directory holds the others
 * @param status what the guest writes to the status port
 * @param control socket of the control line, on which the tool listens
 */
record RunDirectory(Path directory, Path status, Path control) implements AutoCloseable {
    static RunDirectory create() throws IOException {
        Path directory = Files.createTempDirectory("eremite-");
        return new RunDirectory(directory, directory.resolve("status"), directory.resolve("control"));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(status);
        Files.deleteIfExists(control);
        Files.deleteIfExists(directory);
    }
}
