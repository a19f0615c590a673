package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;

/** Passes beats on to the threads that get them. */
public interface BeatListener {
    /**
     * {@code thread}, which runs on this CPU and has just been interrupted, has a beat. Returns whether it shall have
     * another one, the same time later; if not, it gets none until it asks again ({@link Threads#startBeats}).
     *
     * <p>Called on the stack of a CPU with interrupts disabled and no lock held, after the state of the thread has been
     * saved: the thread does nothing meanwhile.
     */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    boolean onBeat(long thread);
}
