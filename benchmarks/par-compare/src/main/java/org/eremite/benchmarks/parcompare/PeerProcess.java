package org.eremite.benchmarks.parcompare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eremite.benchmarks.par.Peer;

/** A library in a process of its own, which does nothing but wait between two answers. */
public final class PeerProcess implements AutoCloseable {
    private static final long LONGEST_END_SECONDS = 30;

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

    /** What starts one. */
    @FunctionalInterface
    public interface Start {
        /** Starts it. */
        PeerProcess start() throws IOException;
    }

    /** Starts it; it obeys from the start. */
    public PeerProcess(String name, List<String> command) throws IOException {
        this.name = name;
        this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        this.commands = process.outputWriter(StandardCharsets.US_ASCII);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Starts it, and waits for the line after which it obeys; what a line has before {@code begin} does not matter. */
    public PeerProcess(String name, List<String> command, String begin) throws IOException {
        this(name, command);
        String line = answers.readLine();
        while (line != null && !line.endsWith(begin)) {
            line = answers.readLine();
        }
        if (line == null) {
            process.destroyForcibly();
            throw new IOException(name + " ended before it began: " + String.join(" ", command));
        }
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
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException ended) {
            throw new IOException(name + " has ended, and cannot be told '" + command + "'", ended);
        }
        String line = answers.readLine();
        String[] words = line == null ? new String[0] : line.split(" ");
        try {
            if (words.length == 2) {
                return new Answer(Long.parseLong(words[0]), Long.parseLong(words[1]));
            }
        } catch (NumberFormatException noAnswer) {
            // Reported below with the line.
        }
        sayTheRest(line);
        throw new IOException(name + " answers '" + command + "' with '" + line + "'");
    }

    /** A JVM that fails has more to say than one line. */
    private void sayTheRest(String first) throws IOException {
        if (first == null || first.startsWith("error ")) {
            return;
        }
        for (String line = first; line != null; line = answers.readLine()) {
            System.err.println(name + ": " + line);
        }
    }

    /** Asks it to end, and ends it if it does not. */
    @Override
    public void close() throws IOException {
        try (commands) {
            commands.write(Peer.END + "\n");
        } catch (IOException ended) {
            // Whoever has ended reads nothing more.
        }
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
