package org.eremite.par;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The second half of a join, once it is offered to other workers. */
final class ForkTask extends Task {
    /** Which of the interfaces that a join takes the body implements. */
    private enum Kind { SUPPLIER, INT, LONG, DOUBLE, RUNNABLE }

    private final Kind kind;
    private Object body;
    private Object result;
    /** The result of primitive type: an int or a long itself, a double as its bits. */
    private long bits;

    private ForkTask(Thread waiter, Kind kind, Object body) {
        super(waiter);
        this.kind = kind;
        this.body = body;
    }

    /**
     * The task for a body that {@code owner} has forked; null if the body is of several kinds, and only the join that
     * owns it knows which is meant.
     */
    static ForkTask of(Worker owner, Object body) {
        Kind kind = null;
        int kinds = 0;
        if (body instanceof Supplier<?>) {
            kind = Kind.SUPPLIER;
            kinds++;
        }
        if (body instanceof IntSupplier) {
            kind = Kind.INT;
            kinds++;
        }
        if (body instanceof LongSupplier) {
            kind = Kind.LONG;
            kinds++;
        }
        if (body instanceof DoubleSupplier) {
            kind = Kind.DOUBLE;
            kinds++;
        }
        if (body instanceof Runnable) {
            kind = Kind.RUNNABLE;
            kinds++;
        }
        return kinds == 1 ? new ForkTask(owner, kind, body) : null;
    }

    @Override
    void compute(Worker worker) {
        Object work = body;
        body = null;
        switch (kind) {
            case SUPPLIER -> result = ((Supplier<?>) work).get();
            case INT -> bits = ((IntSupplier) work).getAsInt();
            case LONG -> bits = ((LongSupplier) work).getAsLong();
            case DOUBLE -> bits = Double.doubleToRawLongBits(((DoubleSupplier) work).getAsDouble());
            case RUNNABLE -> ((Runnable) work).run();
            default -> throw new AssertionError(kind);
        }
    }

    /** The result or the exception; the caller knows the type by its own body. */
    @SuppressWarnings("unchecked")
    <R> R result() {
        rethrow();
        return (R) result;
    }

    int intResult() {
        rethrow();
        return (int) bits;
    }

    long longResult() {
        rethrow();
        return bits;
    }

    double doubleResult() {
        rethrow();
        return Double.longBitsToDouble(bits);
    }
}
