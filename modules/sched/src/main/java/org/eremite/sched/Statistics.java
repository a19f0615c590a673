package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.RawMemory;

/** What each CPU did since it came online. Any CPU may read; the figures of one CPU are not taken at one instant. */
public final class Statistics {
    private final ProcessorTable processorTable;
    private final Clock clock;

    Statistics(ProcessorTable processorTable, Clock clock) {
        this.processorTable = processorTable;
        this.clock = clock;
    }

    /** Adds one to a counter that only this CPU writes. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void count(long counter) {
        RawMemory.putLongRelease(counter, RawMemory.getLong(counter) + 1);
    }

    /** Nanoseconds {@code cpu} ran threads. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long busyNanoseconds(int cpu) {
        return Stopwatch.read(processorTable.of(cpu) + ProcessorDescriptor.BUSY_TIME, clock.nanoTime());
    }

    /** Nanoseconds {@code cpu} had nothing to run. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long idleNanoseconds(int cpu) {
        return Stopwatch.read(processorTable.of(cpu) + ProcessorDescriptor.IDLE_TIME, clock.nanoTime());
    }

    /** Changes of thread on {@code cpu}, to and from its idle thread included. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long switches(int cpu) {
        return RawMemory.getLongVolatile(processorTable.of(cpu) + ProcessorDescriptor.SWITCHES);
    }

    /** Changes of thread on {@code cpu} that an interrupt forced on a thread. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long preemptions(int cpu) {
        return RawMemory.getLongVolatile(processorTable.of(cpu) + ProcessorDescriptor.PREEMPTIONS);
    }

    /** Threads {@code cpu} took from the run queues of others. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long steals(int cpu) {
        return RawMemory.getLongVolatile(processorTable.of(cpu) + ProcessorDescriptor.STEALS);
    }

    /** Threads queued on {@code cpu}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int queued(int cpu) {
        return RawMemory.getIntVolatile(processorTable.of(cpu) + ProcessorDescriptor.QUEUED);
    }

    /** Timer interrupts {@code cpu} took. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long timerInterrupts(int cpu) {
        return RawMemory.getLongVolatile(processorTable.of(cpu) + ProcessorDescriptor.TIMER_INTERRUPTS);
    }

    /** Beats of threads on {@code cpu}; each came with a timer interrupt. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long beats(int cpu) {
        return RawMemory.getLongVolatile(processorTable.of(cpu) + ProcessorDescriptor.BEATS);
    }

    /** Interrupts of devices that {@code cpu} took. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long deviceInterrupts(int cpu) {
        return RawMemory.getLongVolatile(processorTable.of(cpu) + ProcessorDescriptor.DEVICE_INTERRUPTS);
    }

    /** Interrupts of devices that all CPUs took; this never falls. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long deviceInterrupts() {
        long taken = 0;
        for (int cpu = 0; cpu < processorTable.count(); cpu++) {
            taken += deviceInterrupts(cpu);
        }
        return taken;
    }

    /** Reschedule interrupts {@code cpu} took. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long rescheduleInterrupts(int cpu) {
        return RawMemory.getLongVolatile(processorTable.of(cpu) + ProcessorDescriptor.RESCHEDULE_INTERRUPTS);
    }
}
