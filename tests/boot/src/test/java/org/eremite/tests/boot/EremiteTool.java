package org.eremite.tests.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tool's command line in a process of its own. */
final class EremiteTool {
    /** Longest an assembly and a boot may take together. */
    private static final long MINUTES = 8;
    /** Top of the source tree. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final String GUEST_MAIN = "org.eremite.tests.guest/org.eremite.tests.guest.Main";

    private EremiteTool() {}

    /**
     * What a command did.
     *
     * @param status exit status
     * @param output standard output
     * @param errors standard error
     */
    record Result(int status, String output, String errors) {
        /** Lines the tool or the guest wrote to standard error, without the tool's progress. */
        List<String> errorLines() {
            return errors.lines().filter(line -> !line.isBlank()).toList();
        }

        /** Everything, for the message of a failed assertion. */
        String everything() {
            return "status " + status + "\n--- output\n" + output + "\n--- errors\n" + errors;
        }
    }

    /** Runs the guest's checks with {@code options} of {@code run}, then {@code --} and {@code arguments}. */
    static Result guest(List<String> options, String... arguments) {
        return guestReading("", options, arguments);
    }

    /** {@link #guest} with {@code input} on its console. */
    static Result guestReading(String input, List<String> options, String... arguments) {
        return run(Map.of(), input, guestCommand(options, arguments));
    }

    /** The command that runs the guest's checks so. */
    static List<String> guestCommand(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(options);
        command.addAll(List.of("--module-path", guestPath(), GUEST_MAIN, "--"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs another of the tool's commands on the guest's checks. */
    static Result aboutGuest(String command) {
        return run(Map.of(), "", List.of(command, "--module-path", guestPath(), GUEST_MAIN));
    }

    /** The guest's checks and the library they use, as a user's own modules. */
    private static String guestPath() {
        return jars("tests/guest/target") + File.pathSeparator + jars("modules/par/target");
    }

    /** The jars in {@code directory} of the repository, as a path. */
    static String jars(String directory) {
        try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tool with {@code command}, ready to start in the top of the source tree. */
    static ProcessBuilder process(List<String> command) {
        List<String> line = new ArrayList<>(List.of(
                "-XX:+DisplayVMOutputToStderr",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Deremite.root=" + ROOT,
                "--module-path",
                jars("modules/image/target") + File.pathSeparator + ROOT.resolve("modules/image/target/lib"),
                "--module",
                "org.eremite.image/org.eremite.image.command.Main"));
        line.addAll(command);
        return jvm(line);
    }

    /** Runs the tool with {@code command}, feeding {@code input} to it. */
    static Result run(Map<String, String> environment, String input, List<String> command) {
        return run(process(command), environment, input);
    }

    /** Runs a JVM with {@code arguments}, feeding {@code input} to it. */
    static Result java(Map<String, String> environment, String input, List<String> arguments) {
        return run(jvm(arguments), environment, input);
    }

    /** Signals have their effect even if these tests run in the background of a shell that ignores them there. */
    private static ProcessBuilder jvm(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,HUP,QUIT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(arguments);
        return new ProcessBuilder(line).directory(ROOT.toFile());
    }

    private static Result run(ProcessBuilder builder, Map<String, String> environment, String input) {
        try {
            Path output = Files.createTempFile("eremite", ".out");
            Path errors = Files.createTempFile("eremite", ".err");
            Path source = Files.writeString(Files.createTempFile("eremite", ".in"), input);
            builder.redirectInput(source.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + MINUTES + " minutes: " + builder.command() + "\n" + read(output)
                        + read(errors));
            }
            Result result = new Result(process.exitValue(), read(output), read(errors));
            for (Path file : List.of(output, errors, source)) {
                Files.delete(file);
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
