package org.eremite.image.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eremite.image.ToolException;

/**
 * Runs a guest to its end and says how it ended.
 */
public final class Launcher {
    private static final long FOREVER = Long.MAX_VALUE;
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    private final String qemu;
    private final PrintStream messages;

    /** Uses the program {@code qemu}; its own messages go to {@code messages}. */
    public Launcher(String qemu, PrintStream messages) {
        this.qemu = qemu;
        this.messages = messages;
    }

    /**
     * A run and the command that made it.
     *
     * @param outcome how it ended
     * @param command the words executed
     */
    public record Run(Outcome outcome, List<String> command) {
    }

    /** What is told to someone before QEMU starts. */
    @FunctionalInterface
    public interface BeforeStart {
        /** The words about to be executed. */
        void starting(List<String> command);
    }

    /** Boots {@code guest} and waits for its end, at most {@code timeout}. */
    public Run run(GuestOptions guest, Optional<Duration> timeout, BeforeStart beforeStart) throws ToolException {
        try {
            Path directory = Files.createTempDirectory("eremite-");
            Path statusFile = directory.resolve("status");
            try {
                List<String> command = QemuCommand.build(qemu, guest, statusFile);
                beforeStart.starting(command);
                return new Run(run(command, statusFile, timeout), command);
            } finally {
                Files.deleteIfExists(statusFile);
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new ToolException("cannot run " + qemu + ": " + e.getMessage(), "check ./build.sh doctor", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", "start again", e);
        }
    }

    private Outcome run(List<String> command, Path statusFile, Optional<Duration> timeout)
            throws IOException, InterruptedException {
        Optional<Terminal> terminal = Terminal.save();
        long start = System.nanoTime();
        QemuProcess process = new QemuProcess(command, messages);
        // Ctrl-C and SIGTERM end this JVM; the guest and its grip on the terminal must not outlive it.
        Thread hook = new Thread(() -> {
            process.end();
            terminal.ifPresent(Terminal::restore);
        }, "end of guest");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean inTime;
        try {
            process.start();
            inTime = process.await(timeout.map(Duration::toMillis).orElse(FOREVER));
        } finally {
            process.end();
            terminal.ifPresent(Terminal::restore);
            removeHook(hook);
        }
        long milliseconds = (System.nanoTime() - start) / NANOSECONDS_PER_MILLISECOND;
        return outcome(process, inTime, StatusChannel.read(statusFile), milliseconds);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down and the hook is running: it does the same work.
            return;
        }
    }

    private static Outcome outcome(QemuProcess process, boolean inTime, OptionalInt stated, long milliseconds)
            throws InterruptedException {
        int qemuStatus = process.exitStatus();
        OptionalInt signal = process.signal();
        Outcome.Ending ending = inTime ? Outcome.ending(stated, qemuStatus, signal) : Outcome.Ending.TIMED_OUT;
        int exitStatus = switch (ending) {
            case EXITED, PANICKED -> stated.getAsInt();
            case UNSTATED -> BootProtocol.STATUS_UNSTATED;
            case TIMED_OUT -> BootProtocol.STATUS_TIMEOUT;
            case SIGNALLED -> BootProtocol.STATUS_SIGNAL_BASE + signal.getAsInt();
            case NOT_STARTED -> ToolException.FAILURE;
        };
        return new Outcome(ending, stated, exitStatus, qemuStatus, milliseconds, process.messages());
    }
}
