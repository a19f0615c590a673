package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A thread of a pool: its deque, its search for work, and its counters. */
final class Worker extends PendingWork {
    /** Fruitless passes over all queues after which the pause between two passes lets other threads have the CPU. */
    private static final int SPINNING_PASSES = 6;

    /** Values of {@link #sleep}. Only the worker leaves the first, and only who has put it at the third leaves that. */
    private static final int AWAKE = 0;
    private static final int ASLEEP = 1;
    private static final int BEING_WOKEN = 2;

    private static final VarHandle SLEEP;
    private static final VarHandle TASKS;
    private static final VarHandle STEALS;
    private static final VarHandle BUSY_NANOS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SLEEP = lookup.findVarHandle(Worker.class, "sleep", int.class);
            TASKS = lookup.findVarHandle(Worker.class, "tasks", long.class);
            STEALS = lookup.findVarHandle(Worker.class, "steals", long.class);
            BUSY_NANOS = lookup.findVarHandle(Worker.class, "busyNanos", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Pool pool;
    private final int index;
    private final WorkStealingDeque<Task> deque = new WorkStealingDeque<>();
    /** Tasks for this worker and no other. */
    private final Queue<Task> mail = new ConcurrentLinkedQueue<>();
    private int sleep = AWAKE;
    /** Blocked for a reason outside the pool: not counted there. */
    private boolean away;
    /** An interrupt has arrived for what waits on this thread, which will get it when it goes on. */
    private boolean interruptedWait;
    private final Pace pace;
    /** State of a xorshift generator (Marsaglia 2003): never zero. */
    private int random;

    // Written by this worker only, read by everyone.
    private long tasks;
    private long steals;
    private long busyNanos;
    /** When the part of the busy time began that busyNanos does not contain yet. */
    private long busySince;

    Worker(Pool pool, int index) {
        super(pool.configuration().name() + "-" + index, pool.usefulLevels());
        this.pool = pool;
        this.index = index;
        pace = new Pace(pool);
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

    int index() {
        return index;
    }

    /** Tells a source that beats each worker by itself. */
    void beatAnswered() {
        pool.beats().answered(pace);
    }

    WorkStealingDeque<Task> deque() {
        return deque;
    }

    @Override
    Worker self() {
        return this;
    }

    @Override
    public void run() {
        try {
            if (index < pool.size()) {
                pool.configuration().pinning().pin(index);
            }
        } catch (Throwable notPinned) {
            // A worker in the wrong place is better than none.
            getUncaughtExceptionHandler().uncaughtException(this, notPinned);
        }
        restartClock();
        workUntil(null);
        pool.idle().depart();
    }

    @Override
    void reserve() {
        deque.reserve();
    }

    @Override
    void offer(Task task) {
        deque.push(task);
        pool.idle().workPublished();
    }

    /** Any thread: a task that only this worker may run. */
    void post(Task task) {
        mail.add(task);
        VarHandle.fullFence();
        pool.idle().wake(this);
    }

    /** Any thread: takes a posted task back; false if this worker has begun it. */
    boolean withdraw(Task task) {
        return mail.remove(task);
    }

    boolean hasMail() {
        return !mail.isEmpty();
    }

    /**
     * Brings a task home that this worker has offered: true if nobody had taken it, so it has not run and never will
     * by others; false if it was taken, then it is done.
     */
    boolean reclaim(Task offered) {
        // What is older than a task that has run is for those who wait further down.
        while (!offered.isOpen()) {
            Task youngest = deque.pop();
            if (youngest == null) {
                workUntil(offered);
            } else if (youngest == offered) {
                taskExecuted();
                return true;
            } else {
                boolean outer = interruptedWait;
                interruptedWait = false;
                runAbove(youngest);
                endWait(outer);
            }
        }
        return false;
    }

    /** What has waited goes on, with the interrupt that has come for it. */
    private void endWait(boolean outer) {
        if (interruptedWait) {
            interrupt();
        }
        interruptedWait = outer;
    }

    /** Runs tasks until the latch is open or, without one, the pool closes and has no work left. */
    void workUntil(Latch awaited) {
        if (!away) {
            runTasksUntil(awaited);
            return;
        }
        // What waits within a blocking call waits for the pool, and works for it.
        comeBack();
        try {
            runTasksUntil(awaited);
        } finally {
            goAway();
        }
    }

    /** Whether this worker is in a blocking call, and in no wait for the pool within that. */
    boolean isAway() {
        return away;
    }

    void goAway() {
        settleClock();
        away = true;
        pool.idle().depart();
    }

    void comeBack() {
        away = false;
        pool.idle().arrive();
        restartClock();
    }

    private void runTasksUntil(Latch awaited) {
        boolean outer = interruptedWait;
        interruptedWait = Thread.interrupted();
        while (true) {
            // Read before the queues: what is submitted later sees the pool closing (see Pool.submit).
            boolean finished = isFinished(awaited);
            if (finished && awaited != null) {
                break;
            }
            if (awaited == null) {
                pool.spares().retireIfSurplus(this);
            }
            Task task = nextTask();
            if (task == null) {
                if (finished) {
                    break;
                }
                task = search(awaited);
            }
            if (task != null) {
                runAbove(task);
            }
        }
        endWait(outer);
    }

    /** Runs a task while another may wait below. An interrupt is for what runs or waits when it comes, and for no other. */
    private void runAbove(Task task) {
        interruptedWait |= Thread.interrupted();
        run(task);
        Thread.interrupted();
    }

    /** Whether the worker need not wait any longer: the latch is open, or, without one, the pool closes. */
    boolean isFinished(Latch awaited) {
        return awaited != null ? awaited.isOpen() : pool.isClosing();
    }

    /** One pass over all queues. */
    private Task nextTask() {
        Task task = deque.pop();
        if (task == null) {
            task = mail.poll();
        }
        if (task == null) {
            task = steal();
        }
        return task != null ? task : pool.takeSubmitted();
    }

    /** Looks at every other worker once, from a random one on. */
    private Task steal() {
        WorkStealingDeque<Task>[] victims = pool.deques();
        int size = victims.length;
        int start = Integer.remainderUnsigned(nextRandom(), size);
        for (int i = 0; i < size; i++) {
            int at = start + i;
            WorkStealingDeque<Task> victim = victims[at < size ? at : at - size];
            Task task = victim != deque ? victim.steal() : null;
            if (task != null) {
                STEALS.setOpaque(this, steals + 1);
                return task;
            }
        }
        return null;
    }

    /** Searches, then sleeps, then searches; null when finished without a task. */
    private Task search(Latch awaited) {
        if (awaited != null) {
            settleClock();
        }
        pool.idle().startSearch();
        Task found = null;
        int pass = 0;
        long begin = System.nanoTime();
        while (!isFinished(awaited) && (found = nextTask()) == null) {
            if (pass < SPINNING_PASSES || System.nanoTime() - begin < pool.searchNanos()) {
                backOff(pass++);
                pool.heartbeat().request();
            } else {
                forgetDone();
                if (awaited == null) {
                    pace.reset();
                    pool.beats().rest();
                }
                pool.idle().sleep(this, awaited);
                pass = 0;
                begin = System.nanoTime();
            }
        }
        pool.idle().stopSearch();
        if (awaited != null) {
            // What waited goes on, and may have no fork left that would tell the source; it has rested if all were idle.
            pool.beats().resume();
        }
        restartClock();
        return found;
    }

    /** Before a long wait without work: keeps nothing reachable that is done, and no room that only much work needs. */
    void forgetDone() {
        try {
            shrink();
            deque.shrink();
        } catch (OutOfMemoryError full) {
            // The room is kept.
        }
        forgetFinished();
        deque.forgetTaken();
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
        SLEEP.setVolatile(this, ASLEEP);
    }

    /** This worker takes the announcement of a sleep back; false if a waker has been faster. */
    boolean endSleep() {
        return SLEEP.compareAndSet(this, ASLEEP, AWAKE);
    }

    /** A waker takes the announcement of a sleep back; false if there is none. {@link #finishWake} must follow. */
    boolean beginWake() {
        return (int) SLEEP.getVolatile(this) == ASLEEP && SLEEP.compareAndSet(this, ASLEEP, BEING_WOKEN);
    }

    /** The waker has counted this worker, which may go on. */
    void finishWake() {
        SLEEP.setVolatile(this, AWAKE);
        LockSupport.unpark(this);
    }

    /** While a waker, which has begun, is between two steps, of which neither waits. */
    void awaitWaker() {
        while ((int) SLEEP.getVolatile(this) != AWAKE) {
            Thread.yield();
        }
    }

    /** An interrupt does not end the sleep; it is handed to what waits. */
    void parkUntilWoken() {
        while ((int) SLEEP.getVolatile(this) != AWAKE) {
            LockSupport.park(pool);
            interruptedWait |= Thread.interrupted();
        }
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

    /** After a time that does not count as busy. */
    void restartClock() {
        busySince = System.nanoTime();
    }

    long steals() {
        return (long) STEALS.getOpaque(this);
    }

    WorkerStatistics statistics() {
        return new WorkerStatistics(index, (long) TASKS.getOpaque(this), steals(), (long) BUSY_NANOS.getOpaque(this));
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
