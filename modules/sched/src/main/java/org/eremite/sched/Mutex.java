package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Panic;
import org.eremite.hal.RawMemory;

/**
 * Mutual exclusion of threads, in {@link #BYTES} bytes of raw memory aligned to 8; who cannot have it, blocks.
 *
 * <pre>
 *      0                8                                  32
 *      +----------------+----------------------------------+
 *      | STATE          | WAITERS ({@link WaitQueue})      |
 *      +----------------+----------------------------------+
 *
 *      STATE: 63                                6 5       2   1   0
 *            +-----------------------------------+---------+---+---+   h: the next unlock hands over to the first waiter
 *            | owner (a thread), 0 if free       |    0    | h | w |   w: there may be waiters
 *            +-----------------------------------+---------+---+---+
 * </pre>
 *
 * Taking it and giving it back without a waiter is one compare-and-set each. A free mutex goes to whoever comes first
 * (barging), which spares a change of thread each time; waiters are woken in FIFO order. A waiter that was woken and came
 * too late queues before all others and has the next unlock hand the mutex over to the first waiter, so overtaking is
 * bounded. Not recursive.
 *
 * <p>Whoever waits for an owner of lower priority makes it urgent ({@link Threads#expedite}) until it gives the mutex back:
 * an owner that has no more than {@link SchedulingPolicy#SLICE_NANOS} to do and does not wait itself is held up by other
 * urgent threads only. Beyond that, aging bounds the inversion ({@link SchedulingPolicy#AGING_NANOS}).
 */
public final class Mutex {
    /** Size in bytes. */
    public static final long BYTES = 8 + WaitQueue.BYTES;

    private static final long STATE = 0;
    private static final long WAITERS = 8;

    private static final long FREE = 0;
    private static final long HAS_WAITERS = 1;
    private static final long HAND_OVER = 2;
    private static final long FLAGS = HAS_WAITERS | HAND_OVER;

    private final WaitQueue waitQueue;
    private final Threads threads;
    private final Panic panic;

    /** One object serves every mutex in memory. */
    public Mutex(Scheduler scheduler, Panic panic) {
        waitQueue = scheduler.waitQueue();
        threads = scheduler.threads();
        this.panic = panic;
    }

    /** Makes {@code mutex} free. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public void initialize(long mutex) {
        RawMemory.putLong(mutex + STATE, FREE);
        waitQueue.initialize(mutex + WAITERS);
    }

    /** Returns with {@code mutex} owned by the running thread, which did not own it. */
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public void lock(long mutex) {
        long self = threads.current();
        if (!RawMemory.compareAndSetLong(mutex + STATE, FREE, self)) {
            lockContended(mutex, self);
        }
    }

    /** Takes {@code mutex} if it is free; never blocks. */
    @Uninterruptible(reason = "A lock of the kernel is no Java lock.")
    public boolean tryLock(long mutex) {
        return RawMemory.compareAndSetLong(mutex + STATE, FREE, threads.current());
    }

    /** Gives {@code mutex} back; the running thread owns it. */
    @Uninterruptible(reason = "A lock of the kernel is no Java lock.")
    public void unlock(long mutex) {
        long self = threads.current();
        if (!RawMemory.compareAndSetLong(mutex + STATE, self, FREE)) {
            unlockContended(mutex, self);
        }
    }

    /** Whether the running thread owns {@code mutex}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public boolean isOwned(long mutex) {
        return (RawMemory.getLongVolatile(mutex + STATE) & ~FLAGS) == threads.current();
    }

    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    private void lockContended(long mutex, long self) {
        long queue = mutex + WAITERS;
        long overtaken = 0;
        long token = waitQueue.lock(queue);
        while (!takeOrMark(mutex, self, overtaken)) {
            if (overtaken != 0) {
                waitQueue.enqueueFirst(queue);
            } else {
                waitQueue.enqueueLast(queue);
            }
            hurryOwner(mutex, self);
            waitQueue.unlock(queue, token);
            waitQueue.await(queue, Deadline.NONE);
            token = waitQueue.lock(queue);
            overtaken = HAND_OVER;
            if (isOwned(mutex)) {
                break;
            }
        }
        waitQueue.unlock(queue, token);
    }

    /** Makes an owner of lower priority urgent. The lock of the queue is held: the owner cannot give the mutex back meanwhile. */
    @Uninterruptible(reason = "Called with the lock of a wait queue held.")
    private void hurryOwner(long mutex, long self) {
        long owner = RawMemory.getLongVolatile(mutex + STATE) & ~FLAGS;
        if (threads.priority(owner) < threads.priority(self)) {
            threads.expedite(owner);
        }
    }

    /** Takes a free mutex, else notes that there is a waiter. The lock of the queue is held. */
    @Uninterruptible(reason = "Called with the lock of a wait queue held.")
    private boolean takeOrMark(long mutex, long self, long overtaken) {
        for (;;) {
            long state = RawMemory.getLongVolatile(mutex + STATE);
            long owner = state & ~FLAGS;
            if (owner == self) {
                panic.panic("mutex locked twice by one thread", "mutex", mutex);
            }
            long waiters = waitQueue.length(mutex + WAITERS) != 0 ? HAS_WAITERS : 0;
            long next = owner == FREE ? self | waiters : state | HAS_WAITERS | overtaken;
            if (RawMemory.compareAndSetLong(mutex + STATE, state, next)) {
                return owner == FREE;
            }
        }
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void unlockContended(long mutex, long self) {
        long queue = mutex + WAITERS;
        long token = waitQueue.lock(queue);
        // Flags change under the lock only, while somebody owns the mutex.
        long state = RawMemory.getLongVolatile(mutex + STATE);
        if ((state & ~FLAGS) != self) {
            panic.panic("mutex unlocked by a thread that does not own it", "mutex", mutex);
        }
        threads.relax(self);
        if ((state & HAND_OVER) != 0) {
            long heir = waitQueue.first(queue);
            long waiters = waitQueue.length(queue) > 1 ? HAS_WAITERS : 0;
            RawMemory.putLongVolatile(mutex + STATE, heir | waiters);
        } else {
            // The waiter that is woken restores HAS_WAITERS, whether it gets the mutex or not.
            RawMemory.putLongVolatile(mutex + STATE, FREE);
        }
        waitQueue.wakeFirst(queue);
        waitQueue.unlock(queue, token);
    }
}
