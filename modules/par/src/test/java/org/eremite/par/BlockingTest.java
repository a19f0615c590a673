package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** More tasks than workers wait for each other: only workers that stand in for the blocked ones can free them. */
class BlockingTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(60);

    private static void meet(int parties, CountDownLatch all) {
        if (parties == 1) {
            all.countDown();
            Par.blocking(() -> {
                Pools.await(all);
                return null;
            });
        } else {
            Par.join(() -> meet(parties / 2, all), () -> meet(parties - parties / 2, all));
        }
    }

    @Property(tries = 20)
    void blockedWorkersAreReplaced(@ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll @IntRange(min = 1, max = 12) int parties) {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool pool = new Pool(workers)) {
                for (int round = 0; round < 10; round++) {
                    pool.run(() -> meet(parties, new CountDownLatch(parties)));
                    assertEquals(4950, pool.run(() -> Par.range(0, 100).sum()));
                }
                int threads = pool.workers().length;
                assertTrue(threads <= workers + parties, "threads are not used again: " + threads);
                assertEquals(workers, pool.size());
            }
        });
    }

    @Example
    void aFutureOfSomebodyElseIsAwaited() {
        CompletableFuture<String> future = new CompletableFuture<>();
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool pool = new Pool(1)) {
                // The one worker waits for what only another one can bring about.
                pool.run(() -> Par.join(() -> {
                    assertEquals("done", get(future));
                }, () -> {
                    future.complete("done");
                }));
            }
        });
        CompletableFuture<String> failed = CompletableFuture.failedFuture(new IOException("no"));
        assertThrows(ExecutionException.class, () -> Par.await(failed));
        assertThrows(IOException.class, () -> Pools.of(1).run(() -> {
            try {
                return Par.blockingCall(() -> {
                    throw new IOException("no");
                });
            } catch (Exception thrown) {
                throw Failures.unchecked(thrown);
            }
        }));
    }

    private static String get(CompletableFuture<String> future) {
        try {
            return Par.await(future);
        } catch (ExecutionException | InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Example
    void closingEndsTheWorkersThatStoodIn() {
        Pool pool = new Pool(1);
        pool.run(() -> meet(4, new CountDownLatch(4)));
        Worker[] all = pool.workers();
        pool.close();
        assertTrue(all.length > 1);
        for (Worker worker : all) {
            assertFalse(worker.isAlive());
        }
    }

    @Example
    void workersThatStoodInKeepNothingOfTheirWork() {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try (Pool pool = new Pool(1)) {
                WeakReference<CountDownLatch> work = meeting(pool);
                while (!work.refersTo(null)) {
                    System.gc();
                }
            }
        });
    }

    private static WeakReference<CountDownLatch> meeting(Pool pool) {
        CountDownLatch all = new CountDownLatch(4);
        Runnable meeting = () -> {
            meet(1, all);
            // Forked, and taken back by the one who forked it.
            Par.join(() -> { }, all::getCount);
        };
        pool.run(() -> Par.join(() -> Par.join(meeting, meeting), () -> Par.join(meeting, meeting)));
        return new WeakReference<>(all);
    }

    @Example
    void outsideAPoolBlockingIsACall() {
        Thread here = Thread.currentThread();
        assertSame(here, Par.blocking(Thread::currentThread));
        assertEquals(List.of(0), Pools.of(1).broadcast(worker -> worker));
    }
}
