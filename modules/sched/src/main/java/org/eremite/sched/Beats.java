package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.BEAT_AT;
import static org.eremite.sched.ThreadDescriptor.BEAT_PERIOD;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;

/**
 * Beats: interrupts of the timer that a thread asks for, again and again while it runs. Who waits for a CPU or for anything
 * else gets none, and a thread that gets a CPU has its first beat a whole period later.
 *
 * <p>No thread is woken for a beat and no other CPU has a part in it: {@link ThreadDescriptor#BEAT_PERIOD} belongs to the
 * thread and, while it runs, to its CPU with interrupts disabled; {@link ProcessorDescriptor#BEAT_AT} to the CPU.
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

    /** Gives the running thread {@code thread} a beat every {@code nanos} from now on, or none if 0. */
    @Uninterruptible(reason = "A safepoint with interrupts disabled would hang the collector.")
    void start(long thread, long nanos) {
        long token = processors.disableInterrupts();
        long processor = processorTable.of(processors.current());
        RawMemory.putLong(thread + BEAT_PERIOD, nanos);
        begin(processor, thread, clock.nanoTime());
        timerQueue.arm(processor, RawMemory.getLong(processor + BEAT_AT));
        processors.restoreInterrupts(token);
    }

    /** {@code thread} has got the CPU. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void begin(long processor, long thread, long now) {
        long period = RawMemory.getLong(thread + BEAT_PERIOD);
        RawMemory.putLong(processor + BEAT_AT, period == 0 ? Deadline.NONE : Deadline.after(now, period));
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
        begin(processor, thread, now);
    }
}
