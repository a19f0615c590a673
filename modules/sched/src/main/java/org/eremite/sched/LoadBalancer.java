package org.eremite.sched;

import static org.eremite.sched.ThreadDescriptor.NO_CPU;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Moves threads between CPUs: a CPU takes a thread of higher priority than its own from another, a CPU without work takes
 * any, and a CPU with two threads more than another gives one away when a slice ends.
 */
final class LoadBalancer {
    private final ProcessorTable processorTable;
    private final SpinLock locks;
    private final RunQueue runQueue;
    private final PublishedPriorities priorities;
    private final Placement placement;

    LoadBalancer(ProcessorTable processorTable, SpinLock locks, RunQueue runQueue, PublishedPriorities priorities,
            Placement placement) {
        this.processorTable = processorTable;
        this.locks = locks;
        this.runQueue = runQueue;
        this.priorities = priorities;
        this.placement = placement;
    }

    /**
     * Moves the thread of the highest priority above {@code floor} that another CPU spares to the queue of {@code cpu},
     * which is this one and about to look there. No lock is held.
     */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void pull(int cpu, int floor, long now) {
        int victim = priorities.highestSpareAbove(floor, cpu);
        while (victim != NO_CPU) {
            long thread = takeSpare(victim, floor, cpu);
            if (thread != 0) {
                countSteal(cpu);
                placement.adopt(thread, cpu, now);
                return;
            }
            // Another CPU took it; what it left may still be more than this one has.
            victim = priorities.highestSpareAbove(floor, cpu);
        }
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long takeSpare(int victim, int floor, int cpu) {
        long processor = processorTable.of(victim);
        locks.acquireDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        long thread = runQueue.spare(processor, RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY));
        if (thread != 0 && RawMemory.getInt(thread + ThreadDescriptor.QUEUED_LIST) >> 1 > floor) {
            runQueue.remove(processor, thread, cpu);
            priorities.publish(victim);
        } else {
            thread = 0;
        }
        locks.releaseDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        return thread;
    }

    /** Notes that this CPU, {@code cpu}, has taken a thread from another. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private void countSteal(int cpu) {
        long thief = processorTable.of(cpu);
        Statistics.count(thief + ProcessorDescriptor.STEALS);
        RawMemory.putInt(thief + ProcessorDescriptor.UNSETTLED, 1);
    }

    /** Takes a thread for {@code cpu} from the next CPU that has one to spare; 0 if none has. No lock is held. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    long steal(int cpu) {
        int count = processorTable.count();
        int victim = cpu;
        for (int step = 1; step < count; step++) {
            victim = victim + 1 == count ? 0 : victim + 1;
            long processor = processorTable.of(victim);
            if (RawMemory.getIntVolatile(processor + ProcessorDescriptor.MOVABLE) == 0) {
                continue;
            }
            locks.acquireDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
            long thread = runQueue.firstMovable(processor);
            if (thread != 0) {
                runQueue.remove(processor, thread, cpu);
                priorities.publish(victim);
            }
            locks.releaseDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
            if (thread != 0) {
                countSteal(cpu);
                return thread;
            }
        }
        return 0;
    }

    /** Whether some run queue holds a thread that any CPU may run. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    boolean hasMovable() {
        for (int cpu = 0; cpu < processorTable.count(); cpu++) {
            if (RawMemory.getIntVolatile(processorTable.of(cpu) + ProcessorDescriptor.MOVABLE) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * A CPU with at least two threads less than {@code cpu}, which runs one of {@code priority}, and none that is higher
     * than that; or {@link ThreadDescriptor#NO_CPU}.
     */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    int lighterThan(int cpu, int priority) {
        int lightest = NO_CPU;
        int load = load(cpu) - 1;
        for (int other = 0; other < processorTable.count(); other++) {
            int otherLoad = load(other);
            if (otherLoad < load && priorities.runsOn(other) <= priority) {
                load = otherLoad;
                lightest = other;
            }
        }
        return lightest;
    }

    /** Threads on {@code cpu}, running or queued, as an estimate; very many if it is offline. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private int load(int cpu) {
        long processor = processorTable.of(cpu);
        int running = RawMemory.getIntVolatile(processor + ProcessorDescriptor.RUNNING_PRIORITY);
        if (running == SchedulingPolicy.OFFLINE_PRIORITY) {
            return Integer.MAX_VALUE;
        }
        int queued = RawMemory.getIntVolatile(processor + ProcessorDescriptor.QUEUED);
        return running == SchedulingPolicy.IDLE_PRIORITY ? queued : queued + 1;
    }
}
