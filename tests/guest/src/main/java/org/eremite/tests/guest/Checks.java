package org.eremite.tests.guest;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs named checks one after another, prints a line for each, and counts them. A check that does not end in time has
 * failed; the next one runs all the same.
 */
final class Checks {
    /** Distinguishes the watch from the exit statuses of a run that came to its end. */
    static final int STATUS_MAIN_HANGS = 3;

    private static final int FRAMES_SHOWN = 12;
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    private final PrintStream out;
    private final Settings settings;
    private int passed;
    private int failed;

    /** One check; it fails by throwing anything. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    Checks(PrintStream out, Settings settings) {
        this.out = out;
        this.settings = settings;
    }

    Settings settings() {
        return settings;
    }

    /** Runs a check on a thread of its own. */
    void check(String name, Body body) {
        announce(name);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        }, name);
        thread.setDaemon(true);
        try {
            thread.start();
            awaitEnd(thread);
        } catch (InterruptedException | RuntimeException | Error harness) {
            failed(name, harness.toString(), harness.getStackTrace());
            return;
        }
        if (thread.isAlive()) {
            failed(name, timedOut(), new StackTraceElement[0]);
            printStack(thread.getStackTrace());
            thread.interrupt();
        } else {
            report(name, failure.get());
        }
    }

    /** Waits until {@code thread} ends or time is up. Waiting may itself take memory, and the check may hold all of it. */
    private void awaitEnd(Thread thread) throws InterruptedException {
        long begin = System.nanoTime();
        long left = settings.timeoutMilliseconds();
        while (thread.isAlive() && left > 0) {
            try {
                thread.join(left);
            } catch (OutOfMemoryError full) {
                Thread.yield();
            }
            left = settings.timeoutMilliseconds() - (System.nanoTime() - begin) / NANOSECONDS_PER_MILLISECOND;
        }
    }

    /** Runs a check on this thread. If it does not end in time, nothing else can be run: the program ends at once. */
    void checkOnThisThread(String name, Body body) {
        announce(name);
        Thread watch = new Thread(() -> {
            try {
                Thread.sleep(settings.timeoutMilliseconds());
            } catch (InterruptedException checkHasEnded) {
                return;
            }
            failed(name, timedOut(), new StackTraceElement[0]);
            out.flush();
            Runtime.getRuntime().halt(STATUS_MAIN_HANGS);
        }, "watch of " + name);
        watch.setDaemon(true);
        watch.start();
        Throwable failure = null;
        try {
            body.run();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        watch.interrupt();
        report(name, failure);
    }

    /** Prints the sums and returns the exit status: 0 if at least one check has passed and none has failed. */
    int finish() {
        out.println(passed + " passed, " + failed + " failed");
        out.flush();
        return passed > 0 && failed == 0 ? 0 : 1;
    }

    private void announce(String name) {
        if (settings.announce()) {
            out.println("start " + name);
            out.flush();
        }
    }

    private void report(String name, Throwable failure) {
        if (failure == null) {
            passed++;
            out.println("ok " + name);
        } else {
            failed(name, failure.toString(), failure.getStackTrace());
        }
        out.flush();
    }

    private void failed(String name, String reason, StackTraceElement[] stack) {
        failed++;
        out.println("FAILED " + name + ": " + reason);
        printStack(stack);
        out.flush();
    }

    private String timedOut() {
        return "no end within " + settings.timeoutMilliseconds() + " ms";
    }

    private void printStack(StackTraceElement[] stack) {
        for (int i = 0; i < Math.min(stack.length, FRAMES_SHOWN); i++) {
            out.println("    at " + stack[i]);
        }
    }
}
