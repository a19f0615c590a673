package org.eremite.par;

/** What is done to an exception on its way from the thread that threw it to the thread that needs the result. */
final class Failures {
    /** An exception that is thrown again and again, a constant say, does not collect traces for ever. */
    private static final int MAX_SUPPRESSED = 64;

    private Failures() {
    }

    /** The exception with the calling thread's stack added, ready to be thrown by a method that declares none. */
    static RuntimeException inCaller(Throwable failure) {
        suppress(failure, new CallerTrace(Thread.currentThread()));
        return unchecked(failure);
    }

    /** Adds {@code other}, which may be null, to what {@code failure} carries. */
    static void suppress(Throwable failure, Throwable other) {
        if (other != null && other != failure && failure.getSuppressed().length < MAX_SUPPRESSED) {
            failure.addSuppressed(other);
        }
    }

    /** Lets the very exception leave a method that declares none. */
    static RuntimeException unchecked(Throwable thrown) {
        throw Failures.<RuntimeException>asUnchecked(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asUnchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
