package org.eremite.image.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@link FixtureTool} in a process of its own.
 *
 * @param root the source tree
 * @param image the finished image
 * @param environment variables; EREMITE_QEMU among them unless it is to be the real one
 */
record ToolProcess(Path root, Path image, Map<String, String> environment) {
    private static final long LIMIT_SECONDS = 60;

    ToolProcess(Path root, Path image, String qemu) {
        this(root, image, qemu.isEmpty() ? Map.of() : Map.of("EREMITE_QEMU", qemu));
    }

    /** The same with one more variable. */
    ToolProcess with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new ToolProcess(root, image, more);
    }

    /** How it went. */
    record Result(int status, byte[] out, String err) {
        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    Process start(Path out, Path err, String... words) throws IOException {
        return builder(err, words).redirectOutput(out.toFile()).start();
    }

    /** With standard output as a pipe. */
    Process startWithPipe(Path err, String... words) throws IOException {
        return builder(err, words).start();
    }

    private ProcessBuilder builder(Path err, String... words) {
        // What starts the tests may ignore signals, as a script does in its background, and the tool would inherit that.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,HUP"));
        command.addAll(command(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstderr.encoding=UTF-8",
                "-cp", System.getProperty("java.class.path"), FixtureTool.class.getName(),
                root.toString(), image.toString()));
        command.addAll(List.of(words));
        return command;
    }

    Result run(byte[] input, String... words) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(root, "run");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = start(out, err, words);
        try {
            process.getOutputStream().write(input);
            process.getOutputStream().close();
        } catch (IOException e) {
            // The guest may end without having read its input.
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("no end within " + LIMIT_SECONDS + " s: " + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
    }
}
