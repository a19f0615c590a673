package org.eremite.benchmarks.linux;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eremite.image.ToolException;

/**
 * A Linux system, made ready, in which programs run on HotSpot.
 *
 * <p>Nothing on the host is changed: what is needed lies below one directory.
 */
public final class LinuxGuest {
    private static final String JAVA = "/java";
    private static final String APPLICATION = "/application";
    private static final int CONSOLE_MAJOR = 5;
    private static final int CONSOLE_MINOR = 1;
    private static final int NULL_MAJOR = 1;
    private static final int NULL_MINOR = 3;

    private final Path directory;
    private final DebianPackages packages;

    /** Keeps everything below {@code directory}, normally {@code target/linux}; {@code environment} has the PATH. */
    public LinuxGuest(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.packages = new DebianPackages(directory.resolve("debian"), environment);
    }

    /**
     * Makes {@code program} ready to boot.
     *
     * @throws ToolException if the kernel cannot be had here; the message has the commands that fetch it
     */
    public LinuxImage prepare(LinuxProgram program) throws ToolException {
        try {
            Files.createDirectories(directory);
            Path kernel = packages.kernel();
            JavaRuntime runtime = JavaRuntime.of(directory, program.javaModules());
            Path archive = directory.resolve(program.name() + ".cpio");
            Path partial = directory.resolve(program.name() + ".cpio." + ProcessHandle.current().pid() + ".partial");
            try (CpioArchive files = new CpioArchive(new BufferedOutputStream(Files.newOutputStream(partial)))) {
                fill(files, program, runtime);
            }
            Files.move(partial, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new LinuxImage(kernel, archive, java(program));
        } catch (IOException e) {
            throw new ToolException("cannot make a Linux guest in " + directory + ": " + e.getMessage(),
                    "check its permissions and the free disk space", e);
        }
    }

    private static List<String> java(LinuxProgram program) {
        return List.of(JAVA + "/bin/java", "--module-path", APPLICATION, "--module", program.mainModule());
    }

    private void fill(CpioArchive files, LinuxProgram program, JavaRuntime runtime) throws IOException, ToolException {
        for (String mountPoint : List.of("/proc", "/sys", "/dev", "/tmp")) {
            files.directory(mountPoint);
        }
        files.characterDevice("/dev/console", CONSOLE_MAJOR, CONSOLE_MINOR);
        files.characterDevice("/dev/null", NULL_MAJOR, NULL_MINOR);
        files.file("/bin/busybox", packages.shell());
        files.file("/init", InitScript.TEXT.getBytes(StandardCharsets.US_ASCII), true);
        List<Path> runtimeFiles = runtime.files();
        for (Path file : runtimeFiles) {
            files.file(JAVA + "/" + runtime.directory().relativize(file), file);
        }
        for (Path jar : program.jars()) {
            files.file(APPLICATION + "/" + jar.getFileName(), jar);
        }
        Map<String, Path> libraries = new TreeMap<>(
                new SharedLibraries(SharedLibraries.HOST_DIRECTORIES).neededBy(binaries(runtimeFiles)));
        for (Map.Entry<String, Path> library : libraries.entrySet()) {
            files.file(library.getKey(), library.getValue());
        }
    }

    private static List<Path> binaries(List<Path> files) {
        return files.stream().filter(file -> file.toString().endsWith(".so") || file.endsWith("bin/java")).toList();
    }
}
