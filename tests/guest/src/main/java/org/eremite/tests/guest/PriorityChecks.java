package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** That priorities have an effect, and that nobody is shut out by them. Linux ignores the priorities of Java's threads. */
final class PriorityChecks {
    private static final long SHARING_MILLISECONDS = 800;
    /**
     * Least factor by which the highest priority gets more than the lowest; aging gives the lowest 4 ms of every 54. When the
     * clock counts instructions the first look must find it. By another clock time also passes while the host does other
     * things, after which aging is due at once: then it is enough to get more, and up to so many looks may be needed.
     */
    private static final int ADVANTAGE = 4;
    private static final int LOOKS = 30;
    private static final int ROUNDS = 20;
    /** Longest time, when the clock counts instructions, for which a lock held by the lowest priority may hold up the highest. */
    private static final long INVERSION_NANOSECONDS = 600_000_000;
    private static final int SECTION = 1_000_000;
    private static final int COLLECTIONS = 5;

    private final AtomicBoolean stop = new AtomicBoolean();

    private PriorityChecks() {
    }

    static void run(Checks checks) {
        int processors = Runtime.getRuntime().availableProcessors();
        boolean upperLimit = checks.settings().instructionCounting();
        checks.check("a higher priority gets more of the CPUs", () -> new PriorityChecks().shares(processors, false, upperLimit));
        checks.check("a priority set while the thread runs has an effect", () -> new PriorityChecks().shares(processors, true, upperLimit));
        checks.check("a busy thread of higher priority shuts nobody out", () -> new PriorityChecks().progress(processors));
        checks.check("a monitor held by a low priority is handed on although a middle one spins",
                () -> new PriorityChecks().monitor(processors, upperLimit));
        checks.check("a lock of the runtime held by a low priority is handed on although a middle one spins",
                () -> new PriorityChecks().lockOfTheRuntime(processors));
        checks.check("a collection begins although spinning threads of all priorities are queued",
                () -> new PriorityChecks().collections(processors));
    }

    private static Thread start(int priority, Runnable body) {
        Thread thread = new Thread(body, "priority " + priority);
        thread.setDaemon(true);
        thread.setPriority(priority);
        thread.start();
        return thread;
    }

    private void spin() {
        while (!stop.get()) {
            Thread.onSpinWait();
        }
    }

    private void finish(List<Thread> threads) throws InterruptedException {
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** As many threads of both extreme priorities as CPUs, the priorities given before or after the start. */
    private void shares(int processors, boolean late, boolean countsInstructions) throws InterruptedException {
        Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
        AtomicLongArray turns = new AtomicLongArray(2 * processors);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < turns.length(); i++) {
            int own = i;
            int priority = i % 2 == 0 ? Thread.MAX_PRIORITY - 1 : Thread.MIN_PRIORITY;
            Thread thread = start(late ? Thread.NORM_PRIORITY : priority, () -> {
                while (!stop.get()) {
                    turns.incrementAndGet(own);
                }
            });
            if (late) {
                thread.setPriority(priority);
            }
            threads.add(thread);
        }
        long high = 0;
        long low = 0;
        boolean shown = false;
        for (int look = 0; !shown && look < (countsInstructions ? 1 : LOOKS); look++) {
            Thread.sleep(SHARING_MILLISECONDS);
            high = sum(turns, 0);
            low = sum(turns, 1);
            shown = low > 0 && high > (countsInstructions ? ADVANTAGE : 1) * low;
        }
        finish(threads);
        Expect.that(shown, "turns of the highest priority " + high + ", of the lowest " + low);
    }

    /** Sum of every other element, from {@code first} on. */
    private static long sum(AtomicLongArray turns, int first) {
        long sum = 0;
        for (int i = first; i < turns.length(); i += 2) {
            sum += turns.get(i);
        }
        return sum;
    }

    private void progress(int processors) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            threads.add(start(Thread.MAX_PRIORITY, this::spin));
        }
        start(Thread.MIN_PRIORITY, () -> { }).join();
        finish(threads);
    }

    /** The classic inversion. The bound is that of aging: (c / 4 ms + 1) * (n + 1) * 54 ms with n = 2, c well below 8 ms. */
    private void monitor(int processors, boolean upperLimit) throws InterruptedException {
        Object lock = new Object();
        CountDownLatch held = new CountDownLatch(1);
        AtomicIntegerArray work = new AtomicIntegerArray(1);
        List<Thread> threads = new ArrayList<>();
        threads.add(start(Thread.MIN_PRIORITY, () -> {
            synchronized (lock) {
                held.countDown();
                for (int i = 0; i < SECTION; i++) {
                    work.lazySet(0, i);
                }
            }
        }));
        held.await();
        for (int i = 0; i < processors; i++) {
            threads.add(start(Thread.NORM_PRIORITY, this::spin));
        }
        Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
        long before = System.nanoTime();
        synchronized (lock) {
            long waited = System.nanoTime() - before;
            Expect.equal(SECTION - 1, work.get(0));
            Expect.that(!upperLimit || waited <= INVERSION_NANOSECONDS, "waited " + waited + " ns");
        }
        finish(threads);
    }

    /** Changing a priority takes the runtime's lock of the list of threads. */
    private void lockOfTheRuntime(int processors) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        threads.add(start(Thread.MIN_PRIORITY, () -> {
            while (!stop.get()) {
                Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
            }
        }));
        for (int i = 0; i < processors; i++) {
            threads.add(start(Thread.NORM_PRIORITY, this::spin));
        }
        for (int i = 0; i < ROUNDS; i++) {
            Thread.currentThread().setPriority(Thread.MAX_PRIORITY - i % 2);
            Thread.sleep(1);
        }
        finish(threads);
    }

    private void collections(int processors) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int priority = Thread.MIN_PRIORITY; priority <= Thread.MAX_PRIORITY; priority++) {
            for (int i = 0; i < processors; i++) {
                threads.add(start(priority, this::spin));
            }
        }
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        finish(threads);
    }
}
