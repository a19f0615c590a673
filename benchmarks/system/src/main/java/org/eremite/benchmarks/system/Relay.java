package org.eremite.benchmarks.system;

import java.util.concurrent.locks.LockSupport;

/** Two threads that hand a baton to each other; each waits for it in the way under test. */
final class Relay implements AutoCloseable {
    /** How a thread waits, and how the other one is told. */
    enum Way {
        /** The waiting thread yields until the baton has come. */
        YIELD,
        /** The waiting thread parks and is unparked. */
        PARK
    }

    private static final int OURS = 0;
    private static final int THEIRS = 1;

    private final Way way;
    private final Thread partner = new Thread(this::answer, "partner");
    private volatile Thread first;
    private volatile int holder = OURS;
    private volatile boolean closed;

    Relay(Way way) {
        this.way = way;
        partner.setDaemon(true);
        partner.start();
    }

    /** Hands the baton over {@code n} times, rounded up to an even number, and returns the nanoseconds that took. */
    long handOvers(int n) {
        first = Thread.currentThread();
        long begin = System.nanoTime();
        for (int i = 0; i < n; i += 2) {
            holder = THEIRS;
            tell(partner);
            while (holder != OURS) {
                await();
            }
        }
        return System.nanoTime() - begin;
    }

    private void answer() {
        while (!closed) {
            if (holder == THEIRS) {
                holder = OURS;
                tell(first);
            } else {
                await();
            }
        }
    }

    private void tell(Thread thread) {
        if (way == Way.PARK) {
            LockSupport.unpark(thread);
        }
    }

    private void await() {
        if (way == Way.PARK) {
            LockSupport.park(this);
        } else {
            Thread.yield();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(partner);
        Ending.await(partner);
    }
}
