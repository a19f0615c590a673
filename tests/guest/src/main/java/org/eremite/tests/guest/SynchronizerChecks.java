package org.eremite.tests.guest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** java.util.concurrent on platform threads. */
final class SynchronizerChecks {
    private static final int THREADS = 4;
    private static final int OPERATIONS = 1500;
    private static final int KEYS = 64;
    private static final int CAPACITY = 4;

    private SynchronizerChecks() {
    }

    static void run(Checks checks) {
        checks.check("ReentrantLock and Condition: a bounded buffer", SynchronizerChecks::boundedBuffer);
        checks.check("read-write locks", SynchronizerChecks::readWriteLocks);
        checks.check("CountDownLatch and CyclicBarrier", SynchronizerChecks::barriers);
        checks.check("Semaphore", SynchronizerChecks::semaphore);
        checks.check("blocking queues", SynchronizerChecks::queues);
        checks.check("ConcurrentHashMap under contention", SynchronizerChecks::concurrentMap);
        checks.check("atomics under contention", SynchronizerChecks::atomics);
        checks.check("executors", SynchronizerChecks::executors);
    }

    /** What a helper thread does; its exceptions end the thread and show as a wrong result. */
    private static Runnable unchecked(Checks.Body body) {
        return () -> {
            try {
                body.run();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        };
    }

    private static void boundedBuffer() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Condition notFull = lock.newCondition();
        Condition notEmpty = lock.newCondition();
        ArrayDeque<Integer> buffer = new ArrayDeque<>();
        AtomicLong sum = new AtomicLong();
        List<Thread> threads = new ArrayList<>(ThreadChecks.start(2, unchecked(() -> {
            for (int i = 1; i <= OPERATIONS; i++) {
                lock.lock();
                try {
                    while (buffer.size() == CAPACITY) {
                        notFull.await();
                    }
                    buffer.add(i);
                    notEmpty.signal();
                } finally {
                    lock.unlock();
                }
            }
        })));
        threads.addAll(ThreadChecks.start(2, unchecked(() -> {
            for (int i = 1; i <= OPERATIONS; i++) {
                lock.lock();
                try {
                    while (buffer.isEmpty()) {
                        notEmpty.await();
                    }
                    sum.addAndGet(buffer.remove());
                    notFull.signal();
                } finally {
                    lock.unlock();
                }
            }
        })));
        for (Thread thread : threads) {
            thread.join();
        }
        Expect.equal((long) OPERATIONS * (OPERATIONS + 1), sum.get());
        Expect.thrown(IllegalMonitorStateException.class, lock::unlock);
    }

    private static void readWriteLocks() throws InterruptedException {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        StampedLock stamped = new StampedLock();
        long[] pair = new long[2];
        AtomicInteger torn = new AtomicInteger();
        ThreadChecks.runOn(THREADS, () -> {
            for (int i = 0; i < OPERATIONS / 3; i++) {
                lock.writeLock().lock();
                pair[0]++;
                pair[1]++;
                lock.writeLock().unlock();
                lock.readLock().lock();
                if (pair[0] != pair[1]) {
                    torn.incrementAndGet();
                }
                lock.readLock().unlock();
                long stamp = stamped.writeLock();
                stamped.unlockWrite(stamp);
            }
        });
        Expect.equal(0, torn.get());
        Expect.equal((long) THREADS * (OPERATIONS / 3), pair[0]);
    }

    private static void barriers() throws InterruptedException {
        AtomicInteger generations = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(THREADS, generations::incrementAndGet);
        CountDownLatch done = new CountDownLatch(THREADS);
        ThreadChecks.start(THREADS, unchecked(() -> {
            for (int i = 0; i < OPERATIONS / 30; i++) {
                barrier.await();
            }
            done.countDown();
        }));
        done.await();
        Expect.equal(OPERATIONS / 30, generations.get());
    }

    private static void semaphore() throws InterruptedException {
        Semaphore two = new Semaphore(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ThreadChecks.runOn(THREADS, () -> {
            for (int i = 0; i < OPERATIONS / 5; i++) {
                two.acquireUninterruptibly();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                two.release();
            }
        });
        Expect.that(most.get() <= 2, most.get() + " inside at once");
        Expect.equal(2, two.availablePermits());
    }

    private static void queues() throws InterruptedException {
        for (BlockingQueue<Integer> queue : List.of(new ArrayBlockingQueue<Integer>(2), new SynchronousQueue<Integer>())) {
            ThreadChecks.start(1, unchecked(() -> {
                for (int i = 0; i < OPERATIONS / 5; i++) {
                    queue.put(i);
                }
            }));
            for (int i = 0; i < OPERATIONS / 5; i++) {
                Expect.equal(i, queue.take());
            }
        }
    }

    private static void concurrentMap() throws InterruptedException {
        ConcurrentHashMap<Integer, Integer> counts = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
        ThreadChecks.runOn(THREADS, () -> {
            for (int i = 0; i < OPERATIONS; i++) {
                counts.merge(i % KEYS, 1, Integer::sum);
                counts.computeIfAbsent(KEYS + i, key -> key);
                queue.add(i);
            }
        });
        int sum = 0;
        for (int key = 0; key < KEYS; key++) {
            sum += counts.get(key);
        }
        Expect.equal(THREADS * OPERATIONS, sum);
        Expect.equal(KEYS + OPERATIONS, counts.size());
        Expect.equal(THREADS * OPERATIONS, queue.size());
    }

    private static void atomics() throws InterruptedException {
        AtomicLong atomic = new AtomicLong();
        LongAdder adder = new LongAdder();
        AtomicInteger compared = new AtomicInteger();
        ThreadChecks.runOn(THREADS, () -> {
            for (int i = 0; i < OPERATIONS; i++) {
                atomic.incrementAndGet();
                adder.increment();
                int seen = compared.get();
                while (!compared.compareAndSet(seen, seen + 1)) {
                    seen = compared.get();
                }
            }
        });
        Expect.equal((long) THREADS * OPERATIONS, atomic.get());
        Expect.equal((long) THREADS * OPERATIONS, adder.sum());
        Expect.equal(THREADS * OPERATIONS, compared.get());
    }

    private static void executors() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) {
                int number = i;
                futures.add(pool.submit(() -> number * number));
            }
            for (int i = 0; i < KEYS; i++) {
                Expect.equal(i * i, futures.get(i).get());
            }
            Future<Object> failing = pool.submit(() -> {
                throw new IllegalStateException("in the pool");
            });
            ExecutionException thrown = Expect.thrown(ExecutionException.class, failing::get);
            Expect.equal("in the pool", thrown.getCause().getMessage());
        }
    }
}
