package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Where page tables get their frames from.
 */
public interface FrameSource {
    /**
     * Physical address of a free frame of {@link Pages#SMALL} bytes, contents undefined, or {@link Pages#NONE}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long allocateFrame();

    /**
     * Gives back a frame from {@link #allocateFrame}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void freeFrame(long physicalAddress);
}
