package org.eremite.io;

import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eremite.hal.Console;

/**
 * What arrives at the console, binary clean.
 *
 * <p>A line has no end of its own; whoever feeds it says by other means after how many bytes it ends. Somebody calls
 * {@link #arrived} after bytes have arrived, at least once after the line was last seen empty.
 */
final class ConsoleInput {
    private static final int NONE = -1;

    private final Console console;
    private final ReentrantLock line = new ReentrantLock();
    private final Condition change = line.newCondition();
    /** A byte that {@link #available} has taken from the line already, or {@link #NONE}. */
    private int pending = NONE;
    /** Bytes taken from the line. */
    private long taken;
    /** Threads within {@link #read}. */
    private int readers;
    /** How many there are until the end, as far as known. */
    private long end = Long.MAX_VALUE;

    /** Runs when somebody wants input for the first time. */
    private Runnable firstUse = () -> { };

    ConsoleInput(Console console) {
        this.console = Objects.requireNonNull(console, "console");
    }

    /** Has {@code action} run once, when somebody wants input for the first time. */
    void onFirstUse(Runnable action) {
        line.lock();
        try {
            firstUse = action;
        } finally {
            line.unlock();
        }
    }

    private void used() {
        Runnable action = firstUse;
        firstUse = () -> { };
        action.run();
    }

    /** Waits for a byte and returns how many there were, 0 at the end; an interrupt of the thread does not end the wait, but is kept. */
    int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        line.lock();
        readers++;
        try {
            used();
            int count = take(buffer, offset, length);
            while (count == 0 && taken < end) {
                change.awaitUninterruptibly();
                count = take(buffer, offset, length);
            }
            return count;
        } finally {
            readers--;
            line.unlock();
        }
    }

    private int take(byte[] buffer, int offset, int length) {
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
    }

    private int next() {
        int next = pending;
        pending = NONE;
        return next == NONE ? fromLine() : next;
    }

    private int fromLine() {
        int next = taken < end ? console.read() : NONE;
        if (next != NONE) {
            taken++;
        }
        return next;
    }

    /** Whether a byte is there now, as a count of zero or one. */
    int available() {
        line.lock();
        try {
            used();
            if (pending == NONE) {
                pending = fromLine();
            }
            return pending == NONE ? 0 : 1;
        } finally {
            line.unlock();
        }
    }

    /** Has readers look at the line again. */
    void arrived() {
        line.lock();
        try {
            change.signalAll();
        } finally {
            line.unlock();
        }
    }

    /** Whether somebody wants a byte and has got none yet, be it that {@link #arrived} just made it look again. */
    boolean hasReaders() {
        line.lock();
        try {
            return readers > 0;
        } finally {
            line.unlock();
        }
    }

    /** The line carries {@code bytes} in all, those already read among them; what comes after is not read. */
    void endAfter(long bytes) {
        line.lock();
        try {
            end = bytes;
            change.signalAll();
        } finally {
            line.unlock();
        }
    }
}
