package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScopeTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(60);

    private static void spawnTree(Scope scope, int tasks, AtomicInteger runs) {
        runs.incrementAndGet();
        int left = tasks - 1;
        if (left > 0) {
            scope.spawn(() -> spawnTree(scope, left - left / 2, runs));
        }
        if (left / 2 > 0) {
            scope.spawn(() -> spawnTree(scope, left / 2, runs));
        }
    }

    @Property(tries = 100)
    void everySpawnedTaskHasEndedWhenTheScopeEnds(
            @ForAll @IntRange(min = 1, max = 2000) int tasks, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        AtomicInteger runs = new AtomicInteger();
        String result = Pools.of(workers).run(() -> Par.scope(scope -> {
            spawnTree(scope, tasks, runs);
            return "result";
        }));
        assertEquals("result", result);
        assertEquals(tasks, runs.get());
    }

    @Example
    void aThreadOutsideThePoolMaySpawnWhileTheScopeLasts() {
        AtomicInteger runs = new AtomicInteger();
        Scope[] ended = new Scope[1];
        assertTimeoutPreemptively(FOR_EVER, () -> Pools.of(2).run(() -> Par.scope(scope -> {
            ended[0] = scope;
            CountDownLatch spawned = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                scope.spawn(runs::incrementAndGet);
                spawned.countDown();
            });
            return Par.blocking(() -> Pools.await(spawned));
        })));
        assertEquals(1, runs.get());
        assertThrows(IllegalStateException.class, () -> ended[0].spawn(runs::incrementAndGet));
    }

    @Property(tries = 50)
    void theFirstFailureIsThrownAndTasksThatHaveNotBegunAreDropped(
            @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        AtomicInteger runs = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("task");
        // Of its own: in a pool that others have used a spare worker may still be about.
        try (Pool pool = new Pool(workers)) {
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> pool.run(() -> Par.scope(scope -> {
                for (int i = 0; i < 100; i++) {
                    scope.spawn(runs::incrementAndGet);
                }
                scope.spawn(() -> {
                    throw failure;
                });
                return null;
            })));
            assertSame(failure, thrown);
        }
        if (workers == 1) {
            assertEquals(0, runs.get(), "the last one comes first");
        }
    }

    @Property(tries = 50)
    void whatHasRunHasBeenCountedWhenTheScopeEnds(@ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        Pool pool = Pools.of(workers);
        pool.run(() -> {
            long before = Pools.tasks(pool);
            Par.scope(scope -> {
                for (int i = 0; i < 100; i++) {
                    scope.spawn(() -> { });
                }
                return null;
            });
            assertTrue(Pools.tasks(pool) >= before + 100);
        });
    }

    @Example
    void aScopeThatIsCancelledDoesNotCancelWhatSharesItsCancellation() {
        Cancellation shared = new Cancellation();
        assertThrows(CancellationException.class, () -> Par.scope(shared, scope -> {
            scope.cancel();
            return null;
        }));
        assertFalse(shared.isCancelled());
        assertEquals(45, Par.range(0, 10).until(shared).sum());
        shared.cancel();
        assertThrows(CancellationException.class, () -> Par.scope(shared, scope -> 1));
    }

    @Example
    void aFailureOfTheBodyWaitsForTheTasksThatHaveBegun() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        IllegalStateException first = new IllegalStateException("body");
        IllegalStateException second = new IllegalStateException("task");
        IllegalStateException thrown = assertThrows(IllegalStateException.class,
                () -> Pools.of(2).run(() -> Par.scope(scope -> {
                    scope.spawn(() -> {
                        begun.countDown();
                        Par.range(0, 100_000).sum();
                        ended.incrementAndGet();
                        throw second;
                    });
                    Pools.await(begun);
                    throw first;
                })));
        assertSame(first, thrown);
        assertEquals(1, ended.get());
        assertTrue(List.of(thrown.getSuppressed()).contains(second));
    }

    @Example
    void aCancelledScopeDropsWhatHasNotBegun() {
        AtomicInteger runs = new AtomicInteger();
        assertThrows(CancellationException.class, () -> Pools.of(1).run(() -> Par.scope(scope -> {
            scope.cancel();
            assertTrue(scope.isCancelled());
            scope.spawn(runs::incrementAndGet);
            return null;
        })));
        assertEquals(0, runs.get());
    }
}
