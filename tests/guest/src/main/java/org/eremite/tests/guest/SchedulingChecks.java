package org.eremite.tests.guest;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Time and turns. A wait is never too short; that it is not much too long is asserted only when the clock counts instructions. */
final class SchedulingChecks {
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;
    private static final long[] MILLISECONDS = {2, 10, 50, 200};
    private static final long SHORT = 20;
    /** Largest part of a sleep by which it may be too long. */
    private static final double LATENESS = 0.10;
    private static final int ROUNDS = 3;
    /** Most tries of what fails when a wait is much too long, where that is not asserted. */
    private static final int TRIES = 10;

    private SchedulingChecks() {
    }

    static void run(Checks checks) {
        boolean upperLimit = checks.settings().instructionCounting();
        int processors = Runtime.getRuntime().availableProcessors();
        checks.check("Thread.sleep is never early" + (upperLimit ? " and at most 10 % late" : ""),
                () -> sleep(upperLimit));
        checks.check("timeouts are never early" + (upperLimit ? " and at most 10 % late" : ""),
                () -> timeouts(upperLimit));
        checks.check("sleepers wake in the order of their times", () -> sleepers(upperLimit));
        checks.check("scheduled tasks", SchedulingChecks::scheduledTasks);
        checks.check("Thread.yield lets others run", SchedulingChecks::yields);
        checks.check("two spinning threads make progress", () -> spin(2));
        checks.check("one spinning thread more than CPUs", () -> spin(processors + 1));
        checks.check("a sleeper wakes although all CPUs are busy", () -> wakesAmongSpinners(processors));
    }

    private static void sleep(boolean upperLimit) throws Exception {
        for (long milliseconds : MILLISECONDS) {
            lasts(milliseconds, upperLimit, () -> Thread.sleep(milliseconds));
        }
        lasts(0, false, () -> Thread.sleep(0, 1));
    }

    private static void timeouts(boolean upperLimit) throws Exception {
        Object monitor = new Object();
        CountDownLatch latch = new CountDownLatch(1);
        Semaphore semaphore = new Semaphore(0);
        ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        Thread caller = Thread.currentThread();
        lasts(SHORT, upperLimit, () -> {
            synchronized (monitor) {
                monitor.wait(SHORT);
            }
        });
        lasts(SHORT, upperLimit, () -> Expect.that(!latch.await(SHORT, TimeUnit.MILLISECONDS), "latch is open"));
        lasts(SHORT, upperLimit, () -> Expect.that(!semaphore.tryAcquire(SHORT, TimeUnit.MILLISECONDS), "permit"));
        lasts(SHORT, upperLimit, () -> Expect.equal(null, queue.poll(SHORT, TimeUnit.MILLISECONDS)));
        lasts(SHORT, upperLimit, () -> {
            lock.lock();
            try {
                Expect.that(!condition.await(SHORT, TimeUnit.MILLISECONDS), "signalled");
            } finally {
                lock.unlock();
            }
        });
        lasts(SHORT, upperLimit, () -> caller.join(SHORT));
    }

    private static void lasts(long milliseconds, boolean upperLimit, Checks.Body wait) throws Exception {
        long start = System.nanoTime();
        wait.run();
        long elapsed = System.nanoTime() - start;
        long wanted = milliseconds * NANOSECONDS_PER_MILLISECOND;
        Expect.that(elapsed >= wanted, "after " + milliseconds + " ms only " + elapsed + " ns have passed");
        if (upperLimit) {
            Expect.that(elapsed <= wanted * (1 + LATENESS), "after " + milliseconds + " ms " + elapsed + " ns have passed");
        }
    }

    private static void sleepers(boolean upperLimit) throws InterruptedException {
        String expected = "[4, 3, 2, 1, 0]";
        String order = orderOfSleepers();
        for (int attempt = 1; !order.equals(expected) && !upperLimit && attempt < TRIES; attempt++) {
            order = orderOfSleepers();
        }
        Expect.equal(expected, order);
    }

    /** The numbers of the sleepers as they wake; the higher the number, the shorter the sleep. */
    private static String orderOfSleepers() throws InterruptedException {
        int sleepers = 5;
        AtomicIntegerArray order = new AtomicIntegerArray(sleepers);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger numbers = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(sleepers);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = ThreadChecks.start(sleepers, () -> {
            int number = numbers.getAndIncrement();
            ready.countDown();
            try {
                go.await();
                Thread.sleep((sleepers - number) * 10 * SHORT);
            } catch (InterruptedException nobodyDoes) {
                return;
            }
            order.set(next.getAndIncrement(), number);
        });
        ready.await();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return order.toString();
    }

    private static void scheduledTasks() throws InterruptedException {
        long start = System.nanoTime();
        CountDownLatch once = new CountDownLatch(1);
        CountDownLatch often = new CountDownLatch(ROUNDS);
        try (ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1)) {
            scheduler.schedule(once::countDown, SHORT, TimeUnit.MILLISECONDS);
            scheduler.scheduleAtFixedRate(often::countDown, 1, 1, TimeUnit.MILLISECONDS);
            once.await();
            Expect.that(System.nanoTime() - start >= SHORT * NANOSECONDS_PER_MILLISECOND, "a task was early");
            often.await();
            scheduler.shutdownNow();
        }
    }

    private static void yields() throws InterruptedException {
        AtomicInteger turn = new AtomicInteger();
        int turns = 100;
        List<Thread> threads = ThreadChecks.start(2, () -> {
            int parity = Thread.currentThread().getName().endsWith("1") ? 1 : 0;
            for (int i = 0; i < turns; i++) {
                while (turn.get() % 2 != parity) {
                    Thread.yield();
                }
                turn.incrementAndGet();
            }
        });
        for (Thread thread : threads) {
            thread.join();
        }
        Expect.equal(2 * turns, turn.get());
    }

    /** Threads that never give up the CPU get through rounds that each needs progress of all the others. */
    private static void spin(int number) throws InterruptedException {
        AtomicIntegerArray rounds = new AtomicIntegerArray(number);
        AtomicInteger numbers = new AtomicInteger();
        for (Thread thread : ThreadChecks.start(number, () -> {
            int own = numbers.getAndIncrement();
            for (int round = 1; round <= ROUNDS; round++) {
                rounds.set(own, round);
                for (int other = 0; other < number; other++) {
                    while (rounds.get(other) < round) {
                        Thread.onSpinWait();
                    }
                }
            }
        })) {
            thread.join();
        }
    }

    private static void wakesAmongSpinners(int processors) throws InterruptedException {
        AtomicInteger stop = new AtomicInteger();
        List<Thread> spinners = ThreadChecks.start(processors, () -> {
            while (stop.get() == 0) {
                Thread.onSpinWait();
            }
        });
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Thread.sleep(SHORT);
            }
        } finally {
            stop.set(1);
        }
        for (Thread thread : spinners) {
            thread.join();
        }
    }
}
