package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.TIMER_ARMED;
import static org.eremite.sched.ProcessorDescriptor.TIMER_FIRST;
import static org.eremite.sched.ProcessorDescriptor.TIMER_LOCK;
import static org.eremite.sched.ProcessorDescriptor.TIMER_ROOT;
import static org.eremite.sched.ThreadDescriptor.NO_CPU;
import static org.eremite.sched.ThreadDescriptor.TIMER_CPU;
import static org.eremite.sched.ThreadDescriptor.TIMER_DEADLINE;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;
import org.eremite.hal.Timer;

/**
 * The deadlines of the threads that blocked on a CPU, and the one-shot timer of that CPU.
 *
 * A thread enters the queue of the CPU it is on, and leaves it itself after it has resumed, wherever that is, unless
 * its deadline took it out. The hardware is only ever set to earlier times: a deadline that went away costs one
 * interrupt that finds nothing to do, which is cheaper than setting the hardware at every change of thread.
 */
final class TimerQueue {
    /** Deadlines handled with interrupts disabled in one go; the rest follows in the next interrupt. */
    private static final int BATCH = 32;

    private final Processors processors;
    private final ProcessorTable processorTable;
    private final Timer timer;
    private final SpinLock locks;
    private final Placement placement;

    TimerQueue(Processors processors, ProcessorTable processorTable, Timer timer, SpinLock locks, Placement placement) {
        this.processors = processors;
        this.processorTable = processorTable;
        this.timer = timer;
        this.locks = locks;
        this.placement = placement;
    }

    /** Has the running thread {@code thread} woken at {@code deadline}. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void insert(long thread, long deadline) {
        long token = processors.disableInterrupts();
        int cpu = processors.current();
        long processor = processorTable.of(cpu);
        RawMemory.putLong(thread + TIMER_DEADLINE, deadline);
        locks.acquireDisabled(processor + TIMER_LOCK);
        RawMemory.putIntVolatile(thread + TIMER_CPU, cpu);
        setRoot(processor, DeadlineHeap.insert(RawMemory.getLong(processor + TIMER_ROOT), thread));
        locks.releaseDisabled(processor + TIMER_LOCK);
        arm(processor, deadline);
        processors.restoreInterrupts(token);
    }

    /** Forgets the deadline of the running thread {@code thread}; no CPU touches the thread on its account afterwards. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void remove(long thread) {
        int cpu = RawMemory.getIntVolatile(thread + TIMER_CPU);
        if (cpu == NO_CPU) {
            return;
        }
        long processor = processorTable.of(cpu);
        long token = locks.acquire(processor + TIMER_LOCK);
        if (RawMemory.getIntVolatile(thread + TIMER_CPU) != NO_CPU) {
            setRoot(processor, DeadlineHeap.remove(RawMemory.getLong(processor + TIMER_ROOT), thread));
            RawMemory.putIntVolatile(thread + TIMER_CPU, NO_CPU);
        }
        locks.release(processor + TIMER_LOCK, token);
    }

    /** The timer of this CPU fired: wakes threads whose deadline is not after {@code now}. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void expire(long processor, long now) {
        RawMemory.putLong(processor + TIMER_ARMED, Deadline.NONE);
        if (RawMemory.getLongVolatile(processor + TIMER_FIRST) > now) {
            return;
        }
        locks.acquireDisabled(processor + TIMER_LOCK);
        for (int handled = 0; handled < BATCH; handled++) {
            long thread = RawMemory.getLong(processor + TIMER_ROOT);
            if (thread == 0 || RawMemory.getLong(thread + TIMER_DEADLINE) > now) {
                break;
            }
            setRoot(processor, DeadlineHeap.remove(thread, thread));
            placement.wake(thread);
            // Last: from here on the thread may end and its descriptor be freed.
            RawMemory.putIntVolatile(thread + TIMER_CPU, NO_CPU);
        }
        locks.releaseDisabled(processor + TIMER_LOCK);
    }

    /** Sets the timer of this CPU to the first deadline of its queue or to {@code deadline}, if that is earlier. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void arm(long processor, long deadline) {
        long wanted = Deadline.earlier(deadline, RawMemory.getLongVolatile(processor + TIMER_FIRST));
        if (wanted < RawMemory.getLong(processor + TIMER_ARMED)) {
            RawMemory.putLong(processor + TIMER_ARMED, wanted);
            timer.arm(wanted);
        }
    }

    @Uninterruptible(reason = "Called with the timer lock of a CPU held.")
    private static void setRoot(long processor, long root) {
        RawMemory.putLong(processor + TIMER_ROOT, root);
        long first = root == 0 ? Deadline.NONE : RawMemory.getLong(root + TIMER_DEADLINE);
        RawMemory.putLongVolatile(processor + TIMER_FIRST, first);
    }
}
