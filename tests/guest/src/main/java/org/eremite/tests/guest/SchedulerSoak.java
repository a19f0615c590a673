package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One round of random threads. Each performs steps generated in advance; a supplier gives as much of everything as they
 * may wait for, so that every round ends unless a wake-up is lost. Checked besides: no deadline comes early, critical
 * sections exclude each other, everything that was given has been taken, and nothing twice.
 */
final class SchedulerSoak {
    private static final int MOST_THREADS = 16;
    private static final int MOST_STEPS = 60;
    private static final int MOST_LABOUR = 20_000;
    private static final int MOST_NANOSECONDS = 3_000_000;
    private static final int OBJECTS = 3;
    private static final int VIRTUAL_IN = 3;
    private static final Operation[] OPERATIONS = Operation.values();

    private enum Operation {
        COMPUTE, YIELD, SLEEP, SYNCHRONIZED, LOCKED, NESTED, TAKE, TAKE_UNTIL, ACQUIRE, ACQUIRE_UNTIL, SEND, RECEIVE,
        PARK_UNTIL, SPIN_UNTIL_SENT, SET_PRIORITY, INTERRUPT, START_VIRTUAL, START_PLATFORM
    }

    private record Step(Operation operation, int subject, int amount) {
    }

    /** What one worker does, and its mailbox. */
    private static final class Worker {
        final List<Step> steps = new ArrayList<>();
        final AtomicInteger mail = new AtomicInteger();
        volatile Thread thread;
        int received;
    }

    private final AtomicLong progress;
    private final AtomicReference<Throwable> violation = new AtomicReference<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Object[] monitors = new Object[OBJECTS];
    private final ReentrantLock[] locks = new ReentrantLock[OBJECTS];
    private final Semaphore[] permits = new Semaphore[OBJECTS];
    /** Guarded by the monitor of the same number, by the lock of the same number. */
    private final int[] sections = new int[OBJECTS];
    private final int[] lockedSections = new int[OBJECTS];
    /** Guarded by the monitor of the same number: items to take. */
    private final int[] items = new int[OBJECTS];

    SchedulerSoak(SplittableRandom random, AtomicLong progress) {
        this.progress = progress;
        for (int i = 0; i < OBJECTS; i++) {
            monitors[i] = new Object();
            locks[i] = new ReentrantLock(random.nextBoolean());
            permits[i] = new Semaphore(0, random.nextBoolean());
        }
        int threads = 2 + random.nextInt(MOST_THREADS - 1);
        for (int i = 0; i < threads; i++) {
            Worker worker = new Worker();
            boolean virtual = random.nextInt(VIRTUAL_IN) == 0;
            for (int steps = random.nextInt(MOST_STEPS); steps > 0; steps--) {
                worker.steps.add(new Step(OPERATIONS[random.nextInt(OPERATIONS.length)], random.nextInt(MOST_THREADS),
                        random.nextInt(MOST_NANOSECONDS)));
            }
            Runnable body = () -> guarded(() -> work(worker));
            worker.thread = virtual ? Thread.ofVirtual().unstarted(body)
                    : Thread.ofPlatform().priority(1 + random.nextInt(Thread.MAX_PRIORITY)).unstarted(body);
            workers.add(worker);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run() throws Exception;
    }

    private void guarded(Body body) {
        try {
            body.run();
        } catch (Throwable thrown) {
            violation.compareAndSet(null, thrown);
        }
    }

    /** Runs the round; throws what a thread of it found wrong. */
    void run() throws InterruptedException {
        Thread supplier = Thread.ofPlatform().unstarted(() -> guarded(this::supply));
        supplier.start();
        for (Worker worker : workers) {
            worker.thread.start();
        }
        for (Worker worker : workers) {
            worker.thread.join();
            Expect.that(!worker.thread.isAlive(), "a thread that was joined lives");
        }
        supplier.join();
        if (violation.get() != null) {
            throw new AssertionError(violation.get());
        }
        for (int i = 0; i < OBJECTS; i++) {
            Expect.equal(count(Operation.SYNCHRONIZED, i) + count(Operation.NESTED, i) + count(Operation.NESTED, i - 1), sections[i]);
            Expect.equal(count(Operation.LOCKED, i), lockedSections[i]);
            Expect.equal(0, items[i]);
            Expect.equal(0, permits[i].availablePermits());
        }
        for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            Expect.equal(sentTo(i), worker.received + worker.mail.get());
        }
    }

