package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class JoinTest {
    private static final int FIB_20 = 6765;

    private static int fib(int n) {
        return n < 2 ? n : Par.join(() -> fib(n - 1), () -> fib(n - 2), Integer::sum);
    }

    @Property(tries = 60)
    void nestedJoinsGiveTheSequentialResult(@ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        assertEquals(FIB_20, Pools.of(workers).run(() -> fib(20)));
    }

    /** The number of forks must not grow with the number of nodes, and must be enough for all workers that can run at once. */
    @Property(tries = 20)
    void forksAreWorthwhileAtTheTopOfARecursionOnly(@ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        AtomicInteger forks = new AtomicInteger();
        for (int round = 0; round < 5; round++) {
            assertEquals(1 << 16, Pools.of(workers).run(() -> leaves(0, forks)));
        }
        // Beats and pieces taken over add some; a fork at every node would make 327,675.
        int running = Math.min(workers, Runtime.getRuntime().availableProcessors());
        assertTrue(forks.get() >= 5 * Math.min(3 * running, 31) && forks.get() < 100_000, "forks: " + forks);
    }

    private static int leaves(int level, AtomicInteger forks) {
        if (level == 16 || !Par.isForkWorthwhile(level)) {
            return 1 << 16 - level;
        }
        forks.incrementAndGet();
        return Par.joinToInt(() -> leaves(level + 1, forks), () -> leaves(level + 1, forks), Integer::sum);
    }

    @Example
    void aCallerOutsideAnyPoolIsServedByTheCommonPool() {
        assertEquals(FIB_20, fib(20));
        Par.Joined<Thread, String> joined = Par.join(Thread::currentThread, () -> "second");
        assertNotSame(Thread.currentThread(), joined.first());
        assertEquals("second", joined.second());
    }

    @Example
    void manyCallersShareOnePool() throws InterruptedException {
        AtomicInteger right = new AtomicInteger();
        Thread[] callers = new Thread[6];
        for (int i = 0; i < callers.length; i++) {
            callers[i] = Thread.ofVirtual().start(() -> {
                for (int round = 0; round < 20; round++) {
                    if (Pools.of(2).run(() -> fib(12)) == 144) {
                        right.incrementAndGet();
                    }
                }
            });
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(20 * callers.length, right.get());
    }

    @Example
    void theFirstRunsOnTheCallingWorkerAndBothRunOnce() {
        for (int workers : new int[] {1, 2, 8}) {
            AtomicInteger calls = new AtomicInteger();
            Pools.of(workers).run(() -> {
                Thread here = Thread.currentThread();
                Par.join(() -> {
                    assertSame(here, Thread.currentThread());
                    calls.incrementAndGet();
                }, () -> {
                    calls.addAndGet(10);
                });
            });
            assertEquals(11, calls.get());
        }
    }

    @Example
    void aFailureOfTheFirstDropsASecondThatHasNotStarted() {
        AtomicBoolean started = new AtomicBoolean();
        RuntimeException failure = new RuntimeException("first");
        // Of its own: in a pool that others have used a spare worker may still be about.
        try (Pool pool = new Pool(1)) {
            RuntimeException thrown = assertThrows(RuntimeException.class, () -> pool.run(() -> Par.join(() -> {
                throw failure;
            }, () -> started.set(true))));
            assertSame(failure, thrown);
            assertFalse(started.get());
            assertEquals(FIB_20, pool.run(() -> fib(20)));
        }
    }

    @Example
    void aFailureOfTheSecondReachesTheCaller() {
        Error failure = new AssertionError("second");
        for (int workers : new int[] {1, 2, 8}) {
            AtomicBoolean first = new AtomicBoolean();
            Error thrown = assertThrows(AssertionError.class, () -> Pools.of(workers).run(() -> {
                Par.join(() -> first.set(true), () -> {
                    throw failure;
                });
            }));
            assertSame(failure, thrown);
            assertTrue(first.get());
        }
    }

    @Example
    void aSecondThatHasStartedIsWaitedForAndItsFailureSuppressed() {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second");
        RuntimeException thrown = assertThrows(RuntimeException.class, () -> Pools.of(2).run(() -> Par.join(() -> {
            Pools.await(started);
            throw first;
        }, () -> {
            started.countDown();
            fib(15);
            ended.set(true);
            throw second;
        })));
        assertSame(first, thrown);
        assertEquals(List.of(second), suppressedByCode(thrown));
        assertTrue(ended.get());
    }

    @Example
    void oneExceptionThrownByBothIsNotSuppressedByItself() {
        CountDownLatch started = new CountDownLatch(1);
        RuntimeException shared = new RuntimeException("shared");
        RuntimeException thrown = assertThrows(RuntimeException.class, () -> Pools.of(2).run(() -> Par.join(() -> {
            Pools.await(started);
            throw shared;
        }, () -> {
            started.countDown();
            throw shared;
        })));
        assertSame(shared, thrown);
        assertEquals(List.of(), suppressedByCode(thrown));
    }

    private static List<Throwable> suppressedByCode(Throwable thrown) {
        return Stream.of(thrown.getSuppressed()).filter(suppressed -> !(suppressed instanceof CallerTrace)).toList();
    }

    @Property(tries = 200)
    void aFailureDeepInATreeReachesTheCallerAndThePoolGoesOn(
            @ForAll @IntRange(min = 1, max = 4) int workers, @ForAll @IntRange(max = 255) int failing) {
        IllegalStateException thrown = assertThrows(IllegalStateException.class,
                () -> Pools.of(workers).run(() -> failAt(0, 256, failing)));
        assertEquals("leaf " + failing, thrown.getMessage());
        assertEquals(256, Pools.of(workers).run(() -> failAt(0, 256, -1)));
    }

    private static int failAt(int from, int to, int failing) {
        if (to - from == 1) {
            if (from == failing) {
                throw new IllegalStateException("leaf " + from);
            }
            return 1;
        }
        int middle = (from + to) >>> 1;
        return Par.join(() -> failAt(from, middle, failing), () -> failAt(middle, to, failing), Integer::sum);
    }

    @Example
    void anInterruptDoesNotEndAWaitAndStaysPending() {
        Thread.currentThread().interrupt();
        assertEquals(FIB_20, Pools.of(2).run(() -> fib(20)));
        assertTrue(Thread.interrupted());

        CountDownLatch started = new CountDownLatch(1);
        boolean pending = Pools.of(2).run(() -> {
            Thread waiting = Thread.currentThread();
            Par.join(() -> Pools.await(started), () -> {
                started.countDown();
                awaitThat(() -> LockSupport.getBlocker(waiting) == Pools.of(2));
                waiting.interrupt();
                awaitThat(() -> !waiting.isInterrupted());
            });
            return Thread.interrupted();
        });
        assertTrue(pending);
    }

    @Example
    void anInterruptEndsWithTheTaskItWasMeantFor() {
        Pools.of(1).run(() -> Thread.currentThread().interrupt());
        assertFalse(Pools.of(1).run(Thread::interrupted));
    }

    private static void awaitThat(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.yield();
        }
    }
}
