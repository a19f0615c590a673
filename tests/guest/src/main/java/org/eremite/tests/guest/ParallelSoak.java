package org.eremite.tests.guest;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.eremite.par.Pool;
import org.eremite.par.PoolConfiguration;

/**
 * One round of random work for par: a pool of any size, or the common one, and some threads that bring it trees of
 * work, with pauses in which its workers fall asleep. A task that is lost or run twice changes the value or the number
 * of visits; a lost wake-up, or memory that an idle pool keeps, lets the round never end.
 */
final class ParallelSoak {
    private static final int MOST_WORKERS = 16;
    private static final int MOST_CALLERS = 3;
    private static final int MOST_TREES = 6;
    private static final int MOST_LEAVES = 400;
    private static final int MOST_PAUSE_NANOSECONDS = 3_000_000;
    private static final int COMMON_IN = 4;
    private static final int ENDING_IN = 3;
    private static final int LEAK_SEARCH_IN = 8;
    private static final String POOL_NAME = "soak-worker";

    private final SplittableRandom random;
    private final AtomicLong progress;
    private final AtomicReference<Throwable> violation = new AtomicReference<>();
    private final BlockingQueue<CompletableFuture<Long>> asked = new LinkedBlockingQueue<>();

    ParallelSoak(SplittableRandom random, AtomicLong progress) {
        this.random = random;
        this.progress = progress;
    }

    /** Runs the round; throws if something does not hold. */
    void run() throws Exception {
        Thread giver = Thread.ofPlatform().daemon().start(this::give);
        if (random.nextInt(COMMON_IN) == 0) {
            callers(Pool.common());
        } else {
            int workers = 1 + random.nextInt(MOST_WORKERS);
            try (Pool pool = new Pool(PoolConfiguration.ofThreads(workers).withName(POOL_NAME))) {
                callers(pool);
            }
            // The snapshot may have threads that have ended, and only have to leave the runtime's list.
            Expect.that(Thread.getAllStackTraces().keySet().stream().noneMatch(
                    thread -> thread.getName().startsWith(POOL_NAME) && thread.isAlive()), "a worker has outlived its pool");
        }
        giver.interrupt();
        giver.join();
    }

    /** Completes what tasks ask for, in a while. */
    private void give() {
        try {
            while (true) {
                asked.take().complete(0L);
            }
        } catch (InterruptedException end) {
            // The round is over.
        }
    }

    private CompletableFuture<Long> ask() {
        CompletableFuture<Long> future = new CompletableFuture<>();
        asked.add(future);
        return future;
    }

    private void callers(Pool pool) throws Exception {
        List<WeakReference<RandomNesting>> finished = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 1 + random.nextInt(MOST_CALLERS); i > 0; i--) {
            SplittableRandom own = random.split();
            callers.add(Thread.ofPlatform().start(() -> call(pool, own, finished)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        if (violation.get() != null) {
            throw new AssertionError("a tree of work", violation.get());
        }
        if (random.nextInt(LEAK_SEARCH_IN) == 0) {
            Expect.eventually(() -> {
                System.gc();
                return finished.stream().allMatch(tree -> tree.refersTo(null));
            });
        }
    }

    private void call(Pool pool, SplittableRandom own, List<WeakReference<RandomNesting>> finished) {
        try {
            for (int i = 1 + own.nextInt(MOST_TREES); i > 0; i--) {
                int size = 1 + own.nextInt(MOST_LEAVES);
                boolean fails = own.nextInt(ENDING_IN) == 0;
                RandomNesting tree = new RandomNesting(own.nextLong(), size, fails ? 1 + own.nextInt(2 * size) : 0,
                        own.nextInt(ENDING_IN) == 0, this::ask);
                check(pool, tree, own.nextBoolean());
                synchronized (finished) {
                    finished.add(new WeakReference<>(tree));
                }
                if (own.nextBoolean()) {
                    LockSupport.parkNanos(own.nextInt(MOST_PAUSE_NANOSECONDS));
                }
            }
        } catch (Throwable thrown) {
            violation.compareAndSet(null, thrown);
        }
    }

    private void check(Pool pool, RandomNesting tree, boolean submitted) throws Exception {
        RandomNesting.Expected expected = tree.expected();
        boolean complete = false;
        try {
            long value = submitted ? pool.executor().submit(tree::run).get() : pool.run(tree::run);
            Expect.equal(expected.value(), value);
            complete = true;
        } catch (Exception thrown) {
            Throwable reason = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
            boolean known = reason instanceof RandomNesting.LeafFailed failed
                    ? expected.failures().contains(failed.leaf())
                    : reason instanceof CancellationException && tree.isCancelled();
            if (!known) {
                throw thrown;
            }
        }
        progress.addAndGet(tree.visits());
        Expect.that(complete ? tree.visits() == expected.leaves() && expected.failures().isEmpty()
                : tree.visits() <= expected.leaves(),
                "leaves visited=" + tree.visits() + " expected=" + expected.leaves() + " complete=" + complete);
    }
}
