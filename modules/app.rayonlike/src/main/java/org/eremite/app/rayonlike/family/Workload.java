package org.eremite.app.rayonlike.family;

/** A computation in a sequential and a parallel form, which keeps the results of the last run of each. */
public interface Workload {
    /** The family's name, with {@code /variant} where the family has several. */
    String name();

    /** Makes fresh inputs for both forms where runs change them. It comes before every run and is not timed. */
    default void prepare() {
    }

    /** Runs the sequential form on this thread. */
    void runSequentially();

    /** Runs the parallel form on the pool of the calling worker. */
    void runInParallel();

    /** Makes the last parallel result wrong in one place. */
    void corrupt();

    /**
     * Checks the last results completely.
     *
     * @throws CheckFailedException names the first wrong value
     */
    void check() throws CheckFailedException;

    /**
     * A number computed from the whole of the last parallel result; equal for every correct implementation of the same
     * size, in any language.
     */
    long digest();
}
