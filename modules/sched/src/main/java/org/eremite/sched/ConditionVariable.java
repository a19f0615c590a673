package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;

/**
 * Condition variable in {@link #BYTES} bytes of raw memory aligned to 8, used with a {@link Mutex}.
 *
 * Waiters are woken in FIFO order. {@link #await} returns only after a signal or at its deadline, but the condition may
 * have changed again by then: callers look at it in a loop.
 */
public final class ConditionVariable {
    /** Size in bytes. */
    public static final long BYTES = WaitQueue.BYTES;

    private final WaitQueue waitQueue;
    private final Mutex mutexes;

    /** One object serves every condition variable in memory. */
    public ConditionVariable(Scheduler scheduler, Mutex mutexes) {
        waitQueue = scheduler.waitQueue();
        this.mutexes = mutexes;
    }

    /** Makes {@code condition} a condition variable without waiters. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public void initialize(long condition) {
        waitQueue.initialize(condition);
    }

    /**
     * Gives {@code mutex} back, waits for a signal until {@code deadline} and takes {@code mutex} again; false if the
     * deadline was reached first.
     */
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public boolean await(long condition, long mutex, long deadline) {
        long token = waitQueue.lock(condition);
        waitQueue.enqueueLast(condition);
        waitQueue.unlock(condition, token);
        mutexes.unlock(mutex);
        boolean signalled = waitQueue.await(condition, deadline);
        mutexes.lock(mutex);
        return signalled;
    }

    /** Wakes one waiter, if there is one. Who changed the condition did so with the mutex held. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void signal(long condition) {
        if (waitQueue.length(condition) != 0) {
            long token = waitQueue.lock(condition);
            waitQueue.wakeFirst(condition);
            waitQueue.unlock(condition, token);
        }
    }

    /** Wakes every thread that waits at the time of the call; interrupts are enabled between any two. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void broadcast(long condition) {
        for (int waiters = waitQueue.length(condition); waiters > 0; waiters--) {
            signal(condition);
        }
    }
}
