package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;

/**
 * The time in which spawned tasks run: {@link Par#scope} does not return before all of them have ended, so they may
 * use what is local to it. Tasks may spawn further tasks.
 *
 * <p>When a task, or the body of the scope, throws, tasks that have not begun are dropped. {@link Par#scope} throws
 * the exception of the body or else the first one of a task; others are its suppressed exceptions. After
 * {@link #cancel}, tasks that have not begun are dropped and {@link Par#scope} throws a
 * {@link CancellationException}.
 */
public final class Scope {
    private static final VarHandle OPEN_TASKS;

    static {
        try {
            OPEN_TASKS = MethodHandles.lookup().findVarHandle(Scope.class, "openTasks", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** One spawned task. */
    private static final class Spawned extends Task {
        private final Scope scope;
        private Runnable body;

        Spawned(Scope scope, Runnable body) {
            super(null);
            this.scope = scope;
            this.body = body;
        }

        @Override
        void compute(Worker worker) {
            Runnable work = body;
            body = null;
            try {
                if (!scope.isCancelled()) {
                    work.run();
                }
            } catch (Throwable thrown) {
                scope.failed(thrown);
            }
        }

        @Override
        void ended() {
            scope.ended();
        }
    }

    private final Pool pool;
    private final Latch allEnded;
    private final Cancellation own = new Cancellation();
    private final Cancellation cancellation;
    /** The body of the scope counts as one. Zero is final. */
    private long openTasks = 1;
    private volatile boolean stopped;
    private Throwable failure;

    /** @param given ends the scope, as {@link #cancel} does; or null */
    Scope(Worker owner, Cancellation given) {
        this.pool = owner.pool();
        this.allEnded = new Latch(owner);
        this.cancellation = Cancellation.either(own, given);
    }

    /**
     * Lets {@code task} run on any worker of the scope's pool; on this thread if it is one and has time first, then the task
     * spawned last comes first. What this thread has done before is visible to the task, and what tasks do is visible when
     * {@link Par#scope} returns. Costs O(1): an object, a queue's end, and a wake-up if a worker sleeps while none searches;
     * unlike a join it offers the task at once. May be called by any thread while the scope lasts.
     *
     * @throws IllegalStateException if all tasks of the scope have ended, or its pool is closed
     */
    public void spawn(Runnable task) {
        long before;
        do {
            before = (long) OPEN_TASKS.getVolatile(this);
            if (before == 0) {
                throw new IllegalStateException("the scope has ended");
            }
        } while (!OPEN_TASKS.compareAndSet(this, before, before + 1));
        try {
            Spawned spawned = new Spawned(this, task);
            Worker worker = Worker.current();
            if (worker != null && worker.pool() == pool) {
                worker.offer(spawned);
            } else {
                pool.submit(spawned);
            }
        } catch (Throwable refused) {
            // The pool is closed, or memory lacks.
            ended();
            throw refused;
        }
    }

    /**
     * Drops the tasks that have not begun; those under way may look at {@link #isCancelled}. What else the cancellation serves
     * that was given to {@link Par#scope(Cancellation, java.util.function.Function)} goes on.
     */
    public void cancel() {
        own.cancel();
        stopped = true;
    }

    /** Whether tasks of the scope need not go on, because of a cancellation or a failure. */
    public boolean isCancelled() {
        if (cancellation.isCancelled()) {
            stopped = true;
        }
        return stopped;
    }

    private synchronized void failed(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        } else {
            Failures.suppress(failure, thrown);
        }
        stopped = true;
    }

    private void ended() {
        if ((long) OPEN_TASKS.getAndAdd(this, -1L) == 1) {
            allEnded.open();
        }
    }

    /** Ends the scope: waits for all tasks and throws what has gone wrong. Called by the owner. */
    void close(Worker owner, Throwable thrownByBody) {
        if (thrownByBody != null) {
            stopped = true;
        }
        ended();
        owner.workUntil(allEnded);
        Throwable first = failureOfTasks();
        if (thrownByBody != null) {
            Failures.suppress(thrownByBody, first);
            throw Failures.unchecked(thrownByBody);
        }
        if (first != null) {
            throw Failures.inCaller(first);
        }
        cancellation.check();
    }

    private synchronized Throwable failureOfTasks() {
        return failure;
    }
}
