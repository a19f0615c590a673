package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * One permit for one thread to wait for, in {@link #BYTES} bytes of raw memory aligned to 8.
 *
 * <pre>
 *      0        4        8                16
 *      +--------+--------+----------------+
 *      | LOCK   | PERMIT | PARKED         |   PARKED: the thread that waits, or 0
 *      +--------+--------+----------------+
 * </pre>
 */
public final class Parker {
    /** Size in bytes. */
    public static final long BYTES = 16;

    private static final long LOCK = 0;
    private static final long PERMIT = 4;
    private static final long PARKED = 8;

    private final SpinLock locks;
    private final Placement placement;
    private final Blocking blocking;
    private final Clock clock;

    /** One object serves every parker in memory. */
    public Parker(Scheduler scheduler) {
        locks = scheduler.locks();
        placement = scheduler.placement();
        blocking = scheduler.blocking();
        clock = scheduler.clock();
    }

    /** Makes {@code parker} hold no permit. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public void initialize(long parker) {
        RawMemory.putLong(parker + LOCK, 0);
        RawMemory.putLong(parker + PARKED, 0);
    }

    /** Waits for the permit and takes it, or returns at {@code deadline}. One thread at a time may wait. */
    @Uninterruptible(reason = "A thread that is about to block must not stop at a safepoint, whose end it would sleep through.")
    public void park(long parker, long deadline) {
        if (RawMemory.compareAndSetInt(parker + PERMIT, 1, 0)) {
            return;
        }
        long thread = blocking.current();
        while (!takePermit(parker, thread)) {
            if (deadline != Deadline.NONE && deadline <= clock.nanoTime()) {
                // Under the lock, so that nobody who saw this thread here still means to wake it.
                takePermit(parker, 0);
                return;
            }
            blocking.block(deadline);
        }
    }

    /** Takes the permit if there is one; else names {@code thread} as the one that waits (0: none). */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private boolean takePermit(long parker, long thread) {
        long token = locks.acquire(parker + LOCK);
        boolean taken = RawMemory.compareAndSetInt(parker + PERMIT, 1, 0);
        RawMemory.putLong(parker + PARKED, taken ? 0 : thread);
        locks.release(parker + LOCK, token);
        return taken;
    }

    /** Gives the permit; wakes the thread that waits for it. A permit given already stays one. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void unpark(long parker) {
        long token = locks.acquire(parker + LOCK);
        RawMemory.putIntVolatile(parker + PERMIT, 1);
        long thread = RawMemory.getLong(parker + PARKED);
        if (thread != 0) {
            RawMemory.putLong(parker + PARKED, 0);
            placement.wake(thread);
        }
        locks.release(parker + LOCK, token);
    }
}
