package org.eremite.benchmarks.parcompare;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Builds the Rust program, from packaged crates, without a network. */
final class RayonProgram {
    private static final Path CRATES = Path.of("/usr/share/cargo/registry");
    private static final String FIX = "apt-get install -y --no-install-recommends cargo librust-rayon-dev";

    private RayonProgram() {
    }

    /** The program, or nothing after a line that says why. */
    static Optional<Path> build(Path root) throws IOException {
        if (version("cargo").isEmpty() || crate().isEmpty()) {
            System.err.println("eremite: Rayon is left out of the comparison, its crate or cargo is not installed: " + FIX);
            return Optional.empty();
        }
        Path target = root.resolve("target/rayon-peer");
        Process build = new ProcessBuilder("cargo", "build", "--release", "--offline", "--quiet",
                "--target-dir", target.toString())
                .directory(root.resolve("benchmarks/peers/rayon").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (await(build) != 0) {
            System.err.println("eremite: Rayon is left out of the comparison, cargo failed: its messages are above");
            return Optional.empty();
        }
        return Optional.of(target.resolve("release/rayon-peer"));
    }

    /** Name and version of the crate. */
    static Optional<String> crate() throws IOException {
        if (!Files.isDirectory(CRATES)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(CRATES, "rayon-[0-9]*")) {
            for (Path crate : found) {
                return Optional.of(crate.getFileName().toString());
            }
            return Optional.empty();
        }
    }

    /** What a program says of itself. */
    static Optional<String> version(String program) throws IOException {
        try {
            Process process = new ProcessBuilder(List.of(program, "--version")).redirectErrorStream(true).start();
            String line = process.inputReader().readLine();
            return await(process) == 0 ? Optional.ofNullable(line) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
