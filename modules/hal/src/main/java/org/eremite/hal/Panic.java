package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * A broken invariant: reports it with the state of the CPU and stops the machine with status {@link #STATUS}.
 */
public interface Panic {
    /** Exit status of a panic. */
    int STATUS = 134;

    /**
     * Reports {@code what: name=value} and stops every CPU; does not return. Arguments are constants of the image.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void panic(String what, String name, long value);
}
