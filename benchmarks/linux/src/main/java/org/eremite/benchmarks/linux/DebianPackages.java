package org.eremite.benchmarks.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eremite.image.ToolException;
import org.eremite.image.launch.ProgramSearch;

/**
 * Files from Debian packages, unpacked into a directory without installing anything: the kernel and a shell.
 */
final class DebianPackages {
    private static final String KERNEL = "linux-image-cloud-amd64";
    private static final String SHELL = "busybox-static";
    private static final String KERNEL_PREFIX = "vmlinuz-";
    private static final List<String> TOOLS = List.of("apt-get", "apt-cache", "dpkg-deb");

    private final Path directory;
    private final Map<String, String> environment;

    /** Keeps what it fetches below {@code directory}; finds programs on the PATH of {@code environment}. */
    DebianPackages(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** The Linux kernel to boot. */
    Path kernel() throws ToolException {
        Optional<Path> present = kernelFile();
        if (present.isPresent()) {
            return present.get();
        }
        obtain(concreteKernel());
        return kernelFile().orElseThrow(() -> missing("the package has no " + KERNEL_PREFIX));
    }

    /** A shell with the usual commands, in one file that needs no library. */
    Path shell() throws ToolException {
        Path busybox = directory.resolve("bin/busybox");
        if (!Files.isRegularFile(busybox)) {
            obtain(SHELL);
        }
        if (!Files.isRegularFile(busybox)) {
            throw missing("the package " + SHELL + " has no bin/busybox");
        }
        return busybox;
    }

    private Optional<Path> kernelFile() throws ToolException {
        Path boot = directory.resolve("boot");
        if (!Files.isDirectory(boot)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(boot)) {
            return files.filter(file -> file.getFileName().toString().startsWith(KERNEL_PREFIX))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new ToolException("cannot read " + boot, "check its permissions", e);
        }
    }

    /** The package that the package for the newest kernel stands for. */
    private String concreteKernel() throws ToolException {
        tools();
        return HostCommand.output(List.of("apt-cache", "depends", KERNEL), directory.getParent()).lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Depends: linux-image-"))
                .map(line -> line.substring("Depends: ".length()))
                .findFirst().orElseThrow(() -> missing("apt knows no package " + KERNEL));
    }

    private void obtain(String name) throws ToolException {
        tools();
        try {
            Path download = Files.createTempDirectory(Files.createDirectories(directory), "download-");
            try {
                HostCommand.output(List.of("apt-get", "-q", "download", name), download);
                try (Stream<Path> files = Files.list(download)) {
                    Path archive = files.findFirst().orElseThrow(() -> missing("apt-get fetched nothing for " + name));
                    HostCommand.output(List.of("dpkg-deb", "-x", archive.toString(), directory.toString()), download);
                    Files.delete(archive);
                }
            } finally {
                Files.deleteIfExists(download);
            }
        } catch (IOException e) {
            throw new ToolException("cannot unpack " + name + " into " + directory + ": " + e.getMessage(),
                    "check its permissions and the free disk space", e);
        }
    }

    private void tools() throws ToolException {
        for (String tool : TOOLS) {
            if (ProgramSearch.onPath(tool, environment).isEmpty()) {
                throw missing(tool + " not found");
            }
        }
    }

    private ToolException missing(String what) {
        return new ToolException("no Linux to compare with: " + what, "on a Debian system, apt-get update && apt-get download "
                + SHELL + " $(apt-cache depends " + KERNEL + " | sed -n 's/.*Depends: //p'), then dpkg-deb -x each of them "
                + directory);
    }
}
