package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.BEAT_AT;
import static org.eremite.sched.ThreadDescriptor.BEAT_DUE;
import static org.eremite.sched.ThreadDescriptor.BEAT_PERIOD;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;

/**
 * Beats: interrupts of the timer that a thread asks for, again and again, at a distance of its own time on CPUs. Who waits for
 * a CPU or for anything else gets none.
 *
 * <p>No thread is woken for a beat and no other CPU has a part in it: {@link ThreadDescriptor#BEAT_PERIOD} and
 * {@link ThreadDescriptor#BEAT_DUE} belong to the thread and, while it runs, to its CPU with interrupts disabled;
 * {@link ProcessorDescriptor#BEAT_AT} to the CPU.
 */
final class Beats {
    private final Processors processors;
    private final Clock clock;
    private final ProcessorTable processorTable;
    private final TimerQueue timerQueue;
    private BeatListener listener;

    Beats(Processors processors, Clock clock, ProcessorTable processorTable, TimerQueue timerQueue) {
        this.processors = processors;
        this.clock = clock;
        this.processorTable = processorTable;
        this.timerQueue = timerQueue;
    }

    void attach(BeatListener beatListener) {
        listener = beatListener;
    }

    /**
     * Gives the running thread {@code thread} a beat every {@code nanos} from now on, or none if 0. One that is on its way at
     * this distance comes when it would: each call else cost an interrupt that finds nothing to do.
     */
    @Uninterruptible(reason = "A safepoint with interrupts disabled would hang the collector.")
    void start(long thread, long nanos) {
        long token = processors.disableInterrupts();
        long processor = processorTable.of(processors.current());
        if (RawMemory.getLong(thread + BEAT_PERIOD) != nanos) {
            RawMemory.putLong(thread + BEAT_PERIOD, nanos);
            next(processor, thread, clock.nanoTime());
            timerQueue.arm(processor, RawMemory.getLong(processor + BEAT_AT));
        }
        processors.restoreInterrupts(token);
    }

    /** {@code thread} has got the CPU; its stopwatch runs. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void begin(long processor, long thread, long now) {
        long at = Deadline.NONE;
        if (RawMemory.getLong(thread + BEAT_PERIOD) != 0) {
            long ran = Stopwatch.read(thread + ThreadDescriptor.CPU_TIME, now);
            at = Deadline.after(now, RawMemory.getLong(thread + BEAT_DUE) - ran);
        }
        RawMemory.putLong(processor + BEAT_AT, at);
    }

    /** The running thread {@code thread} has its next beat a whole period from now. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static void next(long processor, long thread, long now) {
        long ran = Stopwatch.read(thread + ThreadDescriptor.CPU_TIME, now);
        RawMemory.putLong(thread + BEAT_DUE, Deadline.after(ran, RawMemory.getLong(thread + BEAT_PERIOD)));
        begin(processor, thread, now);
    }

    /** The timer of this CPU fired while {@code thread} ran: a beat, if it is time for one. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void expire(long processor, long thread, long now) {
        if (now < RawMemory.getLong(processor + BEAT_AT)) {
            return;
        }
        Statistics.count(processor + ProcessorDescriptor.BEATS);
        if (!listener.onBeat(thread)) {
            RawMemory.putLong(thread + BEAT_PERIOD, 0);
        }
        next(processor, thread, now);
    }
}
