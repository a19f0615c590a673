package org.eremite.par;

import java.util.concurrent.CountDownLatch;

/** Pools of 1 to 16 workers, made when first asked for and kept for all tests. */
final class Pools {
    static final int MOST = 16;
    private static final ScriptedBeats BEATS = new ScriptedBeats();
    private static final Pool[] POOLS = new Pool[MOST + 1];
    private static final Pool[] SCRIPTED = new Pool[MOST + 1];

    private Pools() {
    }

    static synchronized Pool of(int workers) {
        if (POOLS[workers] == null) {
            POOLS[workers] = new Pool(workers);
        }
        return POOLS[workers];
    }

    /** A pool that divides work only at {@link #beat}, and when a worker has nothing to do. */
    static synchronized Pool scripted(int workers) {
        if (SCRIPTED[workers] == null) {
            SCRIPTED[workers] = new Pool(PoolConfiguration.ofThreads(workers).withBeats(BEATS));
        }
        return SCRIPTED[workers];
    }

    /** A beat for all scripted pools. */
    static void beat() {
        BEATS.beat();
    }

    /** A beat at about every eighth call, chosen by both numbers; returns the second. */
    static int sometimesBeat(long seed, int value) {
        if ((mixed(seed ^ value) & 7) == 0) {
            beat();
        }
        return value;
    }

    /** Waits until the latch is open. Returns true, so that it is a supplier, too. */
    static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** What all workers together have run. */
    static long tasks(Pool pool) {
        return pool.statistics().stream().mapToLong(WorkerStatistics::tasks).sum();
    }

    static long mixed(long seed) {
        long mixed = (seed + 1) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 29;
    }
}
