package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A thread of a pool: its deque, its search for work, and its counters. */
final class Worker extends Thread {
    /** Fruitless passes over all queues before a worker sleeps; a few microseconds on an idle machine. */
    private static final int SEARCH_PASSES = 12;
    /** Passes after which the pause between two passes lets other threads have the CPU. */
    private static final int SPINNING_PASSES = 6;

    private static final VarHandle ASLEEP;
    private static final VarHandle TASKS;
    private static final VarHandle STEALS;
    private static final VarHandle BUSY_NANOS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ASLEEP = lookup.findVarHandle(Worker.class, "asleep", boolean.class);
            TASKS = lookup.findVarHandle(Worker.class, "tasks", long.class);
            STEALS = lookup.findVarHandle(Worker.class, "steals", long.class);
            BUSY_NANOS = lookup.findVarHandle(Worker.class, "busyNanos", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Pool pool;
    private final int index;
    private final WorkStealingDeque<Task<?>> deque = new WorkStealingDeque<>();
    /** True from the announcement of a sleep until somebody, perhaps the worker itself, takes it back. */
    private boolean asleep;
    /** An interrupt arrived during a sleep and has not been handed on. */
    private boolean interruptedAsleep;
    /** State of a xorshift generator (Marsaglia 2003): never zero. */
    private int random;

    // Written by this worker only, read by everyone.
    private long tasks;
    private long steals;
    private long busyNanos;
    /** When the part of the busy time began that busyNanos does not contain yet. */
    private long busySince;

    Worker(Pool pool, int index) {
        super("par-worker-" + index);
        this.pool = pool;
        this.index = index;
        this.random = (index + 1) * 0x9E3779B9 | 1;
        setDaemon(true);
    }

    /** The calling thread as a worker, or null. */
    static Worker current() {
        return Thread.currentThread() instanceof Worker worker ? worker : null;
    }

    Pool pool() {
        return pool;
    }

    boolean hasWork() {
        return !deque.isEmpty();
    }

    /** A hint: another worker could take work, and this one has none on offer. */
    boolean isStarved() {
        return pool.idle().any() && deque.isEmpty();
    }

    @Override
    public void run() {
        busySince = System.nanoTime();
        workUntilFinished(null);
    }

    /** Both suppliers, possibly in parallel; the first one on this thread. Called by this worker. */
    <A, B, R> R join(Supplier<? extends A> first, Supplier<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combine) {
        Task<B> offered = new Task<>(second);
        deque.push(offered);
        pool.idle().workPublished();
        A left;
        try {
            left = first.get();
        } catch (Throwable failure) {
            if (!takeBack(offered) && offered.failure() != null && offered.failure() != failure) {
                failure.addSuppressed(offered.failure());
            }
            throw failure;
        }
        B right = takeBack(offered) ? offered.executeInline(this) : offered.result();
        return combine.apply(left, right);
    }

    /**
     * Brings the offered task home: true if nobody had taken it, so it has not run; false if a thief had, then it is
     * done.
     */
    private boolean takeBack(Task<?> offered) {
        Task<?> youngest;
        while ((youngest = deque.pop()) != null) {
            if (youngest == offered) {
                return true;
            }
            youngest.execute(this);
        }
        workUntilFinished(offered);
        return false;
    }

    /** Runs tasks until the awaited one is done or, if there is none, the pool closes and has no work left. */
    private void workUntilFinished(Task<?> awaited) {
        while (true) {
            // Read before the queues: what is submitted later sees the pool closing (see Pool.submit).
            boolean finished = isFinished(awaited);
            if (finished && awaited != null) {
                break;
            }
            Task<?> task = nextTask();
            if (task == null) {
                if (finished) {
                    break;
                }
                task = search(awaited);
            }
            if (awaited == null) {
                // An interrupt belongs to the task that has ended, or to none: the next one starts without.
                interruptedAsleep = false;
                Thread.interrupted();
            }
            if (task != null) {
                task.execute(this);
            }
        }
        if (interruptedAsleep) {
            interruptedAsleep = false;
            interrupt();
        }
    }

    /** Whether the worker need not wait any longer: the awaited task is done, or, without one, the pool closes. */
    boolean isFinished(Task<?> awaited) {
        return awaited != null ? awaited.isDone() : pool.isClosing();
    }

    /** Waits for a task given to another pool, and works for its own pool meanwhile. */
    void await(Task<?> awaited) {
        workUntilFinished(awaited);
    }

    /** One pass over all queues. */
    private Task<?> nextTask() {
        Task<?> task = deque.pop();
        if (task == null) {
            task = steal();
        }
        return task != null ? task : pool.takeSubmitted();
    }

    private Task<?> steal() {
        int size = pool.size();
        int start = Integer.remainderUnsigned(nextRandom(), size);
        for (int i = 0; i < size; i++) {
            int at = start + i;
            Worker victim = pool.worker(at < size ? at : at - size);
            Task<?> task = victim != this ? victim.deque.steal() : null;
            if (task != null) {
                STEALS.setOpaque(this, steals + 1);
                return task;
            }
        }
        return null;
    }

    /** Searches, then sleeps, then searches; null when finished without a task. */
    private Task<?> search(Task<?> awaited) {
        if (awaited != null) {
            settleClock();
        }
        pool.idle().startSearch();
        Task<?> found = null;
        int pass = 0;
        while (!isFinished(awaited) && (found = nextTask()) == null) {
            if (pass < SEARCH_PASSES) {
                backOff(pass++);
            } else {
                pool.idle().sleep(this, awaited);
                pass = 0;
            }
        }
        pool.idle().stopSearch();
        busySince = System.nanoTime();
        return found;
    }

    private static void backOff(int pass) {
        if (pass >= SPINNING_PASSES) {
            Thread.yield();
            return;
        }
        for (int i = 0; i < 1 << pass; i++) {
            Thread.onSpinWait();
        }
    }

    void announceSleep() {
        ASLEEP.setVolatile(this, true);
    }

    void cancelSleep() {
        ASLEEP.setVolatile(this, false);
    }

    /** An interrupt does not end the sleep; it is handed to the task that waits. */
    void parkUntilWoken() {
        while ((boolean) ASLEEP.getVolatile(this)) {
            LockSupport.park(pool);
            interruptedAsleep |= Thread.interrupted();
        }
    }

    /** Any thread: ends the worker's sleep; false if it is not asleep. The caller has put a full fence before it. */
    boolean wakeUp() {
        if ((boolean) ASLEEP.getVolatile(this) && ASLEEP.compareAndSet(this, true, false)) {
            LockSupport.unpark(this);
            return true;
        }
        return false;
    }

    void taskExecuted() {
        TASKS.setOpaque(this, tasks + 1);
    }

    /** Adds the busy time up to now to the counter. */
    void settleClock() {
        long now = System.nanoTime();
        BUSY_NANOS.setOpaque(this, busyNanos + now - busySince);
        busySince = now;
    }

    WorkerStatistics statistics() {
        return new WorkerStatistics(index, (long) TASKS.getOpaque(this), (long) STEALS.getOpaque(this),
                (long) BUSY_NANOS.getOpaque(this));
    }

    private int nextRandom() {
        int next = random;
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        random = next;
        return next;
    }
}