    private int count(Operation operation, int object) {
        int number = Math.floorMod(object, OBJECTS);
        int count = 0;
        for (Worker worker : workers) {
            for (Step step : worker.steps) {
                count += step.operation() == operation && step.subject() % OBJECTS == number ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean receives(Step step) {
        return step.operation() == Operation.RECEIVE || step.operation() == Operation.SPIN_UNTIL_SENT;
    }

    private int sentTo(int index) {
        int count = (int) workers.get(index).steps.stream().filter(SchedulerSoak::receives).count();
        for (Worker worker : workers) {
            for (Step step : worker.steps) {
                count += step.operation() == Operation.SEND && step.subject() % workers.size() == index ? 1 : 0;
            }
        }
        return count;
    }

    /** Gives as much as all workers may wait for. What is taken within a time goes back at once. */
    private void supply() {
        for (int object = 0; object < OBJECTS; object++) {
            permits[object].release(count(Operation.ACQUIRE, object));
            for (int i = count(Operation.TAKE, object); i > 0; i--) {
                put(object);
            }
        }
        for (Worker worker : workers) {
            for (Step step : worker.steps) {
                if (receives(step)) {
                    send(worker);
                }
            }
        }
    }

    private void put(int object) {
        synchronized (monitors[object]) {
            items[object]++;
            monitors[object].notify();
        }
    }

    private void send(Worker worker) {
        worker.mail.incrementAndGet();
        LockSupport.unpark(worker.thread);
    }

    private void work(Worker self) throws InterruptedException {
        for (Step step : self.steps) {
            perform(self, step.operation(), step.subject(), step.amount());
            progress.incrementAndGet();
        }
    }

    private void perform(Worker self, Operation operation, int subject, int amount) throws InterruptedException {
        int object = subject % OBJECTS;
        Worker other = workers.get(subject % workers.size());
        switch (operation) {
            case COMPUTE -> compute(amount);
            case YIELD -> Thread.yield();
            case SLEEP -> sleep(amount);
            case SYNCHRONIZED -> section(object, amount);
            case LOCKED -> locked(object, amount);
            case NESTED -> nested(object, amount);
            case TAKE -> Expect.that(take(object, Long.MAX_VALUE), "an untimed wait ended without an item");
            case TAKE_UNTIL -> {
                if (take(object, amount)) {
                    put(object);
                }
            }
            case ACQUIRE -> permits[object].acquireUninterruptibly();
            case ACQUIRE_UNTIL -> acquireUntil(object, amount);
            case SEND -> send(other);
            case RECEIVE -> {
                while (self.mail.get() == 0) {
                    LockSupport.park(this);
                    Thread.interrupted();
                }
                receive(self);
            }
            case PARK_UNTIL -> {
                LockSupport.parkNanos(this, amount);
                Thread.interrupted();
            }
            case SPIN_UNTIL_SENT -> {
                while (self.mail.get() == 0) {
                    Thread.yield();
                }
                receive(self);
            }
            case SET_PRIORITY -> other.thread.setPriority(1 + amount % Thread.MAX_PRIORITY);
            case INTERRUPT -> other.thread.interrupt();
            case START_VIRTUAL -> startAndJoin(Thread.ofVirtual().unstarted(() -> compute(amount)));
            case START_PLATFORM -> startAndJoin(Thread.ofPlatform().priority(1 + amount % Thread.MAX_PRIORITY)
                    .unstarted(() -> compute(amount)));
        }
    }

    private static void compute(int amount) {
        for (int i = amount % MOST_LABOUR; i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    private static void receive(Worker self) {
        self.mail.decrementAndGet();
        self.received++;
    }

    private static void sleep(int nanoseconds) {
        long deadline = System.nanoTime() + nanoseconds;
        try {
            TimeUnit.NANOSECONDS.sleep(nanoseconds);
            expectReached(deadline);
        } catch (InterruptedException early) {
            // Another worker interrupts.
        }
    }

    private static void expectReached(long deadline) {
        long left = deadline - System.nanoTime();
        Expect.that(left <= 0, "a deadline came early by " + left + " ns");
    }

    private void section(int object, int amount) {
        synchronized (monitors[object]) {
            int before = sections[object];
            compute(amount);
            sections[object] = before + 1;
        }
    }

    /** Two monitors in the order of their numbers, so that no two threads wait for each other. */
    private void nested(int object, int amount) {
        int next = (object + 1) % OBJECTS;
        int outer = Math.min(object, next);
        synchronized (monitors[outer]) {
            int before = sections[outer];
            section(Math.max(object, next), amount);
            sections[outer] = before + 1;
        }
    }

    private void locked(int object, int amount) {
        locks[object].lock();
        try {
            int before = lockedSections[object];
            compute(amount);
            lockedSections[object] = before + 1;
        } finally {
            locks[object].unlock();
        }
    }

    /** Takes an item within {@code nanoseconds}; interrupts are passed over, with a notification perhaps, so it is passed on. */
    private boolean take(int object, long nanoseconds) {
        boolean timed = nanoseconds != Long.MAX_VALUE;
        long deadline = System.nanoTime() + (timed ? nanoseconds : 0);
        synchronized (monitors[object]) {
            while (items[object] == 0) {
                long left = deadline - System.nanoTime();
                if (timed && left <= 0) {
                    expectReached(deadline);
                    return false;
                }
                try {
                    if (timed) {
                        TimeUnit.NANOSECONDS.timedWait(monitors[object], left);
                    } else {
                        monitors[object].wait();
                    }
                } catch (InterruptedException interrupted) {
                    monitors[object].notify();
                }
            }
            items[object]--;
            return true;
        }
    }

    private void acquireUntil(int object, int nanoseconds) {
        long deadline = System.nanoTime() + nanoseconds;
        try {
            if (permits[object].tryAcquire(nanoseconds, TimeUnit.NANOSECONDS)) {
                permits[object].release();
            } else {
                expectReached(deadline);
            }
        } catch (InterruptedException early) {
            // Another worker interrupts.
        }
    }

    private static void startAndJoin(Thread thread) {
        thread.start();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                // Another worker interrupts; the wait goes on.
            }
        }
    }
}
