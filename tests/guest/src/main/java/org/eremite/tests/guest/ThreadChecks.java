package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Platform threads themselves. */
final class ThreadChecks {
    private static final int FEW = 8;
    private static final int MANY = 200;
    private static final int TURNS = 300;

    private ThreadChecks() {
    }

    static void run(Checks checks) {
        checks.check("start and join", ThreadChecks::startAndJoin);
        checks.check("threads that start threads", ThreadChecks::nested);
        checks.check("states of a thread", ThreadChecks::states);
        checks.check("the stack of another thread", ThreadChecks::foreignStack);
        checks.check("ThreadLocal", ThreadChecks::threadLocals);
        checks.check("daemons, names, groups", ThreadChecks::attributes);
        checks.check("uncaught exceptions reach the handler", ThreadChecks::uncaught);
        checks.check("interrupts", ThreadChecks::interrupts);
        checks.check("permits of LockSupport", ThreadChecks::permits);
        checks.check("park and unpark by turns", ThreadChecks::parkByTurns);
        checks.check("priorities", ThreadChecks::priorities);
        checks.check(MANY + " threads blocked at once", ThreadChecks::manyBlocked);
        checks.check("threads started and ended again and again", ThreadChecks::manyShort);
    }

    /** Starts {@code number} daemons that run {@code body}. */
    static List<Thread> start(int number, Runnable body) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Thread thread = new Thread(body, "helper " + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        return threads;
    }

    /** Starts {@code number} daemons and waits for all of them. */
    static void runOn(int number, Runnable body) throws InterruptedException {
        for (Thread thread : start(number, body)) {
            thread.join();
        }
    }

    private static void startAndJoin() throws InterruptedException {
        int[] plain = new int[1];
        AtomicInteger count = new AtomicInteger();
        runOn(FEW, count::incrementAndGet);
        Expect.equal(FEW, count.get());
        for (int i = 0; i < FEW; i++) {
            runOn(1, () -> plain[0]++);
        }
        Expect.equal(FEW, plain[0]);
        Thread thread = new Thread(() -> { });
        thread.start();
        thread.join();
        Expect.thrown(IllegalThreadStateException.class, thread::start);
    }

