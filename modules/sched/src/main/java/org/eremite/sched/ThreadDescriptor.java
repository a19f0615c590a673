package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Contexts;
import org.eremite.hal.RawMemory;

/**
 * Layout of a thread control block in raw memory. Its address is the thread's handle; it is aligned to
 * {@link Contexts#ALIGNMENT}, so the low six bits of a handle are zero.
 *
 * <pre>
 *      0      4      8      12     16     20     24            32            40            48            56
 *      +------+------+------+------+------+------+-------------+-------------+-------------+-------------+-------------+
 *   0  |STATE |PRIOR |AFFIN |HOME  |QUEUED|QUEUED| RUN_NEXT    | RUN_PREVIOUS| ENQUEUED_AT | SLICE_LEFT  | CPU_TIME    |
 *      |      |ITY   |ITY   |_CPU  |_CPU  |_LIST |             |             |             |             |             |
 *      +------+------+------+------+------+------+------+------+-------------+-------------+-------------+-------------+
 *  64  | WAIT_QUEUE  | WAIT_NEXT   | WAIT_PREV.  |TIMER |TIMER | TIMER_      | TIMER_LEFT  | TIMER_RIGHT | TIMER_      |
 *      |             |             |             |_CPU  |_RANK | DEADLINE    |             |             | PARENT      |
 *      +-------------+-------------+-------------+------+------+-------------+-------------+-------------+-------------+
 * 128  | EXIT_QUEUE ({@link WaitQueue#BYTES})    |DETACH|URGENT| BEAT_PERIOD | BEAT_DUE    | unused                  |
 *      +-----------------------------------------+------+------+-----------------------------------------------------+
 * 192  | CONTEXT ({@link Contexts#bytes}) …
 * </pre>
 */
public final class ThreadDescriptor {
    /** {@link ThreadState}, 32 bits; changes by compare-and-set only. */
    static final long STATE = 0;
    /** Own priority, 0 (lowest) to {@link SchedulingPolicy#HIGHEST_PRIORITY}, 32 bits; written by anyone, volatile. */
    static final long PRIORITY = 4;
    /** The only CPU the thread may run on, or {@link #NO_CPU}, 32 bits; written by anyone, volatile. */
    static final long AFFINITY = 8;
    /** CPU the thread runs on or ran on last, 32 bits; written before {@link #QUEUED_CPU} becomes {@link #NO_CPU}. */
    static final long HOME_CPU = 12;
    /** CPU whose run queue holds the thread, or {@link #NO_CPU}, 32 bits; written under that queue's lock, volatile. */
    static final long QUEUED_CPU = 16;
    /** List of the run queue that holds the thread, 32 bits; under the queue's lock. */
    static final long QUEUED_LIST = 20;
    /** Next thread of the list, or 0; under the queue's lock. Links the list of exited threads at the end. */
    static final long RUN_NEXT = 24;
    /** Previous thread of the list, or 0; under the queue's lock. */
    static final long RUN_PREVIOUS = 32;
    /** When the thread was queued, nanoseconds; under the queue's lock. */
    static final long ENQUEUED_AT = 40;
    /** Nanoseconds of its time slice that are left to a thread that does not run. */
    static final long SLICE_LEFT = 48;
    /** {@link Stopwatch} of the time on a CPU. */
    static final long CPU_TIME = 56;
    /** Wait queue that holds the thread, or 0; written under that queue's lock. */
    static final long WAIT_QUEUE = 64;
    /** Next thread of the wait queue, or 0; under the wait queue's lock. */
    static final long WAIT_NEXT = 72;
    /** Previous thread of the wait queue, or 0; under the wait queue's lock. */
    static final long WAIT_PREVIOUS = 80;
    /** CPU whose timer queue has the thread in hand, or {@link #NO_CPU}, 32 bits; cleared under that queue's lock. */
    static final long TIMER_CPU = 88;
    /** Length of the right spine below the node, 32 bits; under the timer lock. */
    static final long TIMER_RANK = 92;
    /** Absolute deadline, nanoseconds. */
    static final long TIMER_DEADLINE = 96;
    /** Left child in the heap, or 0; under the timer lock. */
    static final long TIMER_LEFT = 104;
    /** Right child in the heap, or 0; under the timer lock. */
    static final long TIMER_RIGHT = 112;
    /** Parent in the heap, or 0; under the timer lock. */
    static final long TIMER_PARENT = 120;
    /** {@link WaitQueue} of the threads that join this one; its lock guards {@link #DETACHED} and the exit. */
    static final long EXIT_QUEUE = 128;
    /** Not 0 if nobody will join the thread, 32 bits; under the lock of {@link #EXIT_QUEUE}. */
    static final long DETACHED = 152;
    /**
     * Ends of slices until which the thread has {@link SchedulingPolicy#URGENT_PRIORITY} instead of its own, 0 for none,
     * 32 bits; volatile. Set by anyone; counted down when a slice ends, cleared when the thread is woken or yields.
     */
    static final long URGENT = 156;
    /** Nanoseconds from one beat to the next, 0 for no beats; by the thread itself and its CPU, with interrupts disabled. */
    static final long BEAT_PERIOD = 160;
    /** What {@link #CPU_TIME} reads when the next beat is due, nanoseconds; as {@link #BEAT_PERIOD}. */
    static final long BEAT_DUE = 168;
    /** Execution context of the machine. */
    static final long CONTEXT = 192;

    /** No CPU. */
    static final int NO_CPU = -1;

    private ThreadDescriptor() {}

    /** The priority by which {@code thread} is queued: its own, or {@link SchedulingPolicy#URGENT_PRIORITY}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static int priority(long thread) {
        return RawMemory.getIntVolatile(thread + URGENT) != 0
                ? SchedulingPolicy.URGENT_PRIORITY
                : RawMemory.getIntVolatile(thread + PRIORITY);
    }
}
