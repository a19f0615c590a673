package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Puts memory behind the stack of a thread where the thread first touches it.
 *
 * <p>A machine asks for it only where the thread had interrupts enabled, so no {@link SpinLock} is held on that CPU. Code
 * that disables interrupts may use {@link #PROBED_BYTES} bytes of stack without being asked for: the machine touches
 * these before it disables them.
 */
public interface StackMemory {
    /** Bytes of stack that are there for code with interrupts disabled. */
    int PROBED_BYTES = 8192;

    /**
     * The current thread has touched {@code virtualAddress}, which is not mapped. Returns true if it is now: the access
     * is repeated; false if it is a fault like any other. Called with interrupts disabled, on a stack of the CPU.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean provide(long virtualAddress);
}