    private static void nested() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        runOn(3, () -> {
            try {
                runOn(3, count::incrementAndGet);
            } catch (InterruptedException nobodyDoes) {
                count.set(-MANY);
            }
        });
        Expect.equal(9, count.get());
    }

    private static void states() throws InterruptedException {
        Object monitor = new Object();
        CountDownLatch latch = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                latch.await();
                synchronized (monitor) {
                    monitor.wait(TURNS * 1000L);
                }
            } catch (InterruptedException end) {
                return;
            }
        });
        waiting.setDaemon(true);
        Expect.equal(Thread.State.NEW, waiting.getState());
        waiting.start();
        Expect.eventually(() -> waiting.getState() == Thread.State.WAITING);
        synchronized (monitor) {
            latch.countDown();
            Expect.eventually(() -> waiting.getState() == Thread.State.BLOCKED);
        }
        Expect.eventually(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        waiting.interrupt();
        waiting.join();
        Expect.equal(Thread.State.TERMINATED, waiting.getState());
        Expect.equal(Thread.State.RUNNABLE, Thread.currentThread().getState());
    }

    private static void foreignStack() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        Thread blocked = start(1, () -> blocksHere(latch)).getFirst();
        Expect.eventually(() -> blocked.getState() == Thread.State.WAITING);
        Expect.that(namesBlocksHere(blocked.getStackTrace()), Arrays.toString(blocked.getStackTrace()));
        Expect.that(namesBlocksHere(Thread.getAllStackTraces().get(blocked)), "not among all stacks");
        latch.countDown();
        blocked.join();
        Expect.equal(0, blocked.getStackTrace().length);
    }

    private static void blocksHere(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean namesBlocksHere(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("blocksHere"));
    }

    private static void threadLocals() throws InterruptedException {
        ThreadLocal<int[]> counter = ThreadLocal.withInitial(() -> new int[1]);
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("mother's");
        counter.get()[0] = -1;
        AtomicInteger right = new AtomicInteger();
        runOn(FEW, () -> {
            for (int i = 0; i < TURNS; i++) {
                counter.get()[0]++;
            }
            if (counter.get()[0] == TURNS && "mother's".equals(inherited.get())) {
                right.incrementAndGet();
            }
            inherited.set("own");
        });
        Expect.equal(FEW, right.get());
        Expect.equal(-1, counter.get()[0]);
        Expect.equal("mother's", inherited.get());
    }

    private static void attributes() throws InterruptedException {
        Thread thread = new Thread(() -> { }, "a name");
        thread.setDaemon(true);
        Expect.equal("a name", thread.getName());
        Expect.that(thread.isDaemon() && !thread.isAlive() && !thread.isVirtual(), "a new daemon: " + thread);
        AtomicReference<Thread> child = new AtomicReference<>();
        AtomicReference<Thread> itself = new AtomicReference<>();
        Thread mother = new Thread(() -> {
            itself.set(Thread.currentThread());
            child.set(new Thread(() -> { }));
        });
        mother.setDaemon(true);
        mother.start();
        mother.join();
        Expect.equal(mother, itself.get());
        Expect.that(child.get().isDaemon(), "the child of a daemon is none");
        Expect.that(mother.threadId() != Thread.currentThread().threadId(), "two threads with one number");
        Expect.that(Thread.currentThread().isAlive(), "this thread is not alive");
    }

    private static void uncaught() throws InterruptedException {
        AtomicReference<String> own = new AtomicReference<>();
        AtomicReference<String> common = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            throw new IllegalStateException("own");
        });
        thread.setUncaughtExceptionHandler((where, what) -> own.set(where.getName() + what.getMessage()));
        thread.setName("thread of its ");
        thread.start();
        thread.join();
        Expect.equal("thread of its own", own.get());
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, what) -> common.set(what.getMessage()));
        try {
            runOn(1, () -> {
                throw new IllegalStateException("common");
            });
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        Expect.equal("common", common.get());
    }

    private static void interrupts() throws InterruptedException {
        Object monitor = new Object();
        CountDownLatch never = new CountDownLatch(1);
        interrupted(() -> Thread.sleep(TURNS * 1000L));
        interrupted(() -> {
            synchronized (monitor) {
                monitor.wait();
            }
        });
        interrupted(never::await);
        Thread caller = Thread.currentThread();
        interrupted(caller::join);
        AtomicInteger parked = new AtomicInteger();
        Thread parking = start(1, () -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
            parked.set(1);
        }).getFirst();
        parking.interrupt();
        parking.join();
        Expect.equal(1, parked.get());
        caller.interrupt();
        Expect.thrown(InterruptedException.class, () -> Thread.sleep(1));
        Expect.that(!Thread.interrupted(), "the exception leaves the thread interrupted");
    }

    /** Interrupts a thread that waits in {@code body}, which must throw for that reason. */
    private static void interrupted(Checks.Body body) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = start(1, () -> {
            try {
                body.run();
            } catch (Exception failure) {
                thrown.set(failure);
            }
        }).getFirst();
        Expect.eventually(() -> thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        thread.join();
        Expect.that(thrown.get() instanceof InterruptedException, "ended with " + thrown.get());
    }

    private static void permits() throws InterruptedException {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        LockSupport.unpark(null);
        AtomicInteger passed = new AtomicInteger();
        Thread parking = start(1, () -> {
            while (passed.get() == 0) {
                LockSupport.park(passed);
            }
        }).getFirst();
        Expect.eventually(() -> LockSupport.getBlocker(parking) == passed);
        passed.set(1);
        LockSupport.unpark(parking);
        parking.join();
    }

    private static void parkByTurns() throws InterruptedException {
        AtomicInteger turn = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Thread other = start(1, () -> takeTurns(turn, 1, caller)).getFirst();
        takeTurns(turn, 0, other);
        other.join();
        Expect.equal(2 * TURNS, turn.get());
    }

    private static void takeTurns(AtomicInteger turn, int parity, Thread partner) {
        for (int i = 0; i < TURNS; i++) {
            while (turn.get() % 2 != parity) {
                LockSupport.park();
            }
            turn.incrementAndGet();
            LockSupport.unpark(partner);
        }
    }

    private static void priorities() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int priority = Thread.MIN_PRIORITY; priority <= Thread.MAX_PRIORITY; priority++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < TURNS; i++) {
                    Thread.yield();
                }
                count.incrementAndGet();
            });
            thread.setPriority(priority);
            Expect.equal(priority, thread.getPriority());
            thread.start();
            threads.add(thread);
        }
        threads.getFirst().setPriority(Thread.MAX_PRIORITY);
        for (Thread thread : threads) {
            thread.join();
        }
        Expect.equal(threads.size(), count.get());
        Expect.thrown(IllegalArgumentException.class, () -> threads.getFirst().setPriority(Thread.MAX_PRIORITY + 1));
    }

    private static void manyBlocked() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(MANY);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        List<Thread> threads = start(MANY, () -> {
            arrived.countDown();
            blocksHere(go);
            count.incrementAndGet();
        });
        arrived.await();
        Expect.equal(0, count.get());
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        Expect.equal(MANY, count.get());
    }

    private static void manyShort() throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        for (int round = 0; round < MANY; round++) {
            runOn(2, count::incrementAndGet);
        }
        Expect.equal(2 * MANY, count.get());
    }
}
