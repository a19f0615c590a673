package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** Virtual threads. */
final class VirtualThreadChecks {
    private static final int VERY_MANY = 10_000;
    private static final int MANY = 500;
    private static final int FEW = 20;
    private static final int TURNS = 100;
    private static final long SLEEP_MILLISECONDS = 20;
    private static final long SLEEP_NANOSECONDS = SLEEP_MILLISECONDS * 1_000_000;

    private int shared;

    private VirtualThreadChecks() {
    }

    static void run(Checks checks) {
        checks.check(VERY_MANY + " virtual threads", VirtualThreadChecks::veryMany);
        checks.check(MANY + " virtual threads blocked at once", VirtualThreadChecks::manyBlocked);
        checks.check("sleep in virtual threads", VirtualThreadChecks::sleeping);
        checks.check("synchronized in virtual threads", () -> new VirtualThreadChecks().exclusion());
        checks.check("wait and notify among virtual threads", () -> new VirtualThreadChecks().turns());
        checks.check("locks and queues in virtual threads", VirtualThreadChecks::locks);
        checks.check("structured joins", VirtualThreadChecks::structured);
        checks.check("attributes of virtual threads", VirtualThreadChecks::attributes);
        checks.check("exceptions in virtual threads", VirtualThreadChecks::exceptions);
        checks.check("interrupts of virtual threads", VirtualThreadChecks::interrupts);
        checks.check("interrupted virtual threads wait for a monitor", VirtualThreadChecks::interruptedBeforeMonitor);
    }

