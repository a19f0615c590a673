package org.eremite.io;

/** The wait for bytes of a device. */
@FunctionalInterface
public interface Arrival {
    /** Waits until bytes may be there; may return early, and does not hear interrupts of the thread. */
    void await();
}
