package org.eremite.app.rayonlike;

/** A computation in a sequential and a parallel form, which keeps the results of the last run of each. */
interface Workload {
    String name();

    void runSequentially();

    /** Runs on the pool of the calling worker. */
    void runInParallel();

    /** Makes the last parallel result wrong in one place. */
    void corrupt();

    /**
     * Checks the last results completely.
     *
     * @throws CheckFailedException names the first wrong value
     */
    void check() throws CheckFailedException;
}
