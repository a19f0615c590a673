package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/** Adds the stack of whatever was running to a panic report; implemented by the layer that knows its frames. */
public interface StackReporter {
    /**
     * Reports the stack of the code that was interrupted at the two addresses; {@code runtimeThread} is what the register
     * that the runtime reserves for its thread held there, 0 for none.
     */
    @Uninterruptible(reason = "Called by the panic report.")
    void report(long stackPointer, long instructionPointer, long runtimeThread);

    /** Reports the stack of the caller. */
    @Uninterruptible(reason = "Called by the panic report.")
    void reportHere();
}
