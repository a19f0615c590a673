package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A full heap: an error that the program survives, never a hang. */
final class ExhaustionChecks {
    private static final int LARGE = 1 << 20;
    private static final int SMALL = 1 << 10;
    private static final int REPETITIONS = 3;

    private ExhaustionChecks() {
    }

    static void run(Checks checks) {
        checks.check("a heap full of large arrays", () -> fillRepeatedly(LARGE));
        checks.check("a heap full of small arrays", () -> fillRepeatedly(SMALL));
        checks.check("two threads fill the heap", ExhaustionChecks::fillOnTwoThreads);
        checks.check("the program goes on", () -> Expect.equal(SMALL, new byte[SMALL].length));
    }

    private static void fillRepeatedly(int size) {
        for (int i = 0; i < REPETITIONS; i++) {
            long held = fill(size);
            Expect.that(held >= LARGE, "full after " + held + " bytes");
        }
    }

    /** Allocates arrays until that fails, drops them, and returns how many bytes they had. */
    private static long fill(int size) {
        List<byte[]> kept = new ArrayList<>();
        long held = 0;
        try {
            while (true) {
                kept.add(new byte[size]);
                held += size;
            }
        } catch (OutOfMemoryError expected) {
            kept.clear();
        }
        return held;
    }

    /** How much each thread gets is not said: the other one may hold everything. Any allocation may fail meanwhile. */
    private static void fillOnTwoThreads() throws InterruptedException {
        AtomicInteger survived = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(1);
        Thread[] fillers = ThreadChecks.start(2, () -> {
            try {
                started.await();
                fill(SMALL * 64);
            } catch (OutOfMemoryError nothingLeftByTheOther) {
                // As good as an error of its own.
            } catch (InterruptedException nobodyDoes) {
                return;
            }
            survived.incrementAndGet();
        }).toArray(Thread[]::new);
        started.countDown();
        for (Thread filler : fillers) {
            join(filler);
        }
        Expect.equal(2, survived.get());
    }

    /** Waiting may itself take memory, which is back as soon as a filler ends. */
    private static void join(Thread filler) throws InterruptedException {
        while (filler.isAlive()) {
            try {
                filler.join();
            } catch (OutOfMemoryError full) {
                Thread.yield();
            }
        }
    }
}
