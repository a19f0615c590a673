package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who of a pool works, who searches for work and who sleeps: an event count that lets workers sleep without losing a
 * wake-up, and lets publishers of work pay one fence and one load while nobody sleeps.
 *
 * <p>The counts of the three are parts of one word, so that a worker goes from one to the other in one atomic step.
 * <pre>
 *  63             42 41             21 20              0
 * +-----------------+-----------------+-----------------+
 * |      busy       |    searching    |    sleeping     |
 * +-----------------+-----------------+-----------------+
 * </pre>
 *
 * <p>Why no work is forgotten while a worker sleeps:
 * <ol>
 * <li>A publisher makes its work visible, then (full fence) reads the counts. It wakes a sleeper if nobody searches.
 * <li>A searcher that gives up steps from searching to sleeping, then announces its sleep, and only then (full fence)
 *     looks at every queue once more. If the publisher has counted it as searching, this look comes after the work
 *     was made visible, and sees it. If the publisher has counted it as sleeping but not found its announcement, the
 *     same holds: of two threads that each write, fence and read the other's word, one sees the other.
 * <li>Who wakes a sleeper first makes sure that nobody else does, then counts it as searching, so that further publishers
 *     need not wake more, and only then lets it go: a worker that ran on without being counted would, by ending its search,
 *     have others take it for one that searches for ever. The woken searches before it sleeps again.
 * <li>A searcher that stops because it found something (or because what it waited for is done) steps out of the
 *     count, and if it was the last it looks at every queue once more, and wakes a sleeper if there is work. This
 *     covers every publisher that kept quiet because of the searcher.
 * </ol>
 * The last worker to search passes the search on only if there is something to find: an idle pool goes to sleep
 * completely, and a lone task wakes a lone worker. A wake-up costs one unpark and, for n tasks, spreads in a chain
 * of n.
 */
final class IdleWorkers {
    private static final int WIDTH = 21;
    private static final long MASK = (1L << WIDTH) - 1;
    private static final long ONE_SLEEPING = 1L;
    private static final long ONE_SEARCHING = 1L << WIDTH;
    private static final long ONE_BUSY = 1L << 2 * WIDTH;
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

    /** What the protocol needs to know of a pool. */
    interface Team {
        /** All workers, those that stand in for others, too. */
        Worker[] workers();

        /** Whether some queue holds a task that anyone may take; begins with a full fence. */
        boolean workIsVisible();
    }

    private final Team team;
    private long counts;
    /** Where the next search for a sleeper starts: wake-ups go round. */
    private int cursor;

    IdleWorkers(Team team) {
        this.team = team;
    }

    /** A hint: whether some worker would take work now. */
    boolean any() {
        long seen = (long) COUNTS.getOpaque(this);
        return searching(seen) != 0 || sleeping(seen) != 0;
    }

    /** Whether some worker is at work. */
    boolean anyBusy() {
        return busy((long) COUNTS.getVolatile(this)) != 0;
    }

    /** Whether some worker is at work or searches, be it that it has been woken and has no processor yet. */
    boolean anyAwake() {
        return (long) COUNTS.getVolatile(this) >>> WIDTH != 0;
    }

    /** A worker enters the pool, or comes back to it, busy. */
    void arrive() {
        COUNTS.getAndAdd(this, ONE_BUSY);
    }

    /** A busy worker leaves the pool, for a time or for good. */
    void depart() {
        COUNTS.getAndAdd(this, -ONE_BUSY);
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
        COUNTS.getAndAdd(this, ONE_SEARCHING - ONE_BUSY);
    }

    void stopSearch() {
        long left = (long) COUNTS.getAndAdd(this, ONE_BUSY - ONE_SEARCHING) + ONE_BUSY - ONE_SEARCHING;
        if (searching(left) == 0 && sleeping(left) != 0 && team.workIsVisible()) {
            wakeOne();
        }
    }

    /**
     * Sleeps as a searching worker until work may have been published, the pool closes or the latch opens; returns
     * searching.
     *
     * @param awaited what the worker waits for, or null if it serves the pool until that closes
     */
    void sleep(Worker worker, Latch awaited) {
        if (prepareSleep(worker, awaited)) {
            worker.parkUntilWoken();
        }
    }

    /** All of a sleep but the sleep itself; false if there is a reason to stay awake, then the worker is searching. */
    boolean prepareSleep(Worker worker, Latch awaited) {
        COUNTS.getAndAdd(this, ONE_SLEEPING - ONE_SEARCHING);
        worker.announceSleep();
        VarHandle.fullFence();
        if (!team.workIsVisible() && !worker.hasMail() && !worker.isFinished(awaited)) {
            return true;
        }
        if (worker.endSleep()) {
            COUNTS.getAndAdd(this, ONE_SEARCHING - ONE_SLEEPING);
        } else {
            worker.awaitWaker();
        }
        return false;
    }

    /** Any thread: ends the sleep of a worker, if it sleeps; a full fence has come before. */
    boolean wake(Worker worker) {
        if (worker.beginWake()) {
            COUNTS.getAndAdd(this, ONE_SEARCHING - ONE_SLEEPING);
            worker.finishWake();
            return true;
        }
        return false;
    }

    private void wakeOne() {
        Worker[] workers = team.workers();
        int start = Math.floorMod((int) CURSOR.getAndAdd(this, 1), workers.length);
        for (int i = 0; i < workers.length; i++) {
            int at = start + i;
            if (wake(workers[at < workers.length ? at : at - workers.length])) {
                return;
            }
        }
    }

    private static long busy(long counts) {
        return counts >>> 2 * WIDTH;
    }

    private static long searching(long counts) {
        return counts >>> WIDTH & MASK;
    }

    private static long sleeping(long counts) {
        return counts & MASK;
    }
}
