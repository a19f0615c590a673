package org.eremite.par;

import java.util.function.LongSupplier;

/** How far apart the beats of a pool, or of one of its workers, are to come: rarer while they lead to nothing. */
final class Pace implements LongSupplier {
    private static final long PAUSE_NANOS = 100_000;
    /** Between beats that nobody needs: no worker is idle, or the last ones led to nothing. */
    private static final long LONGEST_PAUSE_NANOS = 1_600_000;

    private final Pool pool;
    private long pause = PAUSE_NANOS;
    private long stealsAtBeat;

    Pace(Pool pool) {
        this.pool = pool;
    }

    /** As at the beginning. */
    void reset() {
        pause = PAUSE_NANOS;
    }

    /** After a beat: nanoseconds to the next one. */
    @Override
    public long getAsLong() {
        long steals = 0;
        for (Worker worker : pool.workers()) {
            steals += worker.steals();
        }
        boolean useful = steals != stealsAtBeat && pool.idle().any();
        stealsAtBeat = steals;
        pause = useful ? PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        return pause;
    }
}
