package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.BITMAP;
import static org.eremite.sched.ProcessorDescriptor.LISTS;
import static org.eremite.sched.ProcessorDescriptor.LIST_BYTES;
import static org.eremite.sched.ProcessorDescriptor.LIST_HEAD;
import static org.eremite.sched.ProcessorDescriptor.LIST_TAIL;
import static org.eremite.sched.ProcessorDescriptor.MOVABLE;
import static org.eremite.sched.ProcessorDescriptor.QUEUED;
import static org.eremite.sched.ThreadDescriptor.ENQUEUED_AT;
import static org.eremite.sched.ThreadDescriptor.NO_CPU;
import static org.eremite.sched.ThreadDescriptor.QUEUED_CPU;
import static org.eremite.sched.ThreadDescriptor.QUEUED_LIST;
import static org.eremite.sched.ThreadDescriptor.RUN_NEXT;
import static org.eremite.sched.ThreadDescriptor.RUN_PREVIOUS;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Panic;
import org.eremite.hal.RawMemory;

/**
 * The threads that wait for one CPU: a FIFO list for each priority and kind, and a bitmap of the lists in use.
 *
 * <pre>
 *   bit of the bitmap = list    63      62      …   2p + 1   2p       …   1       0
 *                               31      31           p        p            0       0     priority
 *                               any CPU pinned       any CPU  pinned       any CPU pinned
 * </pre>
 *
 * Pinned threads have lists of their own, so that a thief finds a thread to take in constant time. Between the two
 * lists of one priority the order is that of queueing. Every method is called with the queue's lock held.
 */
final class RunQueue {
    private static final long MOVABLE_LISTS = 0xAAAA_AAAA_AAAA_AAAAL;

    private final Panic panic;

    RunQueue(Panic panic) {
        this.panic = panic;
    }

    /**
     * Appends {@code thread} (or puts it first) by its priority, queued since {@code now}; false, with nothing changed,
     * if the thread is pinned to another CPU. Priority and affinity are read after the thread is marked as queued, and
     * whoever changes them writes first and then looks whether the thread is queued: one of both acts on the new value.
     */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    boolean insert(long processor, int cpu, long thread, boolean first, long now) {
        if (RawMemory.getInt(thread + QUEUED_CPU) != NO_CPU) {
            panic.panic("thread on two run queues", "thread", thread);
        }
        RawMemory.putIntVolatile(thread + QUEUED_CPU, cpu);
        int affinity = RawMemory.getIntVolatile(thread + ThreadDescriptor.AFFINITY);
        if (affinity != NO_CPU && affinity != cpu) {
            RawMemory.putIntVolatile(thread + QUEUED_CPU, NO_CPU);
            return false;
        }
        int index = ThreadDescriptor.priority(thread) << 1;
        if (affinity == NO_CPU) {
            index++;
            RawMemory.putIntVolatile(processor + MOVABLE, RawMemory.getInt(processor + MOVABLE) + 1);
        }
        RawMemory.putInt(processor + QUEUED, RawMemory.getInt(processor + QUEUED) + 1);
        RawMemory.putInt(thread + QUEUED_LIST, index);
        link(listOf(processor, index), thread, first, now);
        RawMemory.putLong(processor + BITMAP, RawMemory.getLong(processor + BITMAP) | 1L << index);
        return true;
    }

    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    private static void link(long list, long thread, boolean first, long now) {
        long head = RawMemory.getLong(list + LIST_HEAD);
        long tail = RawMemory.getLong(list + LIST_TAIL);
        if (head == 0) {
            RawMemory.putLong(list + LIST_HEAD, thread);
            RawMemory.putLong(list + LIST_TAIL, thread);
            RawMemory.putLong(thread + RUN_NEXT, 0);
            RawMemory.putLong(thread + RUN_PREVIOUS, 0);
            RawMemory.putLong(thread + ENQUEUED_AT, now);
        } else if (first) {
            RawMemory.putLong(list + LIST_HEAD, thread);
            RawMemory.putLong(head + RUN_PREVIOUS, thread);
            RawMemory.putLong(thread + RUN_NEXT, head);
            RawMemory.putLong(thread + RUN_PREVIOUS, 0);
            // The head stays the oldest of its list, so that aging need look at heads only.
            RawMemory.putLong(thread + ENQUEUED_AT, Deadline.earlier(now, RawMemory.getLong(head + ENQUEUED_AT)));
        } else {
            RawMemory.putLong(list + LIST_TAIL, thread);
            RawMemory.putLong(tail + RUN_NEXT, thread);
            RawMemory.putLong(thread + RUN_NEXT, 0);
            RawMemory.putLong(thread + RUN_PREVIOUS, tail);
            RawMemory.putLong(thread + ENQUEUED_AT, now);
        }
    }

