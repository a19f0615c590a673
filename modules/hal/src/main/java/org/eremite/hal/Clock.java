package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Time, the same on every CPU.
 */
public interface Clock {
    /**
     * Nanoseconds since an arbitrary point; never goes backwards, on any CPU.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long nanoTime();

    /**
     * Nanoseconds since 1970-01-01T00:00Z.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long wallClockNanos();
}
