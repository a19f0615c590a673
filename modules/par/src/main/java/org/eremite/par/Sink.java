package org.eremite.par;

/**
 * Takes elements in batches, so that the library makes no call of its own for each.
 *
 * @param <A> the type of the arrays: int[], long[], double[] or Object[]
 */
@FunctionalInterface
interface Sink<A> {
    /** Elements in a batch between two stages: small enough for the first-level cache. */
    int BATCH = 128;

    /**
     * Takes the elements {@code from} to {@code from + count - 1} of the array, which it must not change.
     *
     * @return whether more are wanted
     */
    boolean accept(A batch, int from, int count);

    /** The size of the next batch when so many elements, unsigned, are left. */
    static int batch(long left) {
        return Long.compareUnsigned(left, BATCH) < 0 ? (int) left : BATCH;
    }
}
