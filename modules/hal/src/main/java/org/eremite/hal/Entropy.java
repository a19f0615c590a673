package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Random bits from a physical source, fit to seed a cryptographic generator (NIST SP 800-90B, 90C).
 *
 * <p>There is no substitute for a missing source: time and addresses of a virtual machine can be guessed, or even be the
 * same on every start.
 */
public interface Entropy {
    /** The memory was filled. */
    int FILLED = 0;
    /** The machine has no source. */
    int NO_SOURCE = 1;
    /** The source exists and gave nothing for as long as its specification says to ask. */
    int EXHAUSTED = 2;

    /**
     * Fills {@code bytes} bytes at {@code address}, both multiples of 8, and returns {@link #FILLED}; or returns another
     * code, and the memory holds nothing of use. Any CPU at any time; no lock is taken.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    int fill(long address, long bytes);

    /** What {@code code} means on this machine and how it can be cured, as half a sentence; a constant of the image. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    String reason(int code);
}
