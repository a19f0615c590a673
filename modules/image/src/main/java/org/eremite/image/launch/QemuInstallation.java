package org.eremite.image.launch;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eremite.image.Progress;
import org.eremite.image.ToolException;

/**
 * Finds QEMU, and installs it where that is possible without asking.
 */
public final class QemuInstallation {
    /** Environment variable or, first, system property ({@code eremite.qemu}) that names the program to use. */
    public static final String OVERRIDE = "EREMITE_QEMU";
    /** Oldest major version that enters a PVH image directly. */
    public static final int OLDEST_MAJOR_VERSION = 4;

    private static final String PROGRAM = "qemu-system-x86_64";
    private static final String PROPERTY = "eremite.qemu";
    private static final String PACKAGE = "qemu-system-x86";
    private static final String SUDO_LINE = "sudo apt-get install -y --no-install-recommends " + PACKAGE;
    private static final Pattern VERSION = Pattern.compile("QEMU emulator version ((\\d+)[0-9.]*)");

    private final Map<String, String> environment;

    /** Looks in {@code environment} for {@link #OVERRIDE} and PATH. */
    public QemuInstallation(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The program, if it is there. */
    public Optional<String> find() {
        String override = System.getProperty(PROPERTY, environment.get(OVERRIDE));
        return override != null && !override.isEmpty() ? Optional.of(override) : onPath(PROGRAM);
    }

    /** The program; installs it when it is missing and the user is root on a machine with apt-get. */
    public String findOrInstall(Progress progress) throws ToolException {
        Optional<String> found = find();
        if (found.isPresent()) {
            return found.get();
        }
        if (onPath("apt-get").isEmpty()) {
            throw new ToolException(PROGRAM + " not found", "install QEMU for x86-64 and put it on the PATH");
        }
        if (!isRoot()) {
            throw new ToolException(PROGRAM + " not found", SUDO_LINE);
        }
        progress.expect(1);
        progress.begin("installing " + PACKAGE + " (apt-get)");
        execute(List.of("apt-get", "-q", "update"));
        execute(List.of("apt-get", "-q", "install", "-y", "--no-install-recommends", PACKAGE));
        progress.end();
        return onPath(PROGRAM).orElseThrow(() -> new ToolException("apt-get did not install " + PROGRAM, SUDO_LINE));
    }

    /** How to install QEMU, for the user to type. */
    public static String installLine() {
        return SUDO_LINE;
    }

    /**
     * A version of QEMU.
     *
     * @param text as QEMU states it
     * @param major its first number
     */
    public record Version(String text, int major) {
    }

    /** The version of {@code program}, empty if it does not state one. */
    public static Optional<Version> version(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
            Matcher matcher = VERSION.matcher(
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return matcher.find() ? Optional.of(new Version(matcher.group(1), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> onPath(String program) {
        return ProgramSearch.onPath(program, environment);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void execute(List<String> command) throws ToolException {
        String line = String.join(" ", command);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(new File("/dev/null"))).redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            if (builder.start().waitFor() != 0) {
                throw new ToolException(line + " failed", "run it by hand and see why");
            }
        } catch (IOException e) {
            throw new ToolException("cannot run " + line, "run it by hand and see why", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", "start again", e);
        }
    }
}
