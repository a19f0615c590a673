package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A million virtual threads, in batches that are started and joined. */
final class MillionChecks {
    private static final int THREADS = 1_000_000;
    private static final int BATCH = 20_000;

    private MillionChecks() {
    }

    static void run(Checks checks) {
        checks.check(THREADS + " virtual threads started and joined", MillionChecks::startAndJoin);
    }

    private static void startAndJoin() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        List<Thread> threads = new ArrayList<>(BATCH);
        for (int started = 0; started < THREADS; started += BATCH) {
            for (int i = 0; i < BATCH; i++) {
                threads.add(Thread.startVirtualThread(count::incrementAndGet));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            threads.clear();
        }
        Expect.equal(THREADS, count.get());
    }
}
