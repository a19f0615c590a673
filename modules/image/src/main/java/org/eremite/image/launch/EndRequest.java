package org.eremite.image.launch;

import java.io.PrintStream;
import java.util.OptionalInt;

/**
 * What a signal to the tool does to the guest: the first asks its program to end, so that shutdown hooks run; the second
 * ends the guest. A guest that has not got as far as its program has no hooks and is ended at once.
 */
final class EndRequest {
    /** How long a guest may take to answer; not how long its hooks may take. */
    private static final long ANSWER_MILLISECONDS = 10_000;

    private final QemuProcess process;
    private final ControlChannel control;
    private final PrintStream messages;
    private boolean asked;
    private OptionalInt ended = OptionalInt.empty();

    EndRequest(QemuProcess process, ControlChannel control, PrintStream messages) {
        this.process = process;
        this.control = control;
        this.messages = messages;
    }

    /** A signal has come. */
    void signal(int number) {
        synchronized (this) {
            if (!asked && control.ready()) {
                asked = true;
                control.shutdown(BootProtocol.STATUS_SIGNAL_BASE + number);
                messages.println("eremite: the guest is asked to shut down; another signal ends it");
                Thread.ofPlatform().daemon().name("answer of guest").start(() -> awaitAnswer(number));
                return;
            }
        }
        end(number);
    }

    private void awaitAnswer(int number) {
        try {
            if (!control.awaitShuttingDown(ANSWER_MILLISECONDS)) {
                messages.println("eremite: the guest does not answer and is ended");
                end(number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(int number) {
        synchronized (this) {
            ended = OptionalInt.of(number);
        }
        process.end();
    }

    /** The signal because of which the guest was ended, if it was. */
    synchronized OptionalInt signalThatEndedIt() {
        return ended;
    }
}
