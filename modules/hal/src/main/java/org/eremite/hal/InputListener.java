package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/** Hears that the console has received something. */
public interface InputListener {
    /**
     * Bytes may wait to be read. Called by an interrupt handler, with interrupts disabled; may wake threads.
     */
    @Uninterruptible(reason = "Interrupt handler.")
    void onInput();
}
