package org.eremite.image.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A soak program on the JVM that runs this tool, without a guest.
 *
 * @param modulePath as of {@code --module-path}
 * @param main module and class
 * @param console what the program writes
 */
record JvmSoak(String modulePath, String main, Path console) {
    /**
     * How a run ended.
     *
     * @param milliseconds it took
     * @param failure what to tell of an end other than status 0; null if there is nothing
     * @param summary the last line
     */
    record Result(long milliseconds, String failure, String summary) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("jvm", Runtime.version().toString());
            json.put("milliseconds", milliseconds);
            json.put("summary", summary);
            if (failure != null) {
                json.put("failure", failure);
            }
            return json;
        }
    }

    /** Runs the program and waits for its end; an interrupt ends both. */
    Result run(List<String> arguments, Duration timeout) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path", modulePath, "--module", main));
        command.addAll(arguments);
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile()).start();
        String failure = null;
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                failure = "timed_out";
            } else if (process.exitValue() != 0) {
                failure = "status " + process.exitValue();
            }
        } catch (InterruptedException interrupt) {
            failure = "interrupted";
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        String last = Files.readString(console).lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
        return new Result(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
                failure == null ? null : failure + ", console in " + console, last);
    }
}
