package org.eremite.image.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A QEMU under way. Console bytes pass unchanged through this process, which so learns of the end of input and of an output
 * that nobody reads any more; what QEMU writes to standard error is passed on line by line.
 */
final class QemuProcess {
    private static final long GRACE_MILLISECONDS = 2000;
    private static final int LINES_KEPT = 20;
    private static final int BUFFER_BYTES = 1 << 14;
    private static final Pattern SIGNAL = Pattern.compile(".*: terminating on signal (\\d+).*");

    /** KVM met an instruction that it cannot emulate; QEMU stops the guest and stays. */
    private static final String ACCELERATOR_FAILURE = "KVM internal error";

    private final List<String> command;
    private final GuestConsole console;
    private final ControlChannel control;
    private final PrintStream out;
    private final Deque<String> lines = new ArrayDeque<>();
    private Process process;
    private Thread messageReader;
    private Thread outputReader;
    private boolean ended;
    private volatile boolean outputClosed;
    private volatile boolean acceleratorFailed;

    /**
     * Will execute {@code command}; its messages go to {@code out}. Over {@code control} the guest asks for input and hears of
     * its end.
     */
    QemuProcess(List<String> command, GuestConsole console, ControlChannel control, PrintStream out) {
        this.command = command;
        this.console = console;
        this.control = control;
        this.out = out;
    }

    /** Starts QEMU, unless {@link #end} came first. */
    synchronized void start() throws IOException {
        if (ended) {
            throw new IOException("the tool is ending");
        }
        process = new ProcessBuilder(command).start();
        messageReader = Thread.ofPlatform().daemon().name("qemu messages").start(this::passMessages);
        outputReader = Thread.ofPlatform().daemon().name("console output").start(this::passOutput);
        Thread.ofPlatform().daemon().name("console input").start(this::passInput);
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
                if (line.startsWith(ACCELERATOR_FAILURE)) {
                    acceleratorFailed = true;
                    process.destroy();
                }
            }
        } catch (IOException e) {
            // The pipe breaks when the process is killed: there is nothing more to pass on.
            return;
        }
    }

    private void passOutput() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream bytes = process.getInputStream()) {
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                if (!writeOut(buffer, count)) {
                    return;
                }
            }
        } catch (IOException e) {
            // As above.
            return;
        }
    }

    /** A program on Linux would end by SIGPIPE here. */
    private boolean writeOut(byte[] buffer, int count) {
        try {
            console.output().write(buffer, 0, count);
            console.output().flush();
            return true;
        } catch (IOException e) {
            outputClosed = true;
            process.destroy();
            return false;
        }
    }

    /** Nothing is read before the guest asks: what it does not want is left to whoever has the same input after it. */
    private void passInput() {
        byte[] buffer = new byte[BUFFER_BYTES];
        long total = 0;
        try (OutputStream bytes = process.getOutputStream()) {
            control.awaitReading();
            for (int count = readIn(buffer); count >= 0; count = readIn(buffer)) {
                bytes.write(buffer, 0, count);
                bytes.flush();
                total += count;
            }
        } catch (IOException e) {
            // The guest has ended without reading everything.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        control.endInputAfter(total);
    }

    /** Input that cannot be read, because it has been closed or is a directory, is at its end. */
    private int readIn(byte[] buffer) {
        try {
            return console.input().read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Waits for the end and the last of the output, at most {@code milliseconds}; whether it came. */
    boolean await(long milliseconds) throws InterruptedException {
        if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            return false;
        }
        outputReader.join();
        return true;
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
            outputReader.join(GRACE_MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** QEMU's exit status; it has ended. */
    int exitStatus() {
        return process.exitValue();
    }

    /** Whether it was ended because nobody reads the console's output any more. */
    boolean outputClosed() {
        return outputClosed;
    }

    /** Whether it was ended because KVM could not go on. */
    boolean acceleratorFailed() {
        return acceleratorFailed;
    }

    /** The last lines of its messages, complete once QEMU has ended. */
    List<String> messages() throws InterruptedException {
        messageReader.join(GRACE_MILLISECONDS);
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
