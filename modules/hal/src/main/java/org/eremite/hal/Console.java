package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * The console of the machine: a byte stream in both directions.
 *
 * <p>Received bytes are kept until they are read; where no more can be kept, the other end has to wait.
 */
public interface Console {
    /**
     * Writes {@code length} bytes from {@code address}, as they are; returns when all are taken by the device.
     * Callers serialise themselves.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void write(long address, long length);

    /**
     * Next byte received (0 to 255), or -1 if there is none now. Readers serialise themselves.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    int read();
}
