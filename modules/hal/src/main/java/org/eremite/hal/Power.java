package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Ends the machine.
 */
public interface Power {
    /**
     * Powers the machine off; {@code status} (0 to 255) reaches whoever started it, where a channel for it exists. Does not return.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void exit(int status);
}
