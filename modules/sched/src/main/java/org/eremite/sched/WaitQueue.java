package org.eremite.sched;

import static org.eremite.sched.ThreadDescriptor.WAIT_NEXT;
import static org.eremite.sched.ThreadDescriptor.WAIT_PREVIOUS;
import static org.eremite.sched.ThreadDescriptor.WAIT_QUEUE;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.Panic;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * A FIFO of waiting threads in {@link #BYTES} bytes of raw memory, aligned to 8.
 *
 * <pre>
 *      0        4        8                16               24
 *      +--------+--------+----------------+----------------+
 *      | LOCK   | LENGTH | HEAD           | TAIL           |
 *      +--------+--------+----------------+----------------+
 * </pre>
 *
 * Waiting takes two steps, so that no wake-up falls between them: with the lock held, look at the condition and
 * {@link #enqueueLast} the running thread; with the lock released, {@link #await}. The other side changes the condition
 * and wakes with the lock held. A thread that was queued takes the lock again before it returns, so neither its
 * descriptor nor the queue goes away under whoever wakes it.
 */
public final class WaitQueue {
    /** Size in bytes. */
    public static final long BYTES = 24;

    private static final long LOCK = 0;
    private static final long LENGTH = 4;
    private static final long HEAD = 8;
    private static final long TAIL = 16;

    private final SpinLock locks;
    private final Placement placement;
    private final Blocking blocking;
    private final Clock clock;
    private final Panic panic;

    WaitQueue(SpinLock locks, Placement placement, Blocking blocking, Clock clock, Panic panic) {
        this.locks = locks;
        this.placement = placement;
        this.blocking = blocking;
        this.clock = clock;
        this.panic = panic;
    }

    /** Makes {@code queue} empty and free. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public void initialize(long queue) {
        RawMemory.putLong(queue + LOCK, 0);
        RawMemory.putLong(queue + HEAD, 0);
        RawMemory.putLong(queue + TAIL, 0);
    }

    /** Takes the lock of {@code queue}, which may also guard the condition waited for; returns the token for {@link #unlock}. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long lock(long queue) {
        return locks.acquire(queue + LOCK);
    }

    /** Releases the lock. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void unlock(long queue, long token) {
        locks.release(queue + LOCK, token);
    }

    /** Number of waiting threads; volatile, readable without the lock. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int length(long queue) {
        return RawMemory.getIntVolatile(queue + LENGTH);
    }

    /** Appends the running thread. The lock is held. */
    @Uninterruptible(reason = "Called with the lock of a wait queue held.")
    public void enqueueLast(long queue) {
        long thread = claim(queue);
        long tail = RawMemory.getLong(queue + TAIL);
        RawMemory.putLong(thread + WAIT_NEXT, 0);
        RawMemory.putLong(thread + WAIT_PREVIOUS, tail);
        RawMemory.putLong(tail != 0 ? tail + WAIT_NEXT : queue + HEAD, thread);
        RawMemory.putLong(queue + TAIL, thread);
    }

    /** Puts the running thread before all others. The lock is held. */
    @Uninterruptible(reason = "Called with the lock of a wait queue held.")
    public void enqueueFirst(long queue) {
        long thread = claim(queue);
        long head = RawMemory.getLong(queue + HEAD);
        RawMemory.putLong(thread + WAIT_NEXT, head);
        RawMemory.putLong(thread + WAIT_PREVIOUS, 0);
        RawMemory.putLong(head != 0 ? head + WAIT_PREVIOUS : queue + TAIL, thread);
        RawMemory.putLong(queue + HEAD, thread);
    }

    /** The thread that waits longest, or 0. The lock is held. */
    @Uninterruptible(reason = "Called with the lock of a wait queue held.")
    public long first(long queue) {
        return RawMemory.getLong(queue + HEAD);
    }

    /** Removes the first thread, wakes it and returns it; 0 if there is none. The lock is held. */
    @Uninterruptible(reason = "Called with the lock of a wait queue held.")
    public long wakeFirst(long queue) {
        long thread = RawMemory.getLong(queue + HEAD);
        if (thread != 0) {
            remove(queue, thread);
            placement.wake(thread);
        }
        return thread;
    }

    /**
     * Blocks the running thread, which has been queued, until it is woken ({@code true}) or {@code deadline} is reached
     * ({@code false}, and the thread is no longer queued). The lock is not held.
     */
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public boolean await(long queue, long deadline) {
        long thread = blocking.current();
        for (;;) {
            blocking.block(deadline);
            long token = lock(queue);
            boolean woken = RawMemory.getLong(thread + WAIT_QUEUE) != queue;
            boolean late = !woken && deadline != Deadline.NONE && deadline <= clock.nanoTime();
            if (late) {
                remove(queue, thread);
            }
            unlock(queue, token);
            if (woken || late) {
                return woken;
            }
        }
    }

    @Uninterruptible(reason = "Called with the lock of a wait queue held.")
    private long claim(long queue) {
        long thread = blocking.current();
        if (RawMemory.getLong(thread + WAIT_QUEUE) != 0) {
            panic.panic("thread on two wait queues", "thread", thread);
        }
        RawMemory.putLong(thread + WAIT_QUEUE, queue);
        RawMemory.putIntVolatile(queue + LENGTH, RawMemory.getInt(queue + LENGTH) + 1);
        return thread;
    }

    @Uninterruptible(reason = "Called with the lock of a wait queue held.")
    private static void remove(long queue, long thread) {
        long next = RawMemory.getLong(thread + WAIT_NEXT);
        long previous = RawMemory.getLong(thread + WAIT_PREVIOUS);
        RawMemory.putLong(next != 0 ? next + WAIT_PREVIOUS : queue + TAIL, previous);
        RawMemory.putLong(previous != 0 ? previous + WAIT_NEXT : queue + HEAD, next);
        RawMemory.putLong(thread + WAIT_QUEUE, 0);
        RawMemory.putIntVolatile(queue + LENGTH, RawMemory.getInt(queue + LENGTH) - 1);
    }
}
