package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads in numbers that need a large machine. */
final class ManyThreadsChecks {
    private static final int PLATFORM = 10_000;
    private static final int VIRTUAL = 1_000_000;
    private static final int BATCH = 20_000;

    private ManyThreadsChecks() {
    }

    static void run(Checks checks) {
        checks.check(PLATFORM + " platform threads blocked at once", ManyThreadsChecks::platform);
        checks.check(VIRTUAL + " virtual threads started and joined", ManyThreadsChecks::virtual);
    }

    private static void platform() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(PLATFORM);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        List<Thread> threads = new ArrayList<>(PLATFORM);
        for (int i = 0; i < PLATFORM; i++) {
            Thread thread = new Thread(null, () -> {
                arrived.countDown();
                try {
                    go.await();
                    count.incrementAndGet();
                } catch (InterruptedException nobodyDoes) {
                    count.set(-PLATFORM);
                }
            }, "blocked " + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        arrived.await();
        Expect.equal(0, count.get());
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        Expect.equal(PLATFORM, count.get());
    }

    private static void virtual() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        List<Thread> threads = new ArrayList<>(BATCH);
        for (int started = 0; started < VIRTUAL; started += BATCH) {
            for (int i = 0; i < BATCH; i++) {
                threads.add(Thread.startVirtualThread(count::incrementAndGet));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            threads.clear();
        }
        Expect.equal(VIRTUAL, count.get());
    }
}
