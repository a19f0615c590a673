package org.eremite.benchmarks.parcompare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A library in a process of its own, which does nothing but wait between two answers. */
final class PeerProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    /**
     * An answer.
     *
     * @param nanos the time of one run
     * @param digest of the result
     */
    record Answer(long nanos, long digest) {
    }

    PeerProcess(String name, List<String> command) throws IOException {
        this.name = name;
        this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.commands = process.outputWriter(StandardCharsets.US_ASCII);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    String name() {
        return name;
    }

    Answer run(String workload, int size, int threads, int repeats) throws IOException {
        return ask("run " + workload + " " + size + " " + threads + " " + repeats);
    }

    Answer sequential(String workload, int size, int repeats) throws IOException {
        return ask("seq " + workload + " " + size + " " + repeats);
    }

    private Answer ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        String line = answers.readLine();
        String[] words = line == null ? new String[0] : line.split(" ");
        try {
            if (words.length == 2) {
                return new Answer(Long.parseLong(words[0]), Long.parseLong(words[1]));
            }
        } catch (NumberFormatException noAnswer) {
            // Reported below with the line.
        }
        throw new IOException(name + " answers '" + command + "' with '" + line + "'");
    }

    /** The process ends with its input. */
    @Override
    public void close() throws IOException {
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
