package org.eremite.par;

/** A piece of work that any worker may run, once. It is open, as a latch, when it has run. */
abstract class Task extends Latch {
    private Throwable failure;

    /**
     * @param waiter the thread that is going to wait for the end, or null if nobody will
     */
    Task(Thread waiter) {
        super(waiter);
    }

    /** Does the work. Called at most once; drops what it captured, because a deque may refer to the task for long. */
    abstract void compute(Worker worker);

    /** Runs the task on any worker and wakes its waiter. Throws nothing. */
    final void execute(Worker worker) {
        try {
            compute(worker);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        worker.taskExecuted();
        if (!isAwaitedBy(worker)) {
            worker.settleClock();
        }
        open();
        ended();
    }

    /** What follows when the task has run and its worker has counted it. */
    void ended() {
    }

    /** Once the task is open: what it threw, or null. */
    final Throwable failure() {
        return failure;
    }

    /** Once the task is open: throws here what the task threw, if it did. */
    final void rethrow() {
        if (failure != null) {
            throw Failures.inCaller(failure);
        }
    }
}
