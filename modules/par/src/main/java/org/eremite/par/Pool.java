package org.eremite.par;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A number of worker threads that share work by stealing. Idle workers sleep and cost nothing. Worker threads are
 * daemons and start with the pool.
 *
 * <p>Everything in {@link Par} runs on the pool of the calling worker, or on {@link #common} when the caller is no
 * worker; {@link #run} makes a pool the place of a whole computation. Entering a pool costs a change of threads, so a
 * program enters it once for much work.
 */
public final class Pool implements AutoCloseable {
    /** Started by its first use, never when an image is built. */
    private static final class Common {
        static final Pool POOL = new Pool(
                PoolConfiguration.ofThreads(Runtime.getRuntime().availableProcessors()), false);
    }

    /** How long a worker searches before it sleeps, when each can have a processor of its own, and otherwise. */
    private static final long SEARCH_NANOS = 60_000;
    private static final long CROWDED_SEARCH_NANOS = 4_000;

    private static final int MOST_PIECES = 32;

    private final PoolConfiguration configuration;
    private final boolean closeable;
    private final long searchNanos;
    private final IdleWorkers idle = new IdleWorkers(new IdleWorkers.Team() {
        @Override
        public Worker[] workers() {
            return workers;
        }

        @Override
        public boolean workIsVisible() {
            return Pool.this.workIsVisible();
        }
    });
    private final SpareWorkers spares = new SpareWorkers(this);
    private final Heartbeat heartbeat = new Heartbeat(this);
    private final BeatSource.Beats beats;
    /** Tasks from threads that are no workers of this pool. */
    private final Queue<Task> submitted = new ConcurrentLinkedQueue<>();
    /** The regular workers, then the spare ones. Copied when one is added. */
    private volatile Worker[] workers;
    /** The workers' deques in the same order: thieves do not touch the lines that a worker writes all the time. */
    private volatile WorkStealingDeque<Task>[] deques;
    private volatile boolean closing;

    /**
     * Starts a pool.
     *
     * @param threads the number of workers, at least 1
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public Pool(int threads) {
        this(PoolConfiguration.ofThreads(threads));
    }

    /** Starts a pool. */
    public Pool(PoolConfiguration configuration) {
        this(configuration, true);
    }

    private Pool(PoolConfiguration configuration, boolean closeable) {
        this.configuration = configuration;
        this.closeable = closeable;
        boolean crowded = configuration.threads() > Runtime.getRuntime().availableProcessors();
        searchNanos = crowded ? CROWDED_SEARCH_NANOS : SEARCH_NANOS;
        Worker[] regular = new Worker[configuration.threads()];
        for (int i = 0; i < regular.length; i++) {
            regular[i] = new Worker(this, i);
            idle.arrive();
        }
        publish(regular);
        beats = configuration.beats().open(heartbeat);
        try {
            for (Worker worker : regular) {
                worker.start();
            }
        } catch (Throwable noThread) {
            stop();
            beats.close();
            throw noThread;
        }
    }

    /** The pool that serves callers outside any pool: one worker per available processor. It cannot be closed. */
    public static Pool common() {
        return Common.POOL;
    }

    /** The number of workers, not counting those that stand in for blocked ones. */
    public int size() {
        return configuration.threads();
    }

    /**
     * Runs a computation on a worker of this pool and waits for its result. What it does through {@link Par} stays in
     * this pool. A worker of this pool runs it at once; a worker of another pool serves its own pool while it waits;
     * any other thread sleeps. An exception of the computation is thrown here.
     *
     * @throws IllegalStateException if the pool is closed
     */
    public <R> R run(Supplier<? extends R> computation) {
        Worker caller = Worker.current();
        if (caller != null && caller.pool() == this) {
            return computation.get();
        }
        Submission<R> task = new Submission<>(Thread.currentThread(), computation);
        submit(task);
        await(caller, task);
        return task.result();
    }

    /** {@link #run(Supplier)} for a computation without a result. */
    public void run(Runnable computation) {
        run(() -> {
            computation.run();
            return null;
        });
    }

    /**
     * Runs {@code body} once on every regular worker, at the same time as far as they are free, and waits for all. A
     * worker that is in a task does its part when that task ends or waits.
     *
     * @param body takes the worker's number, from 0 to {@link #size} - 1
     * @return the results in the order of the workers' numbers
     * @throws IllegalStateException if the pool is closed; some workers may have done their part by then
     */
    public <R> List<R> broadcast(IntFunction<? extends R> body) {
        Worker caller = Worker.current();
        List<Submission<R>> parts = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            int index = i;
            parts.add(new Submission<>(Thread.currentThread(), () -> body.apply(index)));
        }
        for (int i = 0; i < size(); i++) {
            workers[i].post(parts.get(i));
        }
        withdrawIfClosing(parts);
        for (Submission<R> part : parts) {
            await(caller, part);
        }
        List<R> results = new ArrayList<>(size());
        Throwable failure = null;
        for (Submission<R> part : parts) {
            if (part.failure() == null) {
                results.add(part.result());
            } else if (failure == null) {
                failure = part.failure();
            } else {
                Failures.suppress(failure, part.failure());
            }
        }
        if (failure != null) {
            throw Failures.inCaller(failure);
        }
        return results;
    }

    /**
     * The pool as an executor, for code that wants one. Its tasks run on the workers in the order of submission as
     * far as they start; one that blocks should do so within {@link Par#blocking}. Shutting the executor down does
     * not close the pool.
     */
    public ExecutorService executor() {
        return new PoolExecutor(this);
    }

    /** What each worker has done so far, in the order of the workers' numbers. */
    public List<WorkerStatistics> statistics() {
        List<WorkerStatistics> all = new ArrayList<>();
        for (Worker worker : workers) {
            all.add(worker.statistics());
        }
        return List.copyOf(all);
    }

    /**
     * Refuses further computations, lets those under way finish, and waits for the workers to end. Closing again has
     * no effect.
     *
     * @throws IllegalStateException if called on the common pool or by a worker of this pool
     */
    @Override
    public void close() {
        Worker caller = Worker.current();
        if (caller != null && caller.pool() == this) {
            throw new IllegalStateException("a worker cannot close its own pool");
        }
        if (!closeable) {
            throw new IllegalStateException("the common pool cannot be closed");
        }
        stop();
        // What still runs here may need the pool of the caller.
        Par.blocking(() -> {
            joinWorkers();
            return null;
        });
        beats.close();
    }

    private void joinWorkers() {
        boolean interrupted = false;
        // A worker that is still at work may yet call another to stand in for it.
        for (int i = 0; i < workers.length; i++) {
            while (workers[i].isAlive()) {
                try {
                    workers[i].join();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pool has begun to close: parts that no worker has begun will never be. See {@link #submit}. */
    private <R> void withdrawIfClosing(List<Submission<R>> parts) {
        VarHandle.fullFence();
        if (!closing) {
            return;
        }
        List<Submission<R>> begun = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (!workers[i].withdraw(parts.get(i))) {
                begun.add(parts.get(i));
            }
        }
        if (begun.size() < parts.size()) {
            IllegalStateException refused = closed();
            for (Submission<R> part : begun) {
                await(Worker.current(), part);
                Failures.suppress(refused, part.failure());
            }
            throw refused;
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the pool is closed");
    }

    private void stop() {
        closing = true;
        VarHandle.fullFence();
        spares.close();
        for (Worker worker : workers) {
            idle.wake(worker);
        }
    }

    /** Waits for what another thread does, as a worker by working for its own pool, or as any other thread. */
    static void await(Worker caller, Latch latch) {
        if (caller != null) {
            caller.workUntil(latch);
        } else {
            latch.awaitOutside();
        }
    }

    /**
     * Either a worker runs the task or an exception says that none will: workers end after they have seen the pool
     * closing and then no task; here the task is put before the pool is seen open.
     */
    void submit(Task task) {
        submitted.add(task);
        VarHandle.fullFence();
        if (closing && submitted.remove(task)) {
            throw closed();
        }
        idle.workPublished();
    }

    Task takeSubmitted() {
        return submitted.poll();
    }

    /** Whether some queue holds a task that anyone may take; a full fence has come before, or comes here. */
    boolean workIsVisible() {
        VarHandle.fullFence();
        if (!submitted.isEmpty()) {
            return true;
        }
        for (WorkStealingDeque<Task> deque : deques) {
            if (!deque.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A worker blocks for a reason outside the pool; another one takes its place until it returns. */
    <R> R compensated(Worker blocking, Supplier<? extends R> body) {
        blocking.offerAll();
        if (blocking.isAway()) {
            return body.get();
        }
        spares.workerBlocks();
        blocking.goAway();
        try {
            return body.get();
        } finally {
            blocking.comeBack();
            beats.resume();
            spares.workerReturns();
        }
    }

    /** Starts one more worker; called under the lock of the spare workers. */
    void addWorker(int index) {
        Worker[] before = workers;
        Worker added = new Worker(this, index);
        Worker[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = added;
        publish(after);
        idle.arrive();
        try {
            added.start();
        } catch (Throwable noThread) {
            idle.depart();
            publish(before);
            throw noThread;
        }
    }

    private void publish(Worker[] all) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        WorkStealingDeque<Task>[] theirs = new WorkStealingDeque[all.length];
        for (int i = 0; i < all.length; i++) {
            theirs[i] = all[i].deque();
        }
        workers = all;
        deques = theirs;
    }

    boolean isClosing() {
        return closing;
    }

    /**
     * Levels of a binary tree of forks that make four to eight pieces for each worker that can have a processor, but no more
     * pieces than {@value #MOST_PIECES}: even small work bears that many forks, and large work is divided further where a
     * worker has taken a piece and wherever a beat comes.
     */
    int usefulLevels() {
        int pieces = Math.min(4 * Math.min(size(), Runtime.getRuntime().availableProcessors()), MOST_PIECES);
        return Integer.SIZE - Integer.numberOfLeadingZeros(pieces - 1);
    }

    long searchNanos() {
        return searchNanos;
    }

    PoolConfiguration configuration() {
        return configuration;
    }

    Worker[] workers() {
        return workers;
    }

    WorkStealingDeque<Task>[] deques() {
        return deques;
    }

    IdleWorkers idle() {
        return idle;
    }

    SpareWorkers spares() {
        return spares;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    BeatSource.Beats beats() {
        return beats;
    }
}
