package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AfterTry;

/** A worker that waits runs tasks on top of what waits: neither may notice the other. */
class WaitingTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(60);

    private final Pool pool = new Pool(1);
    private final Pool other = new Pool(1);

    @AfterTry
    void close() {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            other.close();
            pool.close();
        });
    }

    /** Waits on the pool's only worker while that runs {@code meanwhile} on top. */
    private void waitAndRun(Runnable meanwhile) {
        other.run(() -> pool.run(meanwhile));
    }

    @Example
    void anInterruptOfATaskOnTopIsNotForTheOneThatWaits() {
        pool.run(() -> {
            waitAndRun(() -> Thread.currentThread().interrupt());
            assertFalse(Thread.interrupted());
        });
    }

    @Example
    void anInterruptOfTheOneThatWaitsIsNotForTasksOnTop() {
        pool.run(() -> {
            Thread.currentThread().interrupt();
            waitAndRun(() -> {
                assertFalse(Thread.currentThread().isInterrupted());
                // Waits itself.
                waitAndRun(() -> assertFalse(Thread.currentThread().isInterrupted()));
                assertFalse(Thread.interrupted());
            });
            assertTrue(Thread.interrupted());
        });
    }

    @Example
    void whatATaskOnTopLeavesPendingWhenItFailsIsGone() {
        pool.run(() -> {
            Worker worker = Worker.current();
            int frame = worker.forkSlowly((Runnable) () -> { });
            Submission<Void> failing = new Submission<>(null, () -> {
                worker.forkSlowly((Runnable) () -> { });
                throw new IllegalStateException("before its join");
            });
            worker.run(failing);
            assertEquals(frame + 1, worker.forkSlowly((Runnable) () -> { }));
            worker.unfork(frame + 1);
            worker.unfork(frame);
        });
    }

    @Example
    void oldWorkIsLeftAloneByOneWhoseTaskHasRunMeanwhile() {
        pool.run(() -> {
            Worker worker = Worker.current();
            Submission<Integer> older = new Submission<>(worker, () -> 1);
            Submission<Integer> younger = new Submission<>(worker, () -> 2);
            worker.offer(older);
            worker.offer(younger);
            worker.run(worker.deque().pop());
            assertFalse(worker.reclaim(younger), "it has run");
            assertFalse(older.isOpen());
            assertTrue(worker.reclaim(older), "it has not");
        });
    }

    /** Its join alone knows as what to run it. */
    private static final class OfTwoKinds implements Runnable, Supplier<Integer> {
        private int runs;

        @Override
        public void run() {
            runs++;
        }

        @Override
        public Integer get() {
            throw new AssertionError("the other kind is meant");
        }
    }

    @Example
    void aBodyOfSeveralKindsIsKeptAndWhatIsForkedAboveItOffered() {
        OfTwoKinds body = new OfTwoKinds();
        boolean[] offered = new boolean[1];
        pool.run(() -> Par.join(() -> Par.join(
                () -> offered[0] = !Worker.current().deque().isEmpty(), () -> { }), (Runnable) body));
        assertTrue(offered[0]);
        assertEquals(1, body.runs);
    }

    @Example
    void aPoolSleepsWhileItsWorkerIsInABlockingCallThatWaitsForAnother() {
        assertTimeoutPreemptively(FOR_EVER, () -> pool.run(() -> Par.blocking(() -> {
            other.run(() -> {
                while (pool.idle().anyAwake()) {
                    Thread.yield();
                }
                assertFalse(pool.idle().anyBusy());
            });
            return null;
        })));
    }

    @Example
    void aBlockingCallWithinAnotherNeedsNoSecondStandIn() {
        pool.run(() -> Par.blocking(() -> Par.blocking(() -> {
            assertEquals(2, pool.workers().length);
            return null;
        })));
        pool.run(() -> assertTrue(pool.idle().anyBusy()));
    }

    /** The latch is opened by what only a stand-in can run; that sleeps, nothing beats, and first forks have been long ago. */
    @Example
    void aBlockingCallWithinAnotherOffersWhatIsPending() {
        Pool unbeaten = new Pool(PoolConfiguration.ofThreads(1).withBeats(new ScriptedBeats()));
        assertTimeoutPreemptively(FOR_EVER, () -> unbeaten.run(() -> Par.blocking(() -> {
            int[] forks = new int[1];
            for (int i = 0; i < 50; i++) {
                // A body of its own each time: one that was there at the last beat would be offered.
                int number = i;
                Par.join(() -> { }, () -> forks[0] = number);
                while (unbeaten.idle().anyAwake()) {
                    Thread.yield();
                }
            }
            CountDownLatch latch = new CountDownLatch(1);
            Par.join(() -> {
                Par.blocking(() -> Pools.await(latch));
            }, latch::countDown);
            return null;
        })));
        unbeaten.close();
    }

    @Example
    void anInterruptSurvivesTasksThatAreRunOnTheWayToOnesOwn() {
        pool.run(() -> {
            Worker worker = Worker.current();
            boolean[] seen = new boolean[1];
            Submission<Integer> own = new Submission<>(worker, () -> 1);
            Submission<Void> other = new Submission<>(null, () -> {
                seen[0] = Thread.currentThread().isInterrupted();
                return null;
            });
            worker.offer(own);
            worker.offer(other);
            worker.interrupt();
            assertTrue(worker.reclaim(own));
            assertFalse(seen[0]);
            assertTrue(Thread.interrupted());
        });
    }

    @Example
    void aWorkerThatClosesAnotherPoolLetsItsOwnServeThat() {
        assertTimeoutPreemptively(FOR_EVER, () -> pool.run(() -> {
            Pool closed = new Pool(1);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                closed.run(() -> {
                    begun.countDown();
                    while (!closed.isClosing()) {
                        Thread.yield();
                    }
                    pool.run(() -> { });
                });
                ended.countDown();
            });
            Par.blocking(() -> Pools.await(begun));
            closed.close();
            Par.blocking(() -> Pools.await(ended));
        }));
    }
}
