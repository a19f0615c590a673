package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.Contexts;

/** Takes the running thread off its CPU. */
final class Blocking {
    private final Contexts contexts;
    private final Clock clock;
    private final TimerQueue timerQueue;

    Blocking(Contexts contexts, Clock clock, TimerQueue timerQueue) {
        this.contexts = contexts;
        this.clock = clock;
        this.timerQueue = timerQueue;
    }

    /** The running thread. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long current() {
        return contexts.current() - ThreadDescriptor.CONTEXT;
    }

    /**
     * Returns after a wake-up, at or after {@code deadline}, or spuriously: callers look at their own condition. At once
     * if a wake-up came since the last return. Interrupts are enabled, no kernel lock is held.
     */
    @Uninterruptible(reason = "A thread that is about to block must not stop at a safepoint, whose end it would sleep through.")
    void block(long deadline) {
        if (deadline == Deadline.NONE) {
            contexts.deschedule(Scheduler.REQUEST_BLOCK);
            return;
        }
        if (deadline <= clock.nanoTime()) {
            return;
        }
        long thread = current();
        timerQueue.insert(thread, deadline);
        contexts.deschedule(Scheduler.REQUEST_BLOCK);
        timerQueue.remove(thread);
    }
}
