package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.List;
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
            fill(size);
        }
    }

    private static void fill(int size) {
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
        Expect.that(held >= LARGE, "full after " + held + " bytes");
    }

    private static void fillOnTwoThreads() throws InterruptedException {
        AtomicInteger survived = new AtomicInteger();
        ThreadChecks.runOn(2, () -> {
            try {
                fill(SMALL * 64);
            } catch (OutOfMemoryError nothingLeftByTheOther) {
                // The other one held everything: the error is as good.
            }
            survived.incrementAndGet();
        });
        Expect.equal(2, survived.get());
    }
}
