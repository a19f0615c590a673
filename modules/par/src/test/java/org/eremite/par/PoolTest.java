package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PoolTest {
    /** Not a measure of speed: a lost wake-up would last for ever. */
    private static final Duration FOR_EVER = Duration.ofSeconds(60);

    /** A thread that has been woken and has no processor yet counts as awake, whatever its state says. */
    private static boolean allAsleep(Pool pool) {
        if (pool.idle().anyAwake()) {
            return false;
        }
        for (int i = 0; i < pool.size(); i++) {
            if (pool.workers()[i].getState() != Thread.State.WAITING) {
                return false;
            }
        }
        return true;
    }

    private static void awaitAllAsleep(Pool pool) {
        while (!allAsleep(pool)) {
            Thread.yield();
        }
    }

    @Example
    void anIdlePoolSleepsCompletelyAndUsesNoCpuTime() {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool pool = new Pool(8)) {
                pool.run(() -> Par.range(0, 10_000).sum());
                awaitAllAsleep(pool);
                List<WorkerStatistics> before = pool.statistics();
                for (int i = 0; i < 1000; i++) {
                    Thread.yield();
                    assertFalse(pool.idle().anyAwake());
                }
                assertEquals(before, pool.statistics());
            }
        });
    }

    @Property(tries = 6)
    void everySubmissionToASleepingPoolIsServed(@ForAll @IntRange(min = 1, max = 4) int workers) {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool pool = new Pool(workers)) {
                for (int round = 0; round < 300; round++) {
                    int number = round;
                    awaitAllAsleep(pool);
                    assertEquals(number, pool.run(() -> number));
                }
                assertEquals(300, Pools.tasks(pool));
            }
        });
    }

    @Property(tries = 6)
    void everySubmissionToAPoolFallingAsleepIsServed(@ForAll @IntRange(min = 1, max = 4) int workers) {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool pool = new Pool(workers)) {
                for (int round = 0; round < 3000; round++) {
                    // Pauses of all lengths around the time a worker searches before it sleeps.
                    for (int i = 0; i < round % 64 * 16; i++) {
                        Thread.onSpinWait();
                    }
                    int number = round;
                    assertEquals(number, pool.run(() -> number));
                }
            }
        });
    }

    /** A worker that offers work while all others sleep must wake one: here nobody else could run the second. */
    @Property(tries = 6)
    void anOfferWakesASleepingWorker(@ForAll @IntRange(min = 2, max = 4) int workers) {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool pool = new Pool(workers)) {
                for (int round = 0; round < 300; round++) {
                    CountDownLatch second = new CountDownLatch(1);
                    pool.run(() -> Par.join(() -> Pools.await(second), second::countDown));
                }
            }
        });
    }

    /** As many tasks as workers wait for each other: the wake-ups must have reached every worker. */
    @Example
    void wakeUpsSpreadToAllWorkersWhileThereIsWork() {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool pool = new Pool(8)) {
                for (int round = 0; round < 50; round++) {
                    CountDownLatch all = new CountDownLatch(pool.size());
                    pool.run(() -> meet(pool.size(), all));
                    awaitAllAsleep(pool);
                }
                for (WorkerStatistics worker : pool.statistics()) {
                    assertTrue(worker.tasks() > 0 && worker.busyNanos() > 0, worker::toString);
                }
            }
        });
    }

    private static void meet(int parties, CountDownLatch all) {
        if (parties == 1) {
            all.countDown();
            Pools.await(all);
        } else {
            Par.join(() -> meet(parties / 2, all), () -> meet(parties - parties / 2, all));
        }
    }

    @Example
    void aWorkerWaitsForAnotherPoolAndServesItsOwnMeanwhile() {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool one = new Pool(1); Pool other = new Pool(1)) {
                // The only worker of the first pool waits for the second, whose task needs the first pool again.
                Thread[] seen = new Thread[3];
                one.run(() -> {
                    seen[0] = Thread.currentThread();
                    other.run(() -> {
                        seen[1] = Thread.currentThread();
                        one.run(() -> seen[2] = Thread.currentThread());
                    });
                });
                assertSame(seen[0], seen[2]);
                assertNotSame(seen[0], seen[1]);
            }
        });
    }

    @Example
    void runStaysInItsPool() {
        Pool pool = Pools.of(2);
        pool.run(() -> Par.range(0, 10_000).forEach(i -> assertSame(pool, Worker.current().pool())));
    }

    @Example
    void aClosedPoolHasEndedItsWorkersAndRefusesWork() {
        Pool pool = new Pool(3);
        assertEquals(45, pool.run(() -> Par.range(0, 10).sum()));
        pool.close();
        for (int i = 0; i < pool.size(); i++) {
            assertFalse(pool.workers()[i].isAlive());
        }
        assertThrows(IllegalStateException.class, () -> pool.run(() -> 1));
        pool.close();
    }

    @Property(tries = 100)
    void aSubmissionDuringCloseIsServedOrRefused(@ForAll @IntRange(min = 1, max = 3) int workers) {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            Pool pool = new Pool(workers);
            AtomicInteger ended = new AtomicInteger();
            Thread submitter = new Thread(() -> {
                try {
                    while (true) {
                        pool.run(() -> Par.range(0, 100).sum());
                    }
                } catch (IllegalStateException closed) {
                    ended.incrementAndGet();
                }
            });
            submitter.start();
            Thread.yield();
            pool.close();
            submitter.join();
            assertEquals(1, ended.get());
        });
    }

    @Example
    void closingFromInsideAndClosingTheCommonPoolAreErrors() {
        try (Pool pool = new Pool(1)) {
            assertThrows(IllegalStateException.class, () -> pool.run(pool::close));
        }
        assertThrows(IllegalStateException.class, () -> Pool.common().close());
        assertEquals(Runtime.getRuntime().availableProcessors(), Pool.common().size());
        assertThrows(IllegalArgumentException.class, () -> new Pool(0));
    }

    @Example
    void workersAreDaemons() {
        assertTrue(Pools.of(1).workers()[0].isDaemon());
    }
}
