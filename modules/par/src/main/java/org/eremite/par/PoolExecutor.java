package org.eremite.par;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** A pool as an executor. */
final class PoolExecutor extends AbstractExecutorService {
    /** A command on its way to a worker. */
    private final class Command extends Task {
        private final Runnable body;
        private boolean begun;

        Command(Runnable body) {
            super(null);
            this.body = body;
        }

        @Override
        void compute(Worker worker) {
            begun = begin(this);
            if (!begun) {
                return;
            }
            try {
                body.run();
            } catch (Throwable uncaught) {
                worker.getUncaughtExceptionHandler().uncaughtException(worker, uncaught);
            }
        }

        @Override
        void ended() {
            if (begun) {
                end();
            }
        }
    }

    private final Pool pool;
    /** Submitted and not begun. */
    private final Set<Command> waiting = new LinkedHashSet<>();
    private int running;
    private boolean shutdown;

    PoolExecutor(Pool pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable body) {
        Command command = new Command(Objects.requireNonNull(body, "body"));
        synchronized (this) {
            if (shutdown) {
                throw new RejectedExecutionException("the executor has been shut down");
            }
            waiting.add(command);
        }
        try {
            pool.submit(command);
        } catch (IllegalStateException closed) {
            synchronized (this) {
                waiting.remove(command);
                notifyAll();
            }
            throw new RejectedExecutionException(closed);
        }
    }

    private synchronized boolean begin(Command command) {
        boolean wanted = waiting.remove(command);
        if (wanted) {
            running++;
        }
        return wanted;
    }

    private synchronized void end() {
        running--;
        notifyAll();
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
        notifyAll();
    }

    /** Drops what has not begun; does not interrupt what has, since a worker may be running several things. */
    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> dropped = new ArrayList<>();
        for (Command command : waiting) {
            dropped.add(command.body);
        }
        waiting.clear();
        return dropped;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && running == 0 && waiting.isEmpty();
    }

    @Override
    public synchronized boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (!isTerminated()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
