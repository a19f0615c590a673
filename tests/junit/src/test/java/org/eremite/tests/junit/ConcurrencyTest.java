package org.eremite.tests.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java.util.concurrent} over the scheduler, on as many CPUs as there are. */
@Timeout(300)
class ConcurrencyTest {
    private static final int ROUNDS = 1000;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);

    @AfterEach
    void close() {
        pool.close();
    }

    /** Kinds of threads. */
    enum Threads {
        PLATFORM {
            @Override
            ExecutorService executor() {
                return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());
            }
        },
        VIRTUAL {
            @Override
            ExecutorService executor() {
                return Executors.newVirtualThreadPerTaskExecutor();
            }
        };

        abstract ExecutorService executor();
    }

    private static <T> List<Callable<T>> copies(int count, Callable<T> task) {
        return IntStream.range(0, count).mapToObj(_ -> task).toList();
    }

    @ParameterizedTest
    @EnumSource(Threads.class)
    void everyTaskRunsOnceInAThreadOfItsOwn(Threads threads) throws Exception {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger runs = new AtomicInteger();
        try (ExecutorService executor = threads.executor()) {
            for (Future<Integer> future : executor.invokeAll(copies(100, () -> {
                seen.add(Thread.currentThread());
                return runs.incrementAndGet();
            }))) {
                future.get();
            }
        }
        assertEquals(100, runs.get());
        assertEquals(100, seen.size());
    }

    @Test
    void anExceptionInATaskReachesWhoWaits() {
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> pool.submit(() -> {
            throw new IllegalStateException("in the task");
        }).get());
        assertInstanceOf(IllegalStateException.class, thrown.getCause());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aBarrierHoldsUntilAllHaveCome(int parties) throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> counts = new ArrayList<>();
        CyclicBarrier barrier = new CyclicBarrier(parties, () -> counts.add(inside.get()));
        for (Future<?> future : pool.invokeAll(copies(parties, () -> {
            for (int round = 0; round < 100; round++) {
                inside.incrementAndGet();
                barrier.await();
            }
            return null;
        }))) {
            future.get();
        }
        assertEquals(IntStream.rangeClosed(1, 100).map(round -> round * parties).boxed().toList(), counts);
    }

    @Test
    void aQueueKeepsTheOrderAndLosesNothing() throws Exception {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(3);
        Future<Void> producer = pool.submit(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                queue.put(i);
            }
            return null;
        });
        for (int i = 0; i < ROUNDS; i++) {
            assertEquals(i, queue.take());
        }
        producer.get();
    }

    @Test
    void aSynchronousQueueHandsOver() throws Exception {
        SynchronousQueue<String> queue = new SynchronousQueue<>(true);
        Future<String> taker = pool.submit(queue::take);
        assertTrue(queue.offer("handed over", 60, TimeUnit.SECONDS));
        assertEquals("handed over", taker.get());
    }

    @Test
    void exchangersSwap() throws Exception {
        Exchanger<String> exchanger = new Exchanger<>();
        Future<String> other = pool.submit(() -> exchanger.exchange("mine"));
        assertEquals("mine", exchanger.exchange("yours"));
        assertEquals("yours", other.get());
    }

    @Test
    void aMapCountsWithoutLoss() throws Exception {
        ConcurrentHashMap<Integer, LongAdder> counts = new ConcurrentHashMap<>();
        for (Future<?> future : pool.invokeAll(copies(4, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                counts.computeIfAbsent(i % 7, _ -> new LongAdder()).increment();
            }
            return null;
        }))) {
            future.get();
        }
        assertEquals(4 * ROUNDS, counts.values().stream().mapToLong(LongAdder::sum).sum());
    }

    @Test
    void writersExcludeEachOtherAndReaders() throws Exception {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        int[] both = new int[2];
        List<Callable<Boolean>> tasks = new ArrayList<>(copies(2, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                lock.writeLock().lock();
                both[0]++;
                both[1]++;
                lock.writeLock().unlock();
            }
            return true;
        }));
        tasks.addAll(copies(2, () -> {
            boolean equal = true;
            for (int i = 0; i < ROUNDS; i++) {
                lock.readLock().lock();
                equal &= both[0] == both[1];
                lock.readLock().unlock();
            }
            return equal;
        }));
        for (Future<Boolean> future : pool.invokeAll(tasks)) {
            assertTrue(future.get());
        }
        assertEquals(2 * ROUNDS, both[0]);
    }

    @Test
    void aSemaphoreAdmitsNoMoreThanItsPermits() throws Exception {
        Semaphore permits = new Semaphore(2);
        AtomicInteger inside = new AtomicInteger();
        for (Future<Boolean> future : pool.invokeAll(copies(4, () -> {
            boolean few = true;
            for (int i = 0; i < ROUNDS; i++) {
                permits.acquire();
                few &= inside.incrementAndGet() <= 2;
                inside.decrementAndGet();
                permits.release();
            }
            return few;
        }))) {
            assertTrue(future.get());
        }
    }

    @Test
    void aPhaserAdvancesWithThoseWhoStay() throws Exception {
        Phaser phaser = new Phaser(3);
        for (Future<Integer> future : pool.invokeAll(IntStream.rangeClosed(1, 3).<Callable<Integer>>mapToObj(phases -> () -> {
            for (int phase = 1; phase < phases; phase++) {
                phaser.arriveAndAwaitAdvance();
            }
            return phaser.arriveAndDeregister();
        }).toList())) {
            assertTrue(future.get() >= 0);
        }
        assertTrue(phaser.isTerminated());
        assertEquals(0, phaser.getRegisteredParties());
    }

    @Test
    void aScheduledTaskIsNotEarly() throws Exception {
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            long start = System.nanoTime();
            long end = scheduler.schedule(System::nanoTime, 20, TimeUnit.MILLISECONDS).get();
            assertTrue(end - start >= TimeUnit.MILLISECONDS.toNanos(20), "after " + (end - start) + " ns");
        }
    }

    @Nested
    class ForkAndJoin {
        private static final class Sum extends RecursiveTask<Long> {
            private static final long serialVersionUID = 1L;
            private final long from;
            private final long to;

            Sum(long from, long to) {
                this.from = from;
                this.to = to;
            }

            @Override
            protected Long compute() {
                if (to - from <= 100) {
                    return LongStream.range(from, to).sum();
                }
                Sum left = new Sum(from, (from + to) / 2);
                left.fork();
                return new Sum((from + to) / 2, to).compute() + left.join();
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 4})
        void aPoolSumsAsALoopDoes(int parallelism) {
            try (ForkJoinPool forks = new ForkJoinPool(parallelism)) {
                assertEquals(100_000L * 99_999 / 2, forks.invoke(new Sum(0, 100_000)));
            }
        }

        @Test
        void aParallelStreamSumsAsALoopDoes() {
            assertEquals(100_000L * 99_999 / 2, LongStream.range(0, 100_000).parallel().sum());
        }
    }

    @Nested
    class Futures {
        @Test
        void stagesRunAfterEachOther() throws Exception {
            CompletableFuture<String> future = CompletableFuture.supplyAsync(() -> 20, pool)
                    .thenCombine(CompletableFuture.supplyAsync(() -> 22, pool), Integer::sum).thenApply(sum -> "sum " + sum);
            assertEquals("sum 42", future.get());
        }

        @Test
        void aCancelledTaskIsInterrupted() throws Exception {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            Future<?> future = pool.submit(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            begun.await();
            assertTrue(future.cancel(true));
            interrupted.await();
            assertTrue(future.isCancelled());
        }
    }
}
