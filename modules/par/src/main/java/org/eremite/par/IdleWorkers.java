package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who of a pool searches for work and who sleeps: an event count that lets workers sleep without losing a wake-up,
 * and lets publishers of work pay one fence and one load while nobody sleeps.
 *
 * <p>A worker is busy, searching or sleeping. The counts of the searching and the sleeping are the two halves of one
 * word, so that a worker goes from one to the other in one atomic step.
 * <pre>
 *  63                32 31                 0
 * +--------------------+--------------------+
 * |     searching      |      sleeping      |
 * +--------------------+--------------------+
 * </pre>
 *
 * <p>Why no work is forgotten while a worker sleeps:
 * <ol>
 * <li>A publisher makes its work visible, then (full fence) reads the counts. It wakes a sleeper if nobody searches.
 * <li>A searcher that gives up announces its sleep, steps from searching to sleeping, and only then looks at every
 *     queue once more. If the publisher's load came first, this look sees the work; if it came second, the publisher
 *     saw one searcher fewer and one sleeper more.
 * <li>A searcher that stops because it found something (or because what it waited for is done) steps out of the
 *     count, and if it was the last it looks at every queue once more, and wakes a sleeper if there is work. This
 *     covers every publisher that kept quiet because of the searcher.
 * <li>A worker woken for some work searches before it sleeps again, and rule 3 holds for it.
 * </ol>
 * The last worker to search passes the search on only if there is something to find: an idle pool goes to sleep
 * completely, and a lone task wakes a lone worker.
 */
final class IdleWorkers {
    private static final long ONE_SLEEPING = 1L;
    private static final long ONE_SEARCHING = 1L << 32;
    private static final VarHandle COUNTS;
    private static final VarHandle CURSOR;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            COUNTS = lookup.findVarHandle(IdleWorkers.class, "counts", long.class);
            CURSOR = lookup.findVarHandle(IdleWorkers.class, "cursor", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Pool pool;
    private long counts;
    /** Where the next search for a sleeper starts: wake-ups go round. */
    private int cursor;

    IdleWorkers(Pool pool) {
        this.pool = pool;
    }

    /** A hint: whether some worker would take work now. */
    boolean any() {
        return (long) COUNTS.getOpaque(this) != 0;
    }

    /** For a publisher, after it has made work visible. */
    void workPublished() {
        VarHandle.fullFence();
        long seen = (long) COUNTS.getOpaque(this);
        if (searching(seen) == 0 && sleeping(seen) != 0) {
            wakeOne();
        }
    }

    void startSearch() {
        COUNTS.getAndAdd(this, ONE_SEARCHING);
    }

    void stopSearch() {
        long left = (long) COUNTS.getAndAdd(this, -ONE_SEARCHING) - ONE_SEARCHING;
        if (searching(left) == 0 && sleeping(left) != 0 && workIsVisible()) {
            wakeOne();
        }
    }

    /**
     * Sleeps as a searching worker until work may have been published, the pool closes or the awaited task is done;
     * returns searching.
     *
     * @param awaited the task the worker waits for, or null if it serves the pool until that closes
     */
    void sleep(Worker worker, Task<?> awaited) {
        worker.announceSleep();
        COUNTS.getAndAdd(this, ONE_SLEEPING - ONE_SEARCHING);
        if (workIsVisible() || worker.isFinished(awaited)) {
            worker.cancelSleep();
        } else {
            worker.parkUntilWoken();
        }
        COUNTS.getAndAdd(this, ONE_SEARCHING - ONE_SLEEPING);
    }

    /** The look of rules 2 and 3: its fence pairs with the publisher's. */
    private boolean workIsVisible() {
        VarHandle.fullFence();
        return pool.hasWork();
    }

    private void wakeOne() {
        int size = pool.size();
        int start = Math.floorMod((int) CURSOR.getAndAdd(this, 1), size);
        for (int i = 0; i < size; i++) {
            int at = start + i;
            if (pool.worker(at < size ? at : at - size).wakeUp()) {
                return;
            }
        }
    }

    private static int searching(long counts) {
        return (int) (counts >>> 32);
    }

    private static int sleeping(long counts) {
        return (int) counts;
    }
}
