package org.eremite.par;

import java.util.function.LongSupplier;

/** How far apart the beats of a pool, or of one of its workers, are to come: rarer while they lead to nothing. */
final class Pace implements LongSupplier {
    /** Between beats that nobody needs: no worker is idle, or the last ones led to nothing. */
    private static final long LONGEST_PAUSE_NANOS = 1_600_000;

    private final Pool pool;
    private long pause = BeatSource.FIRST_PAUSE_NANOS;
    private long stealsAtBeat;
    private long changed = System.nanoTime();

    Pace(Pool pool) {
        this.pool = pool;
    }

    /** As at the beginning. */
    void reset() {
        pause = BeatSource.FIRST_PAUSE_NANOS;
    }

    /**
     * After a beat: nanoseconds to the next one. Beats that come much earlier, since somebody searches for work, change nothing;
     * how long a worker takes to answer varies.
     */
    @Override
    public long getAsLong() {
        long now = System.nanoTime();
        if (now - changed < pause - pause / 8) {
            return pause;
        }
        changed = now;
        long steals = 0;
        for (Worker worker : pool.workers()) {
            steals += worker.steals();
        }
        boolean useful = steals != stealsAtBeat && pool.idle().any();
        stealsAtBeat = steals;
        pause = useful ? BeatSource.FIRST_PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        return pause;
    }
}
