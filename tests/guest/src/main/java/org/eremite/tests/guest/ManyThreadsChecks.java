package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Many platform threads at once: their stacks must not take more memory than the threads use of them. */
final class ManyThreadsChecks {
    private static final int THREADS = 10_000;

    private ManyThreadsChecks() {
    }

    static void run(Checks checks) {
        checks.check(THREADS + " platform threads are blocked at once", ManyThreadsChecks::blockAll);
    }

    private static void blockAll() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(THREADS);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(THREADS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                blocked.countDown();
                try {
                    released.await();
                    ended.countDown();
                } catch (InterruptedException nobodyDoes) {
                    Thread.currentThread().interrupt();
                }
            });
            threads.add(thread);
            thread.start();
        }
        blocked.await();
        Expect.equal((long) THREADS, ended.getCount());
        released.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        Expect.equal(0L, ended.getCount());
    }
}
