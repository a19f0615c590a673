package org.eremite.par;

/** Passes beats on to a pool's workers, and says how often they are useful. */
final class Heartbeat implements BeatSource.Listener {
    /** Work that ends within this time is not worth sharing: the least distance of beats that workers ask for. */
    private static final long LEAST_PAUSE_NANOS = 20_000;
    private static final long PAUSE_NANOS = 100_000;
    /** Between beats that nobody needs: no worker is idle, or the last ones led to nothing. */
    private static final long LONGEST_PAUSE_NANOS = 1_600_000;

    private final Pool pool;
    /** Opaque would do: a beat too many or too few does no harm. */
    private volatile long lastBeat = System.nanoTime();
    // Of the source's thread.
    private long pause = PAUSE_NANOS;
    private long stealsAtBeat;

    Heartbeat(Pool pool) {
        this.pool = pool;
    }

    @Override
    public long onBeat() {
        if (!pool.idle().anyBusy()) {
            pause = PAUSE_NANOS;
            return 0;
        }
        beatAll(System.nanoTime());
        long steals = 0;
        for (Worker worker : pool.workers()) {
            steals += worker.steals();
        }
        boolean useful = steals != stealsAtBeat && pool.idle().any();
        stealsAtBeat = steals;
        pause = useful ? PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        return pause;
    }

    /** A beat now, for a worker that has found nothing to do, unless the last one is too recent. */
    void request() {
        long now = System.nanoTime();
        if (now - lastBeat >= LEAST_PAUSE_NANOS) {
            beatAll(now);
        }
    }

    private void beatAll(long now) {
        lastBeat = now;
        for (Worker worker : pool.workers()) {
            worker.beat();
        }
    }
}
