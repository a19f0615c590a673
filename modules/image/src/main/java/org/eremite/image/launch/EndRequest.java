package org.eremite.image.launch;

import java.io.PrintStream;
import java.util.OptionalInt;

/**
 * What a signal to the tool does to the guest: the first asks its program to end, so that shutdown hooks run; the second
 * ends the guest. A guest that has not got as far as its program has no hooks and is ended at once.
 */
final class EndRequest {
    /**
     * How patient it is.
     *
     * @param answerMilliseconds how long a guest may take to answer
     * @param hooksMilliseconds how long its shutdown hooks may take after that
     */
    record Patience(long answerMilliseconds, long hooksMilliseconds) {
        /** A machine under load may be slow to answer; hooks get about what service managers give them. */
        static final Patience DEFAULT = new Patience(10_000, 60_000);
    }

    private final Patience patience;
    private final QemuProcess process;
    private final ControlChannel control;
    private final PrintStream messages;
    private boolean asked;
    private OptionalInt ended = OptionalInt.empty();

    EndRequest(Patience patience, QemuProcess process, ControlChannel control, PrintStream messages) {
        this.patience = patience;
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
            if (!control.awaitShuttingDown(patience.answerMilliseconds())) {
                messages.println("eremite: the guest does not answer and is ended");
                end(number);
            } else if (!process.await(patience.hooksMilliseconds())) {
                messages.println("eremite: shutdown takes too long, the guest is ended");
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
