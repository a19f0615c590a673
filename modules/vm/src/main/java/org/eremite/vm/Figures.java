package org.eremite.vm;

import com.oracle.svm.core.genscavenge.GCAccounting;
import com.oracle.svm.core.genscavenge.GCImpl;
import com.oracle.svm.core.genscavenge.HeapAccounting;
import com.oracle.svm.core.genscavenge.HeapImpl;
import org.eremite.sched.Statistics;

/** Memory, collections, interrupts and run queues in numbers. Plain Java; the numbers are not taken at one instant. */
public final class Figures {
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    private Figures() {}

    /** One line for each subject, {@code subject: name=value ...}. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        HeapAccounting heap = HeapImpl.getAccounting();
        long total = Kernel.FRAMES.totalBytes();
        long free = Kernel.FRAMES.freeBytes();
        // What is neither free nor Java's: kernel heap, stacks, page tables.
        line(text, "memory", "totalBytes", total, "freeBytes", free,
                "kernelBytes", Math.max(0, total - free - heap.getCommittedBytes().rawValue()));
        line(text, "heap", "usedBytes", heap.getUsedBytes().rawValue(), "committedBytes", heap.getCommittedBytes().rawValue(),
                "maximumBytes", Runtime.getRuntime().maxMemory());
        GCAccounting collections = GCImpl.getAccounting();
        line(text, "collections", "incremental", collections.getIncrementalCollectionCount(),
                "incrementalMillis", collections.getIncrementalCollectionTotalNanos() / NANOSECONDS_PER_MILLISECOND,
                "complete", collections.getCompleteCollectionCount(),
                "completeMillis", collections.getCompleteCollectionTotalNanos() / NANOSECONDS_PER_MILLISECOND);
        Statistics statistics = Kernel.SCHEDULER.statistics();
        for (int cpu = 0; cpu < Kernel.MACHINE.processors().online(); cpu++) {
            line(text, "cpu " + cpu, "queued", statistics.queued(cpu),
                    "busyMillis", statistics.busyNanoseconds(cpu) / NANOSECONDS_PER_MILLISECOND,
                    "idleMillis", statistics.idleNanoseconds(cpu) / NANOSECONDS_PER_MILLISECOND,
                    "switches", statistics.switches(cpu), "preemptions", statistics.preemptions(cpu),
                    "steals", statistics.steals(cpu), "beats", statistics.beats(cpu),
                    "timerInterrupts", statistics.timerInterrupts(cpu),
                    "rescheduleInterrupts", statistics.rescheduleInterrupts(cpu),
                    "deviceInterrupts", statistics.deviceInterrupts(cpu));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String subject, Object... figures) {
        text.append(subject).append(':');
        for (int i = 0; i < figures.length; i += 2) {
            text.append(' ').append(figures[i]).append('=').append(figures[i + 1]);
        }
        text.append('\n');
    }
}
