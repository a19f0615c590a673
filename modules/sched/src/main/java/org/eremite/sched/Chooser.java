package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.AGING_AT;
import static org.eremite.sched.ProcessorDescriptor.ATTENTION;
import static org.eremite.sched.ProcessorDescriptor.BOOST;
import static org.eremite.sched.ProcessorDescriptor.DISPATCHING;
import static org.eremite.sched.ProcessorDescriptor.IDLE_THREAD;
import static org.eremite.sched.ProcessorDescriptor.LISTED_IDLE;
import static org.eremite.sched.ProcessorDescriptor.QUEUE_LOCK;
import static org.eremite.sched.ProcessorDescriptor.RUNNING_PRIORITY;
import static org.eremite.sched.ProcessorDescriptor.SLICE_END;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Chooses the thread a CPU runs: the highest priority first, be it queued here or, if it may run anywhere, on another CPU;
 * FIFO within a priority; and now and then the thread that has waited longest here ({@link SchedulingPolicy#AGING_NANOS}),
 * which then keeps the CPU for a slice.
 */
final class Chooser {
    private final SpinLock locks;
    private final RunQueue runQueue;
    private final IdleSet idleSet;
    private final LoadBalancer loadBalancer;
    private final PublishedPriorities priorities;

    Chooser(SpinLock locks, RunQueue runQueue, IdleSet idleSet, LoadBalancer loadBalancer, PublishedPriorities priorities) {
        this.locks = locks;
        this.runQueue = runQueue;
        this.idleSet = idleSet;
        this.loadBalancer = loadBalancer;
        this.priorities = priorities;
    }

    /** The thread for a CPU that has none: one of its own queue, one of another CPU, or the idle thread. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    long choose(int cpu, long processor, long now) {
        pull(cpu, processor, SchedulingPolicy.IDLE_PRIORITY, true, now);
        long next = chooseOwn(cpu, processor, 0, now);
        if (next == 0) {
            next = stealAndRecord(cpu, processor, now);
        }
        if (next == 0) {
            // Say that there is nothing, and only then look for the last time: who queues a thread does the reverse.
            idleSet.add(cpu);
            RawMemory.putInt(processor + LISTED_IDLE, 1);
            next = stealAndRecord(cpu, processor, now);
        }
        return next != 0 ? next : chooseOwn(cpu, processor, RawMemory.getLong(processor + IDLE_THREAD), now);
    }

    /**
     * Brings a thread of another CPU here, if one of higher priority than {@code priority} and all that is queued here is to be
     * had. {@code willTake} says whether this CPU takes a thread from its queue even if the best one has just {@code priority}.
     * No lock is held: what is queued here is a hint, and whoever changes it looks for itself.
     */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void pull(int cpu, long processor, int priority, boolean willTake, long now) {
        int floor = priority;
        int top = runQueue.topPriority(processor);
        if (top != SchedulingPolicy.IDLE_PRIORITY && (willTake || top != priority) && isAgingDue(processor, top, now)) {
            top = SchedulingPolicy.HIGHEST_PRIORITY;
            // Should the queue be empty by the time it comes to that, what was passed over here is missing.
            RawMemory.putInt(processor + ProcessorDescriptor.UNSETTLED, 1);
        }
        loadBalancer.pull(cpu, top > floor ? top : floor, now);
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long stealAndRecord(int cpu, long processor, long now) {
        long next = loadBalancer.steal(cpu);
        if (next != 0) {
            locks.acquireDisabled(processor + QUEUE_LOCK);
            begin(cpu, processor, next, now);
            locks.releaseDisabled(processor + QUEUE_LOCK);
        }
        return next;
    }

    /** Records and returns the thread to take from the queue, or {@code otherwise}; 0 if there is neither. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long chooseOwn(int cpu, long processor, long otherwise, long now) {
        locks.acquireDisabled(processor + QUEUE_LOCK);
        long taken = take(cpu, processor, now);
        long next = taken != 0 ? taken : otherwise;
        if (next != 0) {
            begin(cpu, processor, next, now);
        } else {
            publish(cpu, processor);
        }
        locks.releaseDisabled(processor + QUEUE_LOCK);
        return next;
    }

    /** Removes the thread to run next from the queue of this CPU; 0 if it is empty. The queue's lock is held. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    long take(int cpu, long processor, long now) {
        RawMemory.putInt(processor + BOOST, 0);
        long thread = runQueue.first(processor);
        if (thread != 0 && isAgingDue(processor, runQueue.topPriority(processor), now)) {
            RawMemory.putLong(processor + AGING_AT, Deadline.NONE);
            thread = runQueue.oldest(processor);
            boost(processor, thread, SchedulingPolicy.HIGHEST_PRIORITY);
        }
        if (thread != 0) {
            runQueue.remove(processor, thread, cpu);
        } else {
            // The search goes on without the lock: whoever queues a thread meanwhile has this CPU look again.
            RawMemory.putIntVolatile(processor + RUNNING_PRIORITY, SchedulingPolicy.IDLE_PRIORITY);
            RawMemory.putInt(processor + ATTENTION, SchedulingPolicy.ATTENTION_NONE);
        }
        return thread;
    }

    /** Has {@code thread}, about to be recorded, run its slice as if its priority were at least {@code priority}. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    void boost(long processor, long thread, int priority) {
        if (ThreadDescriptor.priority(thread) < priority
                && RawMemory.getInt(processor + BOOST) <= priority) {
            RawMemory.putInt(processor + BOOST, priority + 1);
        }
    }

    /** The priority by which {@code thread}, which this CPU runs or is about to, keeps the CPU. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    static int effectivePriority(long processor, long thread) {
        int priority = ThreadDescriptor.priority(thread);
        int boost = RawMemory.getInt(processor + BOOST);
        return boost > priority ? boost - 1 : priority;
    }

    /** Whether the thread queued longest is preferred to one of {@code priority}. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    private static boolean isAgingDue(long processor, int priority, long now) {
        return priority != SchedulingPolicy.URGENT_PRIORITY && now >= RawMemory.getLong(processor + AGING_AT);
    }

    /** Whether {@code thread}, whose slice has ended, gets another one because it is urgent. It runs on this CPU. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    static boolean renewUrgent(long processor, long thread, long now) {
        int left = RawMemory.getIntVolatile(thread + ThreadDescriptor.URGENT) - 1;
        if (left < 0) {
            return false;
        }
        RawMemory.putIntVolatile(thread + ThreadDescriptor.URGENT, left);
        if (left > 0) {
            RawMemory.putLong(processor + SLICE_END, Deadline.after(now, SchedulingPolicy.SLICE_NANOS));
        }
        return left > 0;
    }

    /** {@link #record}s that this CPU begins to run {@code next}. The queue's lock is held. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    void begin(int cpu, long processor, long next, long now) {
        if (RawMemory.getInt(processor + BOOST) != 0) {
            int priority = ThreadDescriptor.priority(next);
            if (runQueue.topPriority(processor) <= priority && priorities.highestSpareAbove(priority, cpu) == ThreadDescriptor.NO_CPU) {
                // Nobody of higher priority waits, so the thread needs no help against one.
                RawMemory.putInt(processor + BOOST, 0);
            }
        }
        record(cpu, processor, next, now);
    }

    /**
     * Records that this CPU is about to run {@code next}, and when it will look at its queue again. The queue's lock is
     * held; from its release on, whoever queues a thread here compares with this record.
     */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    void record(int cpu, long processor, long next, long now) {
        boolean idle = next == RawMemory.getLong(processor + IDLE_THREAD);
        int priority = idle ? SchedulingPolicy.IDLE_PRIORITY : effectivePriority(processor, next);
        boolean advantage = !idle && hasAdvantage(next, priority);
        int top = runQueue.topPriority(processor);
        int attention;
        if (top == SchedulingPolicy.IDLE_PRIORITY) {
            RawMemory.putLong(processor + AGING_AT, Deadline.NONE);
            attention = advantage ? SchedulingPolicy.ATTENTION_ADVANTAGE : SchedulingPolicy.ATTENTION_NONE;
        } else {
            attention = top >= priority || advantage ? SchedulingPolicy.ATTENTION_SLICE : SchedulingPolicy.ATTENTION_AGING;
            if (RawMemory.getLong(processor + AGING_AT) == Deadline.NONE) {
                RawMemory.putLong(processor + AGING_AT, Deadline.after(now, SchedulingPolicy.AGING_NANOS));
            }
        }
        RawMemory.putIntVolatile(processor + RUNNING_PRIORITY, priority);
        RawMemory.putInt(processor + ATTENTION, attention);
        publish(cpu, processor);
        RawMemory.putInt(processor + DISPATCHING, 0);
    }

    /** Whether {@code thread} runs with more than its own priority; it loses that when its slices end, which disturbs the order. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    private static boolean hasAdvantage(long thread, int priority) {
        return priority > RawMemory.getIntVolatile(thread + ThreadDescriptor.PRIORITY);
    }

    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    private void publish(int cpu, long processor) {
        if (priorities.publish(cpu)) {
            RawMemory.putInt(processor + ProcessorDescriptor.UNSETTLED, 1);
        }
    }

    /** Whether a queued thread takes the place of {@code thread}. The queue's lock is held. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    boolean mustYield(long processor, long thread, boolean expired, long now) {
        if (expired) {
            RawMemory.putInt(processor + BOOST, 0);
        }
        int priority = effectivePriority(processor, thread);
        int top = runQueue.topPriority(processor);
        if (top == SchedulingPolicy.IDLE_PRIORITY) {
            return false;
        }
        return top > priority || top == priority && expired || top < priority && isAgingDue(processor, priority, now);
    }
}
