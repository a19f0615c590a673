package org.eremite.par;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/** Something that happens once, and the one thread, if any, that waits for it. */
class Latch {
    private final Thread waiter;
    /** Volatile, and written last: who reads true sees everything that was done before. */
    private volatile boolean open;

    /**
     * @param waiter the thread that is going to wait, or null if nobody will
     */
    Latch(Thread waiter) {
        this.waiter = waiter;
    }

    final boolean isOpen() {
        return open;
    }

    final boolean isAwaitedBy(Thread thread) {
        return waiter == thread;
    }

    /** Opens the latch and wakes the waiter. */
    final void open() {
        open = true;
        // The waiter announces its sleep, then reads open; here open is written, then the announcement is read.
        VarHandle.fullFence();
        if (waiter instanceof Worker worker) {
            worker.pool().idle().wake(worker);
        } else if (waiter != null) {
            LockSupport.unpark(waiter);
        }
    }

    /** Waits, as a thread that is no worker. An interrupt stays pending and does not end the wait. */
    final void awaitOutside() {
        boolean interrupted = false;
        while (!open) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
