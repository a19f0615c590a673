package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.IDLING;
import static org.eremite.sched.ProcessorDescriptor.QUEUED;
import static org.eremite.sched.ProcessorDescriptor.RESCHEDULE_INTERRUPTS;
import static org.eremite.sched.ProcessorDescriptor.TIMER_FIRST;
import static org.eremite.sched.ProcessorDescriptor.TIMER_INTERRUPTS;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Notices that all CPUs idle, no thread is queued and no deadline is set: the last CPU to become idle looks.
 *
 * <p>The CPUs are not seen at one instant, so the look is a double collect (Afek et al. 1993): a CPU that idled at the first
 * look and has not entered the dispatcher until the second did nothing in between, and what was read in between, queues and
 * deadlines, therefore held all at the same time. Interrupts of devices do not pass through the dispatcher: a thread that
 * one of them is just making runnable is overlooked.
 */
final class StallWatch {
    private final ProcessorTable processorTable;
    private StallListener listener;

    StallWatch(ProcessorTable processorTable) {
        this.processorTable = processorTable;
    }

    void attach(StallListener stallListener) {
        listener = stallListener;
    }

    /** The CPU has entered the dispatcher; it counts the entry after this call, and does nothing else before it. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void leaveIdle(long processor) {
        RawMemory.putInt(processor + IDLING, 0);
    }

    /** The CPU is about to resume its idle thread, and has done everything else. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void enterIdle(long processor) {
        if (listener == null) {
            return;
        }
        RawMemory.putIntVolatile(processor + IDLING, 1);
        if (isStalled()) {
            listener.onStall();
        }
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private boolean isStalled() {
        if (!allIdle()) {
            return false;
        }
        long entries = entries();
        return allIdle() && nothingAhead() && entries == entries();
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private boolean allIdle() {
        for (int cpu = 0; cpu < processorTable.count(); cpu++) {
            if (RawMemory.getIntVolatile(processorTable.of(cpu) + IDLING) == 0) {
                return false;
            }
        }
        return true;
    }

    /** How often CPUs entered the dispatcher by an interrupt; each count only grows. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long entries() {
        long entries = 0;
        for (int cpu = 0; cpu < processorTable.count(); cpu++) {
            long processor = processorTable.of(cpu);
            entries += RawMemory.getLongVolatile(processor + TIMER_INTERRUPTS)
                    + RawMemory.getLongVolatile(processor + RESCHEDULE_INTERRUPTS);
        }
        return entries;
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private boolean nothingAhead() {
        for (int cpu = 0; cpu < processorTable.count(); cpu++) {
            long processor = processorTable.of(cpu);
            if (RawMemory.getLongVolatile(processor + TIMER_FIRST) != Deadline.NONE
                    || RawMemory.getIntVolatile(processor + QUEUED) != 0) {
                return false;
            }
        }
        return true;
    }
}
