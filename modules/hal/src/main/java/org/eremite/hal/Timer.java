package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * The one-shot timer of the CPU that executes the call; interrupts must be disabled.
 */
public interface Timer {
    /**
     * Raises {@link Dispatcher#onTimer} on this CPU at or soon after {@code deadline}, in nanoseconds of {@link Clock#nanoTime};
     * never before. Replaces an earlier deadline. A deadline in the past fires at once.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void arm(long deadline);

    /**
     * Cancels the deadline; an interrupt already raised may still arrive.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void disarm();
}
