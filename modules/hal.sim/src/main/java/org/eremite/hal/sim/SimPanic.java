package org.eremite.hal.sim;

import org.eremite.hal.Panic;

/** A panic that a test can catch. */
public final class SimPanic implements Panic {
    /** Thrown where a machine would stop. */
    public static final class Raised extends AssertionError {
        private static final long serialVersionUID = 1L;

        Raised(String message) {
            super(message);
        }
    }

    @Override
    public void panic(String what, String name, long value) {
        throw new Raised(what + ": " + name + "=" + value);
    }
}
