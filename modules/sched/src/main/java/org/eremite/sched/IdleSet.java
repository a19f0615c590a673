package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * The CPUs that wait for work, one bit each in one word.
 *
 * A CPU sets its own bit, then looks once more at every run queue, then idles; who queues a thread stores it, then
 * looks here. Both sides put a full fence between, so at least one sees the other. Whoever clears the bit of
 * another CPU owes it a reschedule interrupt.
 */
final class IdleSet {
    private final ProcessorTable processorTable;

    IdleSet(ProcessorTable processorTable) {
        this.processorTable = processorTable;
    }

    /** Sets the bit of {@code cpu}; a full fence. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void add(int cpu) {
        long word = processorTable.machine() + ProcessorDescriptor.IDLE_MASK;
        long mask = RawMemory.getLongVolatile(word);
        while (!RawMemory.compareAndSetLong(word, mask, mask | 1L << cpu)) {
            mask = RawMemory.getLongVolatile(word);
        }
    }

    /** Clears the bit of {@code cpu}; true if it was set. */
    @Uninterruptible(reason = "The kick that follows must not wait for a safepoint.")
    boolean remove(int cpu) {
        long word = processorTable.machine() + ProcessorDescriptor.IDLE_MASK;
        for (;;) {
            long mask = RawMemory.getLongVolatile(word);
            if ((mask & 1L << cpu) == 0) {
                return false;
            }
            if (RawMemory.compareAndSetLong(word, mask, mask & ~(1L << cpu))) {
                return true;
            }
        }
    }

    /** Clears the bit of one CPU, {@code preferred} if possible, and returns it; {@link ThreadDescriptor#NO_CPU} if none is set. */
    @Uninterruptible(reason = "The kick that follows must not wait for a safepoint.")
    int claim(int preferred) {
        long word = processorTable.machine() + ProcessorDescriptor.IDLE_MASK;
        for (;;) {
            long mask = RawMemory.getLongVolatile(word);
            if (mask == 0) {
                return ThreadDescriptor.NO_CPU;
            }
            int cpu = (mask & 1L << preferred) != 0 ? preferred : Bits.lowest(mask);
            if (RawMemory.compareAndSetLong(word, mask, mask & ~(1L << cpu))) {
                return cpu;
            }
        }
    }

    /** Whether no CPU waits for work (volatile). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    boolean isEmpty() {
        return RawMemory.getLongVolatile(processorTable.machine() + ProcessorDescriptor.IDLE_MASK) == 0;
    }
}
