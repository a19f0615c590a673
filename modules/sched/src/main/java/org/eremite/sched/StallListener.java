package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;

/** Hears that nothing but an interrupt of a device can make a thread runnable. */
public interface StallListener {
    /**
     * Every thread waits, none of them with a deadline. Called on the stack of a CPU with interrupts disabled, whenever a CPU
     * becomes idle in this state, possibly by several CPUs at once. It may wake threads.
     */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void onStall();
}
