package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;

/** Hears that nothing but an interrupt of a device can make a thread runnable. */
public interface StallListener {
    /**
     * At some moment every thread waited and none had a deadline, with no interrupt handler under way; up to that moment the
     * CPUs had taken {@code deviceInterrupts} interrupts of devices. As long as {@link Statistics#deviceInterrupts()} is
     * still that, nothing has happened since but what this listener did.
     *
     * <p>Called on the stack of a CPU with interrupts disabled, whenever a CPU becomes idle in this state, possibly by several
     * CPUs at once and for an older moment after one for a younger. It may wake threads.
     */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void onStall(long deviceInterrupts);
}
