package org.eremite.tests.guest;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code synchronized}, {@code wait} and {@code notify}. */
final class MonitorChecks {
    private static final int THREADS = 4;
    private static final int INCREMENTS = 3000;
    private static final int TURNS = 300;
    private static final int WAITERS = 10;

    private final Object monitor = new Object();
    private int shared;

    private MonitorChecks() {
    }

    static void run(Checks checks) {
        checks.check("synchronized excludes", () -> new MonitorChecks().exclusion());
        checks.check("monitors nest and have owners", () -> new MonitorChecks().nesting());
        checks.check("wait and notify by turns", () -> new MonitorChecks().turns());
        checks.check("notifyAll wakes all", () -> new MonitorChecks().notifyAllWakesAll());
        checks.check("notify wakes one at a time", () -> new MonitorChecks().notifyWakesOne());
        checks.check("an exception leaves the monitor", () -> new MonitorChecks().exceptionLeaves());
    }

    private void exclusion() throws InterruptedException {
        ThreadChecks.runOn(THREADS, () -> {
            for (int i = 0; i < INCREMENTS; i++) {
                synchronized (monitor) {
                    shared++;
                }
            }
        });
        Expect.equal(THREADS * INCREMENTS, shared);
    }

    private void nesting() {
        synchronized (monitor) {
            synchronized (monitor) {
                Expect.that(Thread.holdsLock(monitor), "not held inside");
            }
            Expect.that(Thread.holdsLock(monitor), "not held after the inner block");
        }
        Expect.that(!Thread.holdsLock(monitor), "held outside");
        Expect.thrown(IllegalMonitorStateException.class, monitor::notify);
        Expect.thrown(IllegalMonitorStateException.class, monitor::wait);
    }

    private void turns() throws InterruptedException {
        Thread other = ThreadChecks.start(1, () -> takeTurns(1)).getFirst();
        takeTurns(0);
        other.join();
        Expect.equal(2 * TURNS, shared);
    }

    private void takeTurns(int parity) {
        for (int i = 0; i < TURNS; i++) {
            synchronized (monitor) {
                while (shared % 2 != parity) {
                    waitHere();
                }
                shared++;
                monitor.notify();
            }
        }
    }

    private void waitHere() {
        try {
            monitor.wait();
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }

    private void notifyAllWakesAll() throws InterruptedException {
        AtomicInteger woken = new AtomicInteger();
        CountDownLatch arrived = new CountDownLatch(WAITERS);
        Thread[] threads = ThreadChecks.start(WAITERS, () -> {
            synchronized (monitor) {
                arrived.countDown();
                while (shared == 0) {
                    waitHere();
                }
                woken.incrementAndGet();
            }
        }).toArray(Thread[]::new);
        arrived.await();
        synchronized (monitor) {
            shared = 1;
            monitor.notifyAll();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Expect.equal(WAITERS, woken.get());
    }

    /** If each notification woke all, 55 waits would return; a few may return without one (JLS 17.2.1). */
    private void notifyWakesOne() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(WAITERS);
        AtomicInteger returns = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Thread[] threads = ThreadChecks.start(WAITERS, () -> {
            synchronized (monitor) {
                arrived.countDown();
                while (shared == 0) {
                    waitHere();
                    returns.incrementAndGet();
                }
                shared--;
                taken.incrementAndGet();
            }
        }).toArray(Thread[]::new);
        arrived.await();
        for (int i = 1; i <= WAITERS; i++) {
            int expected = i;
            synchronized (monitor) {
                shared++;
                monitor.notify();
            }
            Expect.eventually(() -> taken.get() == expected);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Expect.equal(0, shared);
        Expect.that(returns.get() < 2 * WAITERS, returns + " waits returned after " + WAITERS + " notifications");
    }

    private void exceptionLeaves() throws InterruptedException {
        Expect.thrown(IllegalStateException.class, () -> {
            synchronized (monitor) {
                throw new IllegalStateException("out of the block");
            }
        });
        ThreadChecks.runOn(1, () -> {
            synchronized (monitor) {
                shared = 1;
            }
        });
        Expect.equal(1, shared);
    }
}
