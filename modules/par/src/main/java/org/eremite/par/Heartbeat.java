package org.eremite.par;

/** Passes beats on to a pool's workers, and says how often they are useful. */
final class Heartbeat implements BeatSource.Listener {
    /** Work that ends within this time is not worth sharing: the least distance of beats that workers ask for. */
    private static final long LEAST_PAUSE_NANOS = 20_000;

    private final Pool pool;
    /** Opaque would do: a beat too many or too few does no harm. */
    private volatile long lastBeat = System.nanoTime();
    /** Of the source's thread. */
    private final Pace pace;

    Heartbeat(Pool pool) {
        this.pool = pool;
        pace = new Pace(pool);
    }

    @Override
    public long onBeat() {
        if (!pool.idle().anyBusy()) {
            pace.reset();
            return 0;
        }
        beatAll(System.nanoTime());
        return pace.getAsLong();
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
