package org.eremite.sched;

import static org.eremite.sched.ThreadDescriptor.NO_CPU;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * What every CPU runs and what it could spare, side by side for all to read: the ground of the order of priorities
 * across CPUs. One word for each CPU, written under the lock of its run queue and only when it changes:
 *
 * <pre>
 *   31            16 15           8 7            0
 *  +----------------+--------------+--------------+    runs:   what the CPU runs, or is about to because it is queued there
 *  |       0        |  runs + 1    |  spares + 1  |    spares: the highest priority queued there that another CPU
 *  +----------------+--------------+--------------+            may run and the CPU itself is not about to
 * </pre>
 *
 * The order is disturbed where one CPU spares more than another runs. A CPU whose word has changed puts a full fence
 * behind it and looks at all words; if it finds a disturbance, it kicks the CPU that runs the least, which looks for
 * more than it runs whenever it is interrupted. Of two changes that disturb the order together, the later one's look
 * sees both, so no disturbance lasts. The idle CPUs are not looked for here: {@link IdleSet}.
 *
 * <p>A look reads 4 bytes for each CPU, so that 16 CPUs fit into a line. While all threads have one priority, a word
 * changes, as the {@link IdleSet} does, when the CPU begins or ends to idle or its queue becomes empty or ceases to be.
 */
final class PublishedPriorities {
    private static final int RUNS_SHIFT = 8;
    private static final int FIELD = 0xFF;

    private final ProcessorTable processorTable;
    private final RunQueue runQueue;

    PublishedPriorities(ProcessorTable processorTable, RunQueue runQueue) {
        this.processorTable = processorTable;
        this.runQueue = runQueue;
    }

    /**
     * Publishes what {@code cpu} runs and spares by now; true if others may have to hear of it, because it spares more
     * than before or runs less. The lock of its run queue is held.
     */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    boolean publish(int cpu) {
        long processor = processorTable.of(cpu);
        int running = RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY);
        int top = runQueue.topPriority(processor);
        int runs = running > top ? running : top;
        long spare = runQueue.spare(processor, running);
        int spares = spare == 0 ? SchedulingPolicy.IDLE_PRIORITY : RawMemory.getInt(spare + ThreadDescriptor.QUEUED_LIST) >> 1;
        int word = runs + 1 << RUNS_SHIFT | spares + 1;
        int before = RawMemory.getInt(wordOf(cpu));
        if (word == before) {
            return false;
        }
        RawMemory.putIntVolatile(wordOf(cpu), word);
        return spares > spares(before) || runs < runs(before) || runs(before) == SchedulingPolicy.IDLE_PRIORITY;
    }

    /** The priority that {@code cpu} runs or is about to run, or {@link SchedulingPolicy#IDLE_PRIORITY} (volatile). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    int runsOn(int cpu) {
        return runs(RawMemory.getIntVolatile(wordOf(cpu)));
    }

    /**
     * The CPU that runs the lowest priority below {@code priority}, {@code preferred} if it is one of several; NO_CPU if there
     * is none. CPUs without a thread do not count.
     */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    int lowestBelow(int priority, int preferred) {
        int lowest = NO_CPU;
        int least = priority;
        for (int cpu = 0; cpu < processorTable.count(); cpu++) {
            int runs = runsOn(cpu);
            boolean asGood = runs == least && cpu == preferred && lowest != NO_CPU;
            if (runs != SchedulingPolicy.IDLE_PRIORITY && (runs < least || asGood)) {
                least = runs;
                lowest = cpu;
            }
        }
        return lowest;
    }

    /** The CPU other than {@code cpu} that spares the highest priority above {@code priority}, or NO_CPU. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    int highestSpareAbove(int priority, int cpu) {
        int highest = NO_CPU;
        int most = priority;
        int other = cpu;
        for (int step = 1; step < processorTable.count(); step++) {
            other = other + 1 == processorTable.count() ? 0 : other + 1;
            int spares = spares(RawMemory.getIntVolatile(wordOf(other)));
            if (spares > most) {
                most = spares;
                highest = other;
            }
        }
        return highest;
    }

    /** The CPU that runs the lowest priority, if another one spares a higher priority; else NO_CPU. A full fence precedes. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    int outOfOrder() {
        int lowest = NO_CPU;
        int least = SchedulingPolicy.OFFLINE_PRIORITY;
        int most = SchedulingPolicy.IDLE_PRIORITY;
        for (int cpu = 0; cpu < processorTable.count(); cpu++) {
            int word = RawMemory.getIntVolatile(wordOf(cpu));
            int runs = runs(word);
            most = spares(word) > most ? spares(word) : most;
            if (runs < least && runs != SchedulingPolicy.IDLE_PRIORITY) {
                least = runs;
                lowest = cpu;
            }
        }
        return most > least ? lowest : NO_CPU;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long wordOf(int cpu) {
        return processorTable.machine() + ProcessorDescriptor.PRIORITIES + cpu * Integer.BYTES;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static int runs(int word) {
        return (word >> RUNS_SHIFT & FIELD) - 1;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static int spares(int word) {
        return (word & FIELD) - 1;
    }
}
