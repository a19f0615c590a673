package org.eremite.par;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A piece of work that one thread waits for, with its result or the exception it ended with. It runs at most once.
 *
 * @param <R> the type of the result
 */
final class Task<R> {
    private final Thread waiter;
    private Supplier<? extends R> body;
    private R result;
    private Throwable failure;
    /** Written last: who reads true sees result and failure. */
    private volatile boolean done;

    /** A task the calling thread is going to wait for. */
    Task(Supplier<? extends R> body) {
        this.body = body;
        this.waiter = Thread.currentThread();
    }

    /** Runs the task for its waiter, on any worker, and wakes the waiter. Throws nothing. */
    void execute(Worker worker) {
        Supplier<? extends R> work = release();
        try {
            result = work.get();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        worker.taskExecuted();
        worker.settleClock();
        done = true;
        // The waiter announces its sleep, then reads done; here done is written, then the announcement is read.
        VarHandle.fullFence();
        if (waiter instanceof Worker sleeper) {
            sleeper.wakeUp();
        } else {
            LockSupport.unpark(waiter);
        }
    }

    /** Runs the task on its waiter, which has taken it back: exceptions pass straight through. */
    R executeInline(Worker worker) {
        worker.taskExecuted();
        return release().get();
    }

    boolean isDone() {
        return done;
    }

    /** After {@link #isDone}: what the task threw, or null. */
    Throwable failure() {
        return failure;
    }

    /** After {@link #isDone}: the result, or the task's exception, thrown in the waiter. */
    R result() {
        if (failure != null) {
            throw Task.<RuntimeException>unchecked(failure);
        }
        return result;
    }

    /** Waits, as a thread that is no worker. An interrupt stays pending and does not end the wait. */
    void awaitOutside() {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A finished task that some deque still refers to must not keep its captured variables alive. */
    private Supplier<? extends R> release() {
        Supplier<? extends R> work = body;
        body = null;
        return work;
    }

    /** Lets the very exception of the task leave a method that declares none. */
    @SuppressWarnings("unchecked")
    static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
