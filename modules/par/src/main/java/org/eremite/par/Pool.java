package org.eremite.par;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A fixed number of worker threads that share work by stealing. Idle workers sleep and cost nothing. Worker threads
 * are daemons and start with the pool.
 *
 * <p>Everything in {@link Par} runs on the pool of the calling worker, or on {@link #common} when the caller is no
 * worker; {@link #run} makes a pool the place of a whole computation.
 */
public final class Pool implements AutoCloseable {
    /** Started by its first use, never when an image is built. */
    private static final class Common {
        static final Pool POOL = new Pool(Runtime.getRuntime().availableProcessors(), false);
    }

    private final Worker[] workers;
    private final IdleWorkers idle = new IdleWorkers(this);
    /** Tasks from threads that are no workers of this pool. */
    private final Queue<Task<?>> submitted = new ConcurrentLinkedQueue<>();
    private final boolean closeable;
    private volatile boolean closing;

    /**
     * Starts a pool.
     *
     * @param threads the number of workers, at least 1
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public Pool(int threads) {
        this(threads, true);
    }

    private Pool(int threads, boolean closeable) {
        if (threads < 1) {
            throw new IllegalArgumentException("a pool needs at least one thread: threads=" + threads);
        }
        this.closeable = closeable;
        workers = new Worker[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = new Worker(this, i);
        }
        try {
            for (Worker worker : workers) {
                worker.start();
            }
        } catch (Throwable noThread) {
            stop();
            throw noThread;
        }
    }

    /** The pool that serves callers outside any pool: one worker per available processor. It cannot be closed. */
    public static Pool common() {
        return Common.POOL;
    }

    /** The number of workers. */
    public int size() {
        return workers.length;
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
        Task<R> task = new Task<>(computation);
        submit(task);
        if (caller != null) {
            caller.await(task);
        } else {
            task.awaitOutside();
        }
        return task.result();
    }

    /** {@link #run(Supplier)} for a computation without a result. */
    public void run(Runnable computation) {
        run(() -> {
            computation.run();
            return null;
        });
    }

    /** What each worker has done so far, in the order of the workers' numbers. */
    public List<WorkerStatistics> statistics() {
        List<WorkerStatistics> all = new ArrayList<>(workers.length);
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
        boolean interrupted = false;
        for (Worker worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        closing = true;
        VarHandle.fullFence();
        for (Worker worker : workers) {
            worker.wakeUp();
        }
    }

    /**
     * Either a worker runs the task or an exception says that none will: workers end after they have seen the pool
     * closing and then no task; here the task is put before the pool is seen open.
     */
    private void submit(Task<?> task) {
        submitted.add(task);
        VarHandle.fullFence();
        if (closing && submitted.remove(task)) {
            throw new IllegalStateException("the pool is closed");
        }
        idle.workPublished();
    }

    Task<?> takeSubmitted() {
        return submitted.poll();
    }

    /** Whether some queue holds a task that anyone may take. */
    boolean hasWork() {
        if (!submitted.isEmpty()) {
            return true;
        }
        for (Worker worker : workers) {
            if (worker.hasWork()) {
                return true;
            }
        }
        return false;
    }

    boolean isClosing() {
        return closing;
    }

    Worker worker(int index) {
        return workers[index];
    }

    IdleWorkers idle() {
        return idle;
    }
}