    /** Removes {@code thread}, which is in this queue, for {@code home} to run it. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    void remove(long processor, long thread, int home) {
        int index = RawMemory.getInt(thread + QUEUED_LIST);
        long list = listOf(processor, index);
        long next = RawMemory.getLong(thread + RUN_NEXT);
        long previous = RawMemory.getLong(thread + RUN_PREVIOUS);
        RawMemory.putLong(next != 0 ? next + RUN_PREVIOUS : list + LIST_TAIL, previous);
        RawMemory.putLong(previous != 0 ? previous + RUN_NEXT : list + LIST_HEAD, next);
        if (RawMemory.getLong(list + LIST_HEAD) == 0) {
            RawMemory.putLong(processor + BITMAP, RawMemory.getLong(processor + BITMAP) & ~(1L << index));
        }
        RawMemory.putInt(processor + QUEUED, RawMemory.getInt(processor + QUEUED) - 1);
        if ((index & 1) != 0) {
            RawMemory.putIntVolatile(processor + MOVABLE, RawMemory.getInt(processor + MOVABLE) - 1);
        }
        RawMemory.putInt(thread + ThreadDescriptor.HOME_CPU, home);
        RawMemory.putIntVolatile(thread + QUEUED_CPU, NO_CPU);
    }

    /** Highest priority queued, or {@link SchedulingPolicy#IDLE_PRIORITY}. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    int topPriority(long processor) {
        long bitmap = RawMemory.getLong(processor + BITMAP);
        return bitmap == 0 ? SchedulingPolicy.IDLE_PRIORITY : Bits.highest(bitmap) >> 1;
    }

    /** The first thread of the highest priority, or 0. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    long first(long processor) {
        long bitmap = RawMemory.getLong(processor + BITMAP);
        if (bitmap == 0) {
            return 0;
        }
        int index = Bits.highest(bitmap);
        long thread = head(processor, index);
        long twin = (index & 1) != 0 ? head(processor, index - 1) : 0;
        return twin != 0 && olderThan(twin, thread) ? twin : thread;
    }

    /** The thread that was queued longest, or 0. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    long oldest(long processor) {
        long rest = RawMemory.getLong(processor + BITMAP);
        long oldest = 0;
        while (rest != 0) {
            int index = Bits.highest(rest);
            rest &= ~(1L << index);
            long thread = head(processor, index);
            if (oldest == 0 || olderThan(thread, oldest)) {
                oldest = thread;
            }
        }
        return oldest;
    }

    /** The first thread of the highest priority among those that may run on any CPU, or 0. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    long firstMovable(long processor) {
        long bitmap = RawMemory.getLong(processor + BITMAP) & MOVABLE_LISTS;
        return bitmap == 0 ? 0 : head(processor, Bits.highest(bitmap));
    }

    /**
     * The thread of the highest priority that another CPU may take without hindering this one, which runs priority
     * {@code running}: not the one that preempts on this CPU as soon as the interrupt for it has arrived. 0 if there is none.
     */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    long spare(long processor, int running) {
        long thread = firstMovable(processor);
        if (thread == 0 || topPriority(processor) <= running || thread != first(processor)) {
            return thread;
        }
        long next = RawMemory.getLong(thread + RUN_NEXT);
        if (next != 0) {
            return next;
        }
        long rest = RawMemory.getLong(processor + BITMAP) & MOVABLE_LISTS & ~(1L << RawMemory.getInt(thread + QUEUED_LIST));
        return rest == 0 ? 0 : head(processor, Bits.highest(rest));
    }

    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    private static boolean olderThan(long thread, long other) {
        return RawMemory.getLong(thread + ENQUEUED_AT) - RawMemory.getLong(other + ENQUEUED_AT) < 0;
    }

    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    private static long head(long processor, int index) {
        return RawMemory.getLong(listOf(processor, index) + LIST_HEAD);
    }

    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    private static long listOf(long processor, int index) {
        return processor + LISTS + index * LIST_BYTES;
    }
}
