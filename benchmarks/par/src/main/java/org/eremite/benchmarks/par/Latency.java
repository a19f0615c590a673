package org.eremite.benchmarks.par;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Times from an offer of work to its start on another worker; medians in nanoseconds. */
final class Latency {
    /** Long enough for an idle worker to go to sleep. */
    private static final long IDLE_MILLIS = 3;
    private static final Runnable NOTHING = () -> { };

    private Latency() {
    }

    /** The latency of that name. */
    static long measure(String name, Library library, int threads, int samples) {
        return switch (name) {
            case Peer.LATENCY + "steal" -> {
                long[] median = new long[1];
                library.run(threads, () -> median[0] = median(samples, () -> steal(library)));
                yield median[0];
            }
            case Peer.LATENCY + "wake" -> median(samples, () -> wake(library, threads));
            default -> throw new IllegalArgumentException("no latency " + name);
        };
    }

    private static long median(int samples, LongSupplier measurement) {
        long[] nanos = new long[samples];
        Arrays.setAll(nanos, i -> measurement.getAsLong());
        Arrays.sort(nanos);
        return nanos[samples / 2];
    }

    /**
     * From the join to the start of its second half on another worker, for which the first half waits by making joins of
     * its own: where forks are offered at a later one, as in par, it has to make some.
     */
    private static long steal(Library library) {
        AtomicLong started = new AtomicLong();
        long begin = System.nanoTime();
        library.forms().join(() -> {
            while (started.getAcquire() == 0) {
                library.forms().join(NOTHING, NOTHING);
            }
        }, () -> started.setRelease(Math.max(1, System.nanoTime() - begin)));
        return started.get();
    }

    /** From the hand-over by another thread to the start on a worker that has been idle for long enough to sleep. */
    private static long wake(Library library, int threads) {
        try {
            Thread.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long[] started = new long[1];
        long begin = System.nanoTime();
        library.run(threads, () -> started[0] = System.nanoTime());
        return started[0] - begin;
    }
}
