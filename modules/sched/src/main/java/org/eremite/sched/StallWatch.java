package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.ACTIVITY;
import static org.eremite.sched.ProcessorDescriptor.QUEUED;
import static org.eremite.sched.ProcessorDescriptor.TIMER_FIRST;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Notices that all CPUs idle, no thread is queued and no deadline is set.
 *
 * <p>A CPU counts in ACTIVITY each beginning and each end of idling; the word is odd while it idles. Only the CPU itself writes
 * it, and it does so first of all on every way out of idling: timer and reschedule interrupt, the idle thread's own yield, and
 * the handler of a device. Whoever becomes idle makes its word odd and then looks: all words, then all queues and deadlines,
 * then all words again (a double collect, Afek et al. 1993).
 *
 * <p><i>What it reports is true.</i> A word that is odd and the same at both times has not changed between, since it only grows:
 * its CPU idled throughout, running neither a thread nor a handler. From the last word of the first collect to the first word of
 * the second, all CPUs did, and in that time the queues and deadlines were read. A thread that is runnable but on no queue is
 * in the hands of a CPU that does not idle. A deadline that has passed stays set until its interrupt is being handled. A
 * reschedule interrupt on its way finds nothing, as the queues are empty. So at that moment nothing but a device could make a
 * thread runnable.
 *
 * <p><i>Every stall is reported.</i> Making the own word odd is a full fence: of CPUs that become idle at the same time, one sees
 * the words of all others odd. If a word changes during its look, that CPU has become active, and looks itself when it idles again.
 */
final class StallWatch {
    private final ProcessorTable processorTable;
    private final Statistics statistics;
    private StallListener listener;

    StallWatch(ProcessorTable processorTable, Statistics statistics) {
        this.processorTable = processorTable;
        this.statistics = statistics;
    }

    void attach(StallListener stallListener) {
        listener = stallListener;
    }

    /** The CPU goes on to do something; before it does anything else. Whether it idled. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static boolean leaveIdle(long processor) {
        long activity = RawMemory.getLong(processor + ACTIVITY);
        if (!isIdle(activity)) {
            return false;
        }
        RawMemory.putLongVolatile(processor + ACTIVITY, activity + 1);
        return true;
    }

    /** The CPU is about to resume its idle thread, and has done everything else. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void enterIdle(long processor) {
        if (listener == null) {
            return;
        }
        RawMemory.putLongVolatile(processor + ACTIVITY, RawMemory.getLong(processor + ACTIVITY) + 1);
        // Before the look: what came later belongs to a later look.
        long deviceInterrupts = statistics.deviceInterrupts();
        if (isStalled()) {
            listener.onStall(deviceInterrupts);
        }
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static boolean isIdle(long activity) {
        return (activity & 1) != 0;
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private boolean isStalled() {
        // The sums are equal only if all words are, for each only grows.
        long before = activityIfAllIdle();
        return before != 0 && isNothingAhead() && activityIfAllIdle() == before;
    }

    /** Sum of the words of all CPUs; 0 if one does not idle. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long activityIfAllIdle() {
        long sum = 0;
        for (int cpu = 0; cpu < processorTable.count(); cpu++) {
            long activity = RawMemory.getLongVolatile(processorTable.of(cpu) + ACTIVITY);
            if (!isIdle(activity)) {
                return 0;
            }
            sum += activity;
        }
        return sum;
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private boolean isNothingAhead() {
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
