package org.eremite.par;

import java.util.function.Supplier;

/**
 * A computation that a thread has given to a pool.
 *
 * @param <R> the type of the result
 */
final class Submission<R> extends Task {
    private Supplier<? extends R> body;
    private R result;

    Submission(Thread waiter, Supplier<? extends R> body) {
        super(waiter);
        this.body = body;
    }

    @Override
    void compute(Worker worker) {
        Supplier<? extends R> work = body;
        body = null;
        result = work.get();
    }

    R result() {
        rethrow();
        return result;
    }
}
