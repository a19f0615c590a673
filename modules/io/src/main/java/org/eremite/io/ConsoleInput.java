package org.eremite.io;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.eremite.hal.Console;

/** What arrives at the console, binary clean and without an end. */
final class ConsoleInput {
    private static final int NONE = -1;

    private final Console console;
    private final Arrival arrival;
    /** Held for a look at the line, never while waiting. */
    private final ReentrantLock line = new ReentrantLock();
    /** A byte that {@link #available} has taken from the line already, or {@link #NONE}. */
    private int pending = NONE;

    ConsoleInput(Console console, Arrival arrival) {
        this.console = Objects.requireNonNull(console, "console");
        this.arrival = Objects.requireNonNull(arrival, "arrival");
    }

    /** Waits for a byte; an interrupt of the thread does not end the wait. */
    int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        int count = take(buffer, offset, length);
        while (count == 0) {
            arrival.await();
            count = take(buffer, offset, length);
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
