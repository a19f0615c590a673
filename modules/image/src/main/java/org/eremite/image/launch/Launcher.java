package org.eremite.image.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eremite.image.ToolException;

/**
 * Runs a guest to its end and says how it ended.
 */
public final class Launcher {
    private static final long FOREVER = Long.MAX_VALUE;
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    private final List<String> program;
    private final GuestConsole console;
    private final PrintStream messages;

    /**
     * Uses the program {@code qemu}; its own messages go to {@code messages}.
     *
     * @param environment with the PATH for the programs of {@link Detachment}
     */
    public Launcher(String qemu, Map<String, String> environment, GuestConsole console, PrintStream messages) {
        program = new ArrayList<>(Detachment.words(environment));
        program.add(qemu);
        this.console = console;
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

    /** Hears of a run while it is under way. */
    public interface Observer {
        /** Hears nothing. */
        Observer NONE = new Observer() { };

        /** {@code command} is about to be executed. */
        default void starting(List<String> command) {
        }

        /** The guest's program is about to run, or the guest listens to requests at least; in a thread of its own. */
        default void ready(BootTimes times) {
        }

        /** The guest's program has reported something: printable ASCII, if it keeps to the protocol; in a thread of its own. */
        default void reported(String text) {
        }
    }

    /** Boots {@code guest} and waits for its end, at most {@code timeout}. */
    public Run run(GuestOptions guest, Optional<Duration> timeout, Observer observer) throws ToolException {
        try (RunDirectory files = RunDirectory.create()) {
            long start = System.nanoTime();
            try (ControlChannel control = new ControlChannel(files.control(), start, observer)) {
                List<String> command = QemuCommand.build(program, guest, files);
                observer.starting(command);
                return new Run(run(command, files.status(), control, timeout, start), command);
            }
        } catch (IOException e) {
            throw new ToolException("cannot run " + program.getLast() + ": " + e.getMessage(), "check ./build.sh doctor", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("interrupted", "start again", e);
        }
    }

    private Outcome run(List<String> command, Path statusFile, ControlChannel control, Optional<Duration> timeout, long start)
            throws IOException, InterruptedException {
        // QEMU dies with the thread that starts it (Detachment): this one, which waits for it.
        QemuProcess process = new QemuProcess(command, console, control, messages);
        EndRequest request = new EndRequest(EndRequest.Patience.DEFAULT, process, control, messages);
        // Should this JVM end by other means than a signal, the guest must not outlive it.
        Thread hook = new Thread(process::end, "end of guest");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean inTime;
        control.onAllWait(() -> messages.println("eremite: all threads of the guest wait, none with a deadline; kill -QUIT "
                + ProcessHandle.current().pid() + " shows where, Ctrl-C ends it"));
        try (Signals _ = new Signals(request::signal); QuitSignal _ = QuitSignal.listen(control::dump)) {
            process.start();
            inTime = process.await(timeout.map(Duration::toMillis).orElse(FOREVER));
        } finally {
            process.end();
            removeHook(hook);
        }
        control.finish();
        long milliseconds = (System.nanoTime() - start) / NANOSECONDS_PER_MILLISECOND;
        OptionalInt stated = StatusChannel.read(statusFile);
        OptionalInt signal = request.signalThatEndedIt().isPresent() ? request.signalThatEndedIt() : process.signal();
        Outcome.Ending ending = !inTime ? Outcome.Ending.TIMED_OUT
                : stated.isEmpty() && process.outputClosed() ? Outcome.Ending.OUTPUT_CLOSED
                : stated.isEmpty() && process.acceleratorFailed() ? Outcome.Ending.ACCELERATOR_FAILED
                : Outcome.ending(stated, process.exitStatus(), signal);
        return new Outcome(ending, stated, Outcome.exitStatus(ending, stated, signal), process.exitStatus(), milliseconds,
                control.bootTimes(), process.messages());
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down and the hook is running: it does the same work.
            return;
        }
    }
}
