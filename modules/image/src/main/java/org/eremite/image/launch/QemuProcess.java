package org.eremite.image.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A QEMU under way. Its standard input and output are the tool's own, so that console bytes pass through nobody's hands;
 * what it writes to standard error is passed on line by line.
 */
final class QemuProcess {
    private static final long GRACE_MILLISECONDS = 2000;
    private static final int LINES_KEPT = 20;
    private static final Pattern SIGNAL = Pattern.compile(".*: terminating on signal (\\d+).*");

    private final List<String> command;
    private final PrintStream out;
    private final Deque<String> lines = new ArrayDeque<>();
    private Process process;
    private Thread reader;
    private boolean ended;

    /** Will execute {@code command}; its messages go to {@code out}. */
    QemuProcess(List<String> command, PrintStream out) {
        this.command = command;
        this.out = out;
    }

    /** Starts QEMU, unless {@link #end} came first. */
    synchronized void start() throws IOException {
        if (ended) {
            throw new IOException("the tool is ending");
        }
        process = new ProcessBuilder(command)
                .redirectInput(Redirect.INHERIT)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.PIPE)
                .start();
        reader = Thread.ofPlatform().daemon().name("qemu messages").start(this::passMessages);
    }

    private void passMessages() {
        try (BufferedReader messages = new BufferedReader(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = messages.readLine(); line != null; line = messages.readLine()) {
                boolean signal = SIGNAL.matcher(line).matches();
                synchronized (lines) {
                    if (lines.size() == LINES_KEPT) {
                        lines.remove();
                    }
                    lines.add(line);
                }
                if (!signal) {
                    out.println(line);
                }
            }
        } catch (IOException e) {
            // The pipe breaks when the process is killed: there is nothing more to pass on.
            return;
        }
    }

    /** Waits for the end, at most {@code milliseconds}; whether it came. */
    boolean await(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Ends QEMU: politely, then, after a grace period, for certain. */
    void end() {
        synchronized (this) {
            if (process != null && !process.isAlive()) {
                return;
            }
            ended = true;
            if (process == null) {
                return;
            }
        }
        process.destroy();
        try {
            if (!process.waitFor(GRACE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** QEMU's exit status; it has ended. */
    int exitStatus() {
        return process.exitValue();
    }

    /** The last lines of its messages, complete once QEMU has ended. */
    List<String> messages() throws InterruptedException {
        reader.join(GRACE_MILLISECONDS);
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The signal from elsewhere that ended QEMU, as it reports it itself or by its exit status. */
    OptionalInt signal() throws InterruptedException {
        synchronized (this) {
            if (ended) {
                return OptionalInt.empty();
            }
        }
        for (String line : messages()) {
            Matcher matcher = SIGNAL.matcher(line);
            if (matcher.matches()) {
                return OptionalInt.of(Integer.parseInt(matcher.group(1)));
            }
        }
        int beyond = exitStatus() - BootProtocol.STATUS_SIGNAL_BASE;
        return beyond > 0 ? OptionalInt.of(beyond) : OptionalInt.empty();
    }
}
