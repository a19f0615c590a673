package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Decides what a CPU runs next; implemented by the scheduler, called by the machine.
 *
 * Every method runs on a stack of the CPU with interrupts disabled, after {@code context} (what the CPU ran) has been
 * saved completely, and returns the context to resume, possibly the same one.
 */
public interface Dispatcher {
    /**
     * The thread of {@code context} gave up the CPU by {@link Contexts#deschedule} with {@code request}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long onDeschedule(long context, long request);

    /**
     * This CPU's timer reached the deadline of {@link Timer#arm}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long onTimer(long context);

    /**
     * Another CPU (or this one) called {@link Processors#reschedule} for this CPU.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long onReschedule(long context);
}
