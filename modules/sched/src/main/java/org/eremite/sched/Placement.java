package org.eremite.sched;

import static org.eremite.sched.ThreadDescriptor.NO_CPU;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Where a thread that becomes runnable is queued, and which CPU must hear of it.
 *
 * Its last CPU if that idles, else any CPU that idles, else the CPU that runs the lowest priority below the thread's,
 * else its last CPU. A thread that may run anywhere is not left queued while some CPU runs a lower priority: whoever
 * queues it looks at what all CPUs run ({@link PublishedPriorities}).
 */
final class Placement {
    private final Processors processors;
    private final ProcessorTable processorTable;
    private final Clock clock;
    private final SpinLock locks;
    private final RunQueue runQueue;
    private final IdleSet idleSet;
    private final PublishedPriorities priorities;

    Placement(Processors processors, ProcessorTable processorTable, Clock clock, SpinLock locks, RunQueue runQueue,
            IdleSet idleSet, PublishedPriorities priorities) {
        this.processors = processors;
        this.processorTable = processorTable;
        this.clock = clock;
        this.locks = locks;
        this.runQueue = runQueue;
        this.idleSet = idleSet;
        this.priorities = priorities;
    }

    /**
     * Makes {@code thread} runnable if it is blocked, else makes its next attempt to block fail. The caller keeps the
     * thread from being freed meanwhile, by a lock that the thread takes after it resumes.
     */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    void wake(long thread) {
        long token = processors.disableInterrupts();
        if (ThreadState.wake(thread)) {
            RawMemory.putIntVolatile(thread + ThreadDescriptor.URGENT, 0);
            place(thread, clock.nanoTime());
        }
        processors.restoreInterrupts(token);
    }

