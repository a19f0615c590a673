package org.eremite.par;

/**
 * Where an exception arrived that another thread had thrown. The exception itself keeps the stack of the thread that
 * threw it and has one of these, with the stack of the thread that waited, among its suppressed exceptions; one for
 * each change of thread on its way. Never thrown.
 */
public final class CallerTrace extends Exception {
    private static final long serialVersionUID = 1L;

    CallerTrace(Thread waiter) {
        super("awaited by " + waiter.getName());
    }
}
