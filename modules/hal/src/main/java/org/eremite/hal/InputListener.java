package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/** Hears that bytes have arrived at a line of the machine. */
public interface InputListener {
    /**
     * At least one byte has arrived at {@link Machine#console} or {@link Machine#control} since a line was last read
     * empty. Called in an interrupt handler, with interrupts disabled.
     */
    @Uninterruptible(reason = "Interrupt handler.")
    void onInput();
}
