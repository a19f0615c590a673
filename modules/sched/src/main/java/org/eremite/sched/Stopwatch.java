package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Time that adds up while something runs, in one 64-bit word that one CPU writes and any may read.
 *
 * <pre>
 *   63                                       1   0
 *  +------------------------------------------+---+
 *  | stopped: total   running: total - start  | r |   r: runs
 *  +------------------------------------------+---+
 * </pre>
 */
final class Stopwatch {
    private static final long RUNS = 1;

    private Stopwatch() {}

    /** Starts the watch at {@code word}; it does not run. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void start(long word, long now) {
        long total = RawMemory.getLong(word) >> 1;
        RawMemory.putLongRelease(word, (total - now) << 1 | RUNS);
    }

    /** Stops the watch at {@code word}, if it runs. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void stop(long word, long now) {
        RawMemory.putLongRelease(word, read(word, now) << 1);
    }

    /** Nanoseconds the watch at {@code word} has run until {@code now}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long read(long word, long now) {
        long value = RawMemory.getLongVolatile(word);
        long total = value >> 1;
        return (value & RUNS) != 0 ? total + now : total;
    }
}
