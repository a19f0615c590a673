package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AfterTry;

/**
 * The moment between the last fruitless search and the sleep, taken apart: what is published in it must keep the
 * worker awake. The test's thread plays a searching worker of a pool whose only real worker is held in a task.
 */
class IdleWorkersTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(30);

    private final Pool pool = new Pool(1);
    private final Worker searcher = new Worker(pool, 1);
    private final IdleWorkers idle = new IdleWorkers(new IdleWorkers.Team() {
        @Override
        public Worker[] workers() {
            return pool.workers();
        }

        @Override
        public boolean workIsVisible() {
            return pool.workIsVisible();
        }
    });
    private final CountDownLatch release = new CountDownLatch(1);

    private Thread submit(Runnable task) {
        return Thread.ofVirtual().start(() -> pool.run(task));
    }

    private void holdTheRealWorker() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        submit(() -> {
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        held.await();
    }

    @AfterTry
    void releaseTheRealWorker() {
        release.countDown();
        pool.close();
    }

    @Example
    void workPublishedBeforeTheAnnouncementPreventsTheSleep() throws InterruptedException {
        holdTheRealWorker();
        idle.arrive();
        idle.startSearch();
        Thread submitter = submit(() -> { });
        while (!pool.workIsVisible()) {
            Thread.yield();
        }
        assertTimeoutPreemptively(FOR_EVER, () -> idle.sleep(searcher, null));
        assertFalse(idle.wake(searcher), "the announcement has been taken back");
        release.countDown();
        submitter.join();
    }

    /** Else it would end its search before anybody has counted it as searching. */
    @Example
    void aWorkerDoesNotGoOnBeforeItsWakerHasCountedIt() throws InterruptedException {
        holdTheRealWorker();
        idle.arrive();
        idle.startSearch();
        assertTrue(idle.prepareSleep(searcher, null));
        assertTrue(searcher.beginWake());
        assertFalse(searcher.endSleep());
        Thread sleeper = new Thread(searcher::parkUntilWoken);
        sleeper.start();
        while (sleeper.isAlive() && sleeper.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        assertTrue(sleeper.isAlive(), "it has gone on");
        searcher.finishWake();
        LockSupport.unpark(sleeper);
        sleeper.join();
        searcher.awaitWaker();
    }

    @Example
    void aFinishedTaskPreventsTheSleepOfItsWaiter() throws InterruptedException {
        Submission<Integer> task = new Submission<>(searcher, () -> 7);
        task.execute(searcher);
        holdTheRealWorker();
        idle.arrive();
        idle.startSearch();
        assertTimeoutPreemptively(FOR_EVER, () -> idle.sleep(searcher, task));
        assertEquals(7, task.result());
    }

    @Example
    void aClosingPoolPreventsTheSleep() {
        pool.close();
        idle.arrive();
        idle.startSearch();
        assertTimeoutPreemptively(FOR_EVER, () -> idle.sleep(searcher, null));
    }
}
