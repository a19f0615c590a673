package org.eremite.io;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.eremite.hal.Console;

/**
 * What arrives at the console, binary clean and without an end.
 *
 * <p>The machine's contract has no interrupt for received bytes. So a reader looks at the line and, as long as nothing
 * is there, parks: for a millisecond, then twice as long each time, up to {@value #LONGEST_WAIT_MILLISECONDS} ms. This
 * is the one place that looks periodically, and nothing runs unless somebody reads.
 */
final class ConsoleInput {
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;
    private static final int LONGEST_WAIT_MILLISECONDS = 20;
    private static final int NONE = -1;

    private final Console console;
    /** Held for a look at the line, never while waiting. */
    private final ReentrantLock line = new ReentrantLock();
    /** A byte that {@link #available} has taken from the line already, or {@link #NONE}. */
    private int pending = NONE;

    ConsoleInput(Console console) {
        this.console = Objects.requireNonNull(console, "console");
    }

    /** Waits for a byte; an interrupt of the thread does not end the wait, but is kept. */
    int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        boolean interrupted = false;
        long wait = NANOSECONDS_PER_MILLISECOND;
        int count = take(buffer, offset, length);
        while (count == 0) {
            // With the interrupt pending, parking would return at once and the wait would spin.
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(this, wait);
            wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS * NANOSECONDS_PER_MILLISECOND);
            count = take(buffer, offset, length);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return count;
    }

    private int take(byte[] buffer, int offset, int length) {
        line.lock();
        try {
            int count = 0;
            while (count < length) {
                int next = next();
                if (next == NONE) {
                    break;
                }
                buffer[offset + count] = (byte) next;
                count++;
            }
            return count;
        } finally {
            line.unlock();
        }
    }

    private int next() {
        if (pending == NONE) {
            return console.read();
        }
        int taken = pending;
        pending = NONE;
        return taken;
    }

    /** Whether a byte is there now, as a count of zero or one. */
    int available() {
        line.lock();
        try {
            if (pending == NONE) {
                pending = console.read();
            }
            return pending == NONE ? 0 : 1;
        } finally {
            line.unlock();
        }
    }
}
