package org.eremite.benchmarks.par;

import java.util.concurrent.locks.LockSupport;

/** A plain thread that sleeps until it is called and then answers: the least that a change of threads costs. */
final class Echo implements AutoCloseable {
    private final Thread thread = new Thread(this::answer, "echo");
    private volatile Thread caller;
    private volatile boolean closed;

    Echo() {
        thread.setDaemon(true);
        thread.start();
    }

    /** As many calls, each after a pause; returns their number. */
    long trips(int trips) {
        for (int i = 0; i < trips; i++) {
            LockSupport.parkNanos(200_000);
            caller = Thread.currentThread();
            LockSupport.unpark(thread);
            while (caller != null) {
                LockSupport.park(this);
            }
        }
        return trips;
    }

    private void answer() {
        while (!closed) {
            Thread waiting = caller;
            if (waiting == null) {
                LockSupport.park(this);
            } else {
                caller = null;
                LockSupport.unpark(waiting);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
