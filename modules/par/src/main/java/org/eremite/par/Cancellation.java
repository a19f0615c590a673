package org.eremite.par;

import java.util.concurrent.CancellationException;

/**
 * A request to end an operation early. What is given it ({@link Scope}, the parallel sequences by {@code until})
 * looks at it before each piece of work, so it ends soon after the request, by a {@link CancellationException}; code
 * with long pieces of work may look itself. One cancellation may serve many operations. It cannot be taken back.
 */
public final class Cancellation {
    private final Cancellation one;
    private final Cancellation other;
    private volatile boolean requested;

    /** Makes one that is not requested. */
    public Cancellation() {
        this(null, null);
    }

    private Cancellation(Cancellation one, Cancellation other) {
        this.one = one;
        this.other = other;
    }

    /** One that is requested when either is; both may be null, and the result is if both are. */
    static Cancellation either(Cancellation one, Cancellation other) {
        if (one == null || other == null || one == other) {
            return one == null ? other : one;
        }
        return new Cancellation(one, other);
    }

    /** Requests the end. Any thread; again without effect. */
    public void cancel() {
        requested = true;
    }

    /** Whether the end has been requested. */
    public boolean isCancelled() {
        return requested || one != null && (one.isCancelled() || other.isCancelled());
    }

    /**
     * Ends the calling piece of work if the end has been requested.
     *
     * @throws CancellationException if so
     */
    public void check() {
        if (isCancelled()) {
            throw new CancellationException("the operation has been cancelled");
        }
    }

    /** {@link #check()} of one that may be null. */
    static void check(Cancellation cancellation) {
        if (cancellation != null) {
            cancellation.check();
        }
    }
}
