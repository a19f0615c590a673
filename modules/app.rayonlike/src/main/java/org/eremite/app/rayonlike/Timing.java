package org.eremite.app.rayonlike;

import org.eremite.app.rayonlike.family.CheckFailedException;
import org.eremite.app.rayonlike.family.Workload;
import org.eremite.par.Pool;

/**
 * The shortest times of a workload. Sequential and parallel runs alternate, so that disturbances meet both; the
 * shortest run is the least disturbed one, and a cold first run does not matter.
 *
 * @param name the workload
 * @param rounds how often each form has run
 * @param sequentialNanos the shortest sequential run
 * @param parallelNanos the shortest parallel run
 */
record Timing(String name, int rounds, long sequentialNanos, long parallelNanos) {
    private static final int MIN_ROUNDS = 3;
    private static final int MAX_ROUNDS = 40;
    /** On a slow machine more rounds than the fewest are not worth the wait. */
    private static final long ENOUGH_NANOS = 700_000_000L;

    /** Runs the workload, the parallel form in {@code pool}, and checks it in every round. */
    static Timing of(Workload workload, Pool pool, boolean corrupt) throws CheckFailedException {
        long sequential = Long.MAX_VALUE;
        long parallel = Long.MAX_VALUE;
        int rounds = 0;
        long begin = System.nanoTime();
        while (rounds < MIN_ROUNDS || rounds < MAX_ROUNDS && System.nanoTime() - begin < ENOUGH_NANOS) {
            workload.prepare();
            sequential = Math.min(sequential, nanosOf(workload::runSequentially));
            parallel = Math.min(parallel, nanosOf(() -> pool.run(workload::runInParallel)));
            if (corrupt) {
                workload.corrupt();
            }
            workload.check();
            rounds++;
        }
        return new Timing(workload.name(), rounds, sequential, parallel);
    }

    private static long nanosOf(Runnable run) {
        long begin = System.nanoTime();
        run.run();
        return Math.max(1, System.nanoTime() - begin);
    }
}
