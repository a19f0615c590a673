package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;

/** The receiving half of a serial line, as {@link SerialInput} needs it. */
interface ReceiveLine {
    /** Next byte of the device (0 to 255), or -1 if it has none now. */
    @Uninterruptible(reason = "Runs in interrupt handlers.")
    int received();

    /** Whether the device interrupts while it has bytes; one that has some when this is set to true does so at once. */
    @Uninterruptible(reason = "Runs in interrupt handlers.")
    void interruptOnReceive(boolean wanted);
}
