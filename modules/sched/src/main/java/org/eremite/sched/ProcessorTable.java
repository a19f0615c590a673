package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/** Where the scheduler's memory lies: the block of the machine and the blocks of the CPUs. */
final class ProcessorTable {
    private long base;
    private int count;

    /** Takes {@link #bytes} bytes at {@code address}, aligned to 128, and puts every CPU offline. */
    @Uninterruptible(reason = "Runs during boot, without a Java thread.")
    void initialize(long address, int cpus) {
        base = address;
        count = cpus;
        RawMemory.fillLongs(address, bytes(cpus), 0);
        for (int cpu = 0; cpu < cpus; cpu++) {
            long processor = of(cpu);
            RawMemory.putInt(processor + ProcessorDescriptor.RUNNING_PRIORITY, SchedulingPolicy.OFFLINE_PRIORITY);
            RawMemory.putLong(processor + ProcessorDescriptor.AGING_AT, Deadline.NONE);
            RawMemory.putLong(processor + ProcessorDescriptor.TIMER_FIRST, Deadline.NONE);
            RawMemory.putLong(processor + ProcessorDescriptor.TIMER_ARMED, Deadline.NONE);
            RawMemory.putLong(processor + ProcessorDescriptor.BEAT_AT, Deadline.NONE);
        }
    }

    /** Bytes for {@code cpus} CPUs. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long bytes(int cpus) {
        return ProcessorDescriptor.MACHINE_BYTES + cpus * ProcessorDescriptor.PROCESSOR_BYTES;
    }

    /** Block of a CPU. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long of(int cpu) {
        return base + ProcessorDescriptor.MACHINE_BYTES + cpu * ProcessorDescriptor.PROCESSOR_BYTES;
    }

    /** Block of the machine. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long machine() {
        return base;
    }

    /** Number of CPUs. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    int count() {
        return count;
    }
}
