package org.eremite.tests.guest;

import java.util.concurrent.atomic.AtomicInteger;

/** Stacks that overflow. */
final class StackChecks {
    private static final int REPETITIONS = 5;
    private static final int THREADS = 3;
    private static final int DEEP = 3000;
    private static final long SMALL_STACK = 512 << 10;
    private static final long LARGE_STACK = 8 << 20;

    private StackChecks() {
    }

    static void run(Checks checks) {
        checks.checkOnThisThread("StackOverflowError on the main thread, again and again", StackChecks::overflowRepeatedly);
        checks.check("StackOverflowError on another thread, again and again", StackChecks::overflowRepeatedly);
        checks.check("StackOverflowError on several threads at once", StackChecks::overflowOnThreads);
        checks.check("StackOverflowError on a virtual thread", StackChecks::overflowOnVirtualThread);
        checks.check("StackOverflowError has a stack and runs finally blocks", StackChecks::overflowInDetail);
        checks.check("deep recursion that fits", () -> Expect.equal(DEEP, recurse(DEEP)));
        checks.check("a thread's stack has the size asked for", StackChecks::stackSize);
    }

    /** Counts how deep it gets. */
    private static final class Diver {
        private int depth;
        private int finallyBlocks;

        private int dive(int given) {
            depth++;
            return dive(given + 1) + given;
        }

        private int diveWithFinally(int given) {
            depth++;
            try {
                return diveWithFinally(given + 1) + given;
            } finally {
                finallyBlocks++;
            }
        }
    }

    private static int overflow() {
        Diver diver = new Diver();
        Expect.thrown(StackOverflowError.class, () -> diver.dive(0));
        Expect.that(diver.depth > 100, "overflow at depth " + diver.depth);
        return diver.depth;
    }

    private static void overflowRepeatedly() {
        for (int i = 0; i < REPETITIONS; i++) {
            overflow();
            Expect.equal("still alive 7", String.join(" ", "still", "alive", Integer.toString(7)));
        }
    }

    private static void overflowOnThreads() throws InterruptedException {
        AtomicInteger survived = new AtomicInteger();
        ThreadChecks.runOn(THREADS, () -> {
            overflowRepeatedly();
            survived.incrementAndGet();
        });
        Expect.equal(THREADS, survived.get());
    }

    private static void overflowOnVirtualThread() throws InterruptedException {
        AtomicInteger survived = new AtomicInteger();
        Thread.ofVirtual().start(() -> {
            overflow();
            Thread.yield();
            survived.incrementAndGet();
        }).join();
        Expect.equal(1, survived.get());
    }

    private static void overflowInDetail() {
        Diver diver = new Diver();
        StackOverflowError error = Expect.thrown(StackOverflowError.class, () -> diver.diveWithFinally(0));
        Expect.that(error.getStackTrace().length > 100, "only " + error.getStackTrace().length + " frames");
        Expect.equal("diveWithFinally", error.getStackTrace()[10].getMethodName());
        Expect.that(diver.finallyBlocks > 0 && diver.finallyBlocks <= diver.depth,
                "depth=" + diver.depth + " finallyBlocks=" + diver.finallyBlocks);
    }

    private static int recurse(int depth) {
        return depth == 0 ? 0 : 1 + recurse(depth - 1);
    }

    private static void stackSize() throws InterruptedException {
        int small = depthOn(SMALL_STACK);
        int large = depthOn(LARGE_STACK);
        Expect.that(large > 2 * small, "depth on " + SMALL_STACK + " bytes: " + small + ", on " + LARGE_STACK + ": " + large);
    }

    private static int depthOn(long stackSize) throws InterruptedException {
        AtomicInteger depth = new AtomicInteger();
        Thread thread = new Thread(null, () -> depth.set(overflow()), "stack of " + stackSize, stackSize);
        thread.setDaemon(true);
        thread.start();
        thread.join();
        return depth.get();
    }
}
