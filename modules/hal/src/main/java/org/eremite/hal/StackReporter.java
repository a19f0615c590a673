package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/** Adds the stack of whatever was running to a panic report; implemented by the layer that knows its frames. */
public interface StackReporter {
    /** Reports the stack of the code that was interrupted at the two addresses. */
    @Uninterruptible(reason = "Called by the panic report.")
    void report(long stackPointer, long instructionPointer);

    /** Reports the stack of the caller. */
    @Uninterruptible(reason = "Called by the panic report.")
    void reportHere();
}