    private static List<Thread> start(int number, Runnable body) {
        List<Thread> threads = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            threads.add(Thread.ofVirtual().name("virtual " + i).start(body));
        }
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void veryMany() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        join(start(VERY_MANY, count::incrementAndGet));
        Expect.equal(VERY_MANY, count.get());
    }

    private static void manyBlocked() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(MANY);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        List<Thread> threads = start(MANY, () -> {
            arrived.countDown();
            try {
                go.await();
                count.incrementAndGet();
            } catch (InterruptedException nobodyDoes) {
                count.set(-MANY);
            }
        });
        arrived.await();
        Expect.equal(0, count.get());
        go.countDown();
        join(threads);
        Expect.equal(MANY, count.get());
    }

    private static void sleeping() throws InterruptedException {
        AtomicInteger inTime = new AtomicInteger();
        join(start(MANY, () -> {
            long start = System.nanoTime();
            try {
                Thread.sleep(SLEEP_MILLISECONDS);
            } catch (InterruptedException nobodyDoes) {
                return;
            }
            if (System.nanoTime() - start >= SLEEP_NANOSECONDS) {
                inTime.incrementAndGet();
            }
        }));
        Expect.equal(MANY, inTime.get());
    }

    private void exclusion() throws InterruptedException {
        join(start(FEW, () -> {
            for (int i = 0; i < TURNS; i++) {
                synchronized (this) {
                    int seen = shared;
                    if (i % 10 == 0) {
                        Thread.yield();
                    }
                    shared = seen + 1;
                }
            }
        }));
        synchronized (this) {
            Expect.equal(FEW * TURNS, shared);
        }
    }

    private void turns() throws InterruptedException {
        List<Thread> threads = new ArrayList<>(start(1, () -> takeTurns(0)));
        threads.addAll(start(1, () -> takeTurns(1)));
        join(threads);
        Expect.equal(2 * TURNS, shared);
    }

    private synchronized void takeTurns(int parity) {
        for (int i = 0; i < TURNS; i++) {
            while (shared % 2 != parity) {
                try {
                    wait();
                } catch (InterruptedException nobodyDoes) {
                    return;
                }
            }
            shared++;
            notifyAll();
        }
    }

    private static void locks() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        int[] count = new int[1];
        join(start(FEW, () -> {
            for (int i = 0; i < TURNS; i++) {
                lock.lock();
                try {
                    count[0]++;
                } finally {
                    lock.unlock();
                }
            }
        }));
        Expect.equal(FEW * TURNS, count[0]);
        LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>(2);
        start(1, () -> {
            try {
                for (int i = 0; i < TURNS; i++) {
                    queue.put(i);
                }
            } catch (InterruptedException nobodyDoes) {
                queue.clear();
            }
        });
        for (int i = 0; i < TURNS; i++) {
            Expect.equal(i, queue.take());
        }
    }

    private static void structured() throws Exception {
        List<Future<Integer>> futures = new ArrayList<>();
        AtomicInteger ended = new AtomicInteger();
        try (ExecutorService scope = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < TURNS; i++) {
                int number = i;
                futures.add(scope.submit(() -> {
                    Thread.sleep(number % 5);
                    ended.incrementAndGet();
                    return number;
                }));
            }
        }
        Expect.equal(TURNS, ended.get());
        for (int i = 0; i < TURNS; i++) {
            Expect.equal(i, futures.get(i).resultNow());
        }
    }

    private static void attributes() throws InterruptedException {
        AtomicReference<Thread> itself = new AtomicReference<>();
        ThreadLocal<String> local = ThreadLocal.withInitial(() -> "fresh");
        AtomicReference<String> seen = new AtomicReference<>();
        local.set("platform's");
        Thread thread = start(1, () -> {
            itself.set(Thread.currentThread());
            seen.set(local.get());
        }).getFirst();
        thread.join();
        Expect.equal(thread, itself.get());
        Expect.equal("fresh", seen.get());
        Expect.that(thread.isVirtual() && thread.isDaemon() && !thread.isAlive(), thread.toString());
        Expect.equal("virtual 0", thread.getName());
    }

    private static void exceptions() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread.ofVirtual().uncaughtExceptionHandler((_, what) -> thrown.set(what)).start(() -> {
            Thread.yield();
            failsHere();
        }).join();
        Expect.that(thrown.get() instanceof IllegalStateException, "thrown: " + thrown.get());
        StackTraceElement top = thrown.get().getStackTrace()[0];
        Expect.equal("failsHere", top.getMethodName());
        Expect.that(top.getLineNumber() > 0, Arrays.toString(thrown.get().getStackTrace()));
    }

    private static void failsHere() {
        throw new IllegalStateException("in a virtual thread");
    }

    private static void interrupts() throws InterruptedException {
        AtomicInteger interrupted = new AtomicInteger();
        Thread thread = start(1, () -> {
            try {
                Thread.sleep(SLEEP_NANOSECONDS);
            } catch (InterruptedException expected) {
                interrupted.set(1);
            }
        }).getFirst();
        Expect.eventually(() -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        thread.join();
        Expect.equal(1, interrupted.get());
    }

    /** As many as there are carriers: none may keep one, for the owner needs it to go on. */
    private static void interruptedBeforeMonitor() throws InterruptedException {
        Object monitor = new Object();
        CountDownLatch owned = new CountDownLatch(1);
        Semaphore release = new Semaphore(0);
        List<Thread> owner = start(1, () -> {
            synchronized (monitor) {
                owned.countDown();
                release.acquireUninterruptibly();
            }
        });
        owned.await();
        AtomicInteger interrupted = new AtomicInteger();
        int carriers = Runtime.getRuntime().availableProcessors();
        List<Thread> waiters = start(carriers, () -> {
            Thread.currentThread().interrupt();
            synchronized (monitor) {
                interrupted.addAndGet(Thread.interrupted() ? 1 : 0);
            }
        });
        for (Thread waiter : waiters) {
            Expect.eventually(() -> waiter.getState() == Thread.State.BLOCKED);
            Expect.that(waiter.isInterrupted(), "a thread that waits for a monitor stays interrupted");
            waiter.interrupt();
        }
        release.release();
        join(owner);
        join(waiters);
        Expect.equal(carriers, interrupted.get());
    }
}