    /** Makes a new thread runnable, with this CPU for its last one; false if it was started before. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    boolean start(long thread) {
        long token = processors.disableInterrupts();
        boolean started = ThreadState.start(thread);
        if (started) {
            RawMemory.putInt(thread + ThreadDescriptor.HOME_CPU, processors.current());
            place(thread, clock.nanoTime());
        }
        processors.restoreInterrupts(token);
        return started;
    }

    /** Queues {@code thread}, which is RUNNABLE and on no queue, with a new slice. Interrupts are disabled. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    void place(long thread, long now) {
        RawMemory.putLong(thread + ThreadDescriptor.SLICE_LEFT, SchedulingPolicy.SLICE_NANOS);
        boolean placed;
        do {
            int affinity = RawMemory.getIntVolatile(thread + ThreadDescriptor.AFFINITY);
            int home = affinity != NO_CPU ? affinity : RawMemory.getInt(thread + ThreadDescriptor.HOME_CPU);
            int cpu = home;
            boolean claimed;
            if (affinity != NO_CPU) {
                claimed = idleSet.remove(home);
            } else {
                cpu = idleSet.claim(home);
                claimed = cpu != NO_CPU;
                if (!claimed) {
                    int lowest = priorities.lowestBelow(ThreadDescriptor.priority(thread), home);
                    cpu = lowest != NO_CPU ? lowest : home;
                }
            }
            placed = insert(thread, cpu, claimed, now);
        } while (!placed);
    }

    /** Queues {@code thread}, RUNNABLE and on no queue, on {@code cpu}, which is another one. Interrupts are disabled. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    void push(long thread, int cpu, long now) {
        RawMemory.putLong(thread + ThreadDescriptor.SLICE_LEFT, SchedulingPolicy.SLICE_NANOS);
        if (!insert(thread, cpu, false, now)) {
            place(thread, now);
        }
    }

    /**
     * Queues {@code thread} on {@code cpu} and kicks whoever must look. Priority and attention of the CPU are read
     * under the lock under which it wrote them when it last looked at the queue, so no newcomer is overlooked.
     */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    private boolean insert(long thread, int cpu, boolean claimed, long now) {
        long processor = processorTable.of(cpu);
        locks.acquireDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        boolean inserted = runQueue.insert(processor, cpu, thread, false, now);
        int priority = RawMemory.getInt(thread + ThreadDescriptor.QUEUED_LIST) >> 1;
        boolean movable = (RawMemory.getInt(thread + ThreadDescriptor.QUEUED_LIST) & 1) != 0;
        int running = RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY);
        int attention = RawMemory.getInt(processor + ProcessorDescriptor.ATTENTION);
        boolean unsettled = priorities.publish(cpu);
        locks.releaseDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        // The thread may have run, ended and been freed by now.
        if (claimed || inserted && attentionFor(priority, running) > attention) {
            kick(cpu);
        }
        boolean spare = inserted && movable && !(claimed && running == SchedulingPolicy.IDLE_PRIORITY);
        if (spare || unsettled) {
            RawMemory.fullFence();
            if (!(spare && wakeThief(cpu)) && unsettled) {
                restoreOrder();
            }
        }
        return inserted;
    }

    /**
     * Queues {@code thread}, RUNNABLE and on no queue, on {@code cpu}, which is this one and about to look there, with the
     * slice and the time of queueing that it has. Interrupts are disabled.
     */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    void adopt(long thread, int cpu, long now) {
        long processor = processorTable.of(cpu);
        locks.acquireDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        boolean inserted = runQueue.insert(processor, cpu, thread, true, RawMemory.getLong(thread + ThreadDescriptor.ENQUEUED_AT));
        priorities.publish(cpu);
        locks.releaseDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        if (!inserted) {
            place(thread, now);
        }
    }

    /**
     * Kicks the CPU that runs the lowest priority, if a higher one is queued on another CPU. A full fence precedes;
     * interrupts are disabled.
     */
    @Uninterruptible(reason = "Reads which CPU this is.")
    void restoreOrder() {
        int cpu = priorities.outOfOrder();
        if (cpu != NO_CPU) {
            kick(cpu);
        }
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static int attentionFor(int priority, int running) {
        if (priority > running) {
            return SchedulingPolicy.ATTENTION_NOW;
        }
        return priority == running ? SchedulingPolicy.ATTENTION_SLICE : SchedulingPolicy.ATTENTION_AGING;
    }

    /** Has an idle CPU look for threads to take; false if there is none. Interrupts are disabled. */
    @Uninterruptible(reason = "A CPU taken from the idle set must be kicked before anything else happens.")
    boolean wakeThief(int preferred) {
        int thief = idleSet.claim(preferred);
        if (thief != NO_CPU) {
            kick(thief);
        }
        return thief != NO_CPU;
    }

    /** Stores {@code value} as the priority, affinity or urgency of {@code thread} and moves the thread to where it belongs then. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    void change(long thread, long field, int value) {
        long token = processors.disableInterrupts();
        RawMemory.putIntVolatile(thread + field, value);
        int cpu = RawMemory.getIntVolatile(thread + ThreadDescriptor.QUEUED_CPU);
        if (cpu != NO_CPU && removeFrom(cpu, thread)) {
            place(thread, clock.nanoTime());
            // The CPU that had the thread may have been about to run it.
            RawMemory.fullFence();
            restoreOrder();
        } else {
            int state = ThreadState.get(thread);
            if (state == ThreadState.RUNNING || state == ThreadState.RUNNABLE) {
                kick(RawMemory.getInt(thread + ThreadDescriptor.HOME_CPU));
            }
        }
        processors.restoreInterrupts(token);
    }

    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    private boolean removeFrom(int cpu, long thread) {
        long processor = processorTable.of(cpu);
        locks.acquireDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        boolean queued = RawMemory.getIntVolatile(thread + ThreadDescriptor.QUEUED_CPU) == cpu;
        if (queued) {
            runQueue.remove(processor, thread, RawMemory.getInt(thread + ThreadDescriptor.HOME_CPU));
            priorities.publish(cpu);
        }
        locks.releaseDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        return queued;
    }

    /** Has {@code cpu} look at its queue; needless for this CPU while it is about to do so. Interrupts are disabled. */
    @Uninterruptible(reason = "Reads which CPU this is.")
    void kick(int cpu) {
        if (cpu == processors.current()
                && RawMemory.getInt(processorTable.of(cpu) + ProcessorDescriptor.DISPATCHING) != 0) {
            return;
        }
        processors.reschedule(cpu);
    }
}
