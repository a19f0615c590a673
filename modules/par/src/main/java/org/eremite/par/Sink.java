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

    /** A sink that takes the numbers of a range of ints without an array, too. */
    interface OfIntRange {
        /**
         * Takes the numbers from {@code from} to {@code to} - 1, of which there are some, modulo 2<sup>32</sup>.
         *
         * @return whether more are wanted
         */
        boolean acceptRange(int from, int to);
    }

    /** A sink that takes the numbers of a range of longs without an array, too. */
    interface OfLongRange {
        /**
         * Takes the numbers from {@code from} to {@code to} - 1, of which there are some, modulo 2<sup>64</sup>.
         *
         * @return whether more are wanted
         */
        boolean acceptRange(long from, long to);
    }

    /** The size of the next batch when so many elements, unsigned, are left. */
    static int batch(long left) {
        return Long.compareUnsigned(left, BATCH) < 0 ? (int) left : BATCH;
    }
}
