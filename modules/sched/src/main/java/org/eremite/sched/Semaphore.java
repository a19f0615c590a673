package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Counting semaphore in {@link #BYTES} bytes of raw memory aligned to 8.
 *
 * <pre>
 *      0        4        8                                  32
 *      +--------+--------+----------------------------------+
 *      | COUNT  |   -    | WAITERS ({@link WaitQueue})      |
 *      +--------+--------+----------------------------------+
 * </pre>
 *
 * FIFO: a release gives its permit to the thread that waits longest, and adds to the count only if none waits. An acquire
 * that finds a permit is one compare-and-set.
 */
public final class Semaphore {
    /** Size in bytes. */
    public static final long BYTES = 8 + WaitQueue.BYTES;

    private static final long COUNT = 0;
    private static final long WAITERS = 8;

    private final WaitQueue waitQueue;

    /** One object serves every semaphore in memory. */
    public Semaphore(Scheduler scheduler) {
        waitQueue = scheduler.waitQueue();
    }

    /** Makes {@code semaphore} hold {@code permits} (not negative). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public void initialize(long semaphore, int permits) {
        RawMemory.putLong(semaphore, 0);
        waitQueue.initialize(semaphore + WAITERS);
        RawMemory.putInt(semaphore + COUNT, permits);
    }

    /** Takes a permit if there is one; never blocks. */
    @Uninterruptible(reason = "A lock of the kernel is no Java lock.")
    public boolean tryAcquire(long semaphore) {
        for (;;) {
            int count = RawMemory.getIntVolatile(semaphore + COUNT);
            if (count == 0) {
                return false;
            }
            if (RawMemory.compareAndSetInt(semaphore + COUNT, count, count - 1)) {
                return true;
            }
        }
    }

    /** Takes a permit, waiting for one until {@code deadline}; false if the deadline was reached first. */
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public boolean acquire(long semaphore, long deadline) {
        if (tryAcquire(semaphore)) {
            return true;
        }
        long queue = semaphore + WAITERS;
        long token = waitQueue.lock(queue);
        boolean acquired = tryAcquire(semaphore);
        if (!acquired) {
            waitQueue.enqueueLast(queue);
        }
        waitQueue.unlock(queue, token);
        return acquired || waitQueue.await(queue, deadline);
    }

    /** Gives one permit. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void release(long semaphore) {
        long queue = semaphore + WAITERS;
        long token = waitQueue.lock(queue);
        if (waitQueue.wakeFirst(queue) == 0) {
            RawMemory.getAndAddInt(semaphore + COUNT, 1);
        }
        waitQueue.unlock(queue, token);
    }
}
