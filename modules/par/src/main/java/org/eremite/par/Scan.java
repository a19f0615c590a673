package org.eremite.par;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Prefixes of arrays, computed in parallel and in place (Blelloch: Prefix Sums and Their Applications, 1990): totals
 * of blocks of 4,096 elements, totals before blocks, then each block again. At most 2n calls of the operator, of which those
 * of a block, and one for each block, come one after the other. It must be associative; where it is so only
 * approximately, as an addition that rounds, results are the same for every number of workers, since the blocks depend on
 * nothing but the length.
 */
public final class Scan {
    private static final int BLOCK = 1 << 12;

    private Scan() {
    }

    private static int blocks(int length) {
        return length / BLOCK + (length % BLOCK == 0 ? 0 : 1);
    }

    /** Replaces each element by its combination with all before it: a[i] = a[0] &middot; ... &middot; a[i]. */
    public static void inclusive(int[] array, IntBinaryOperator operator) {
        inclusive(array, operator, null);
    }

    /** The same, which {@code cancellation} ends early; it may be null. */
    static void inclusive(int[] array, IntBinaryOperator operator, Cancellation cancellation) {
        int blocks = blocks(array.length);
        int[] totals = new int[blocks];
        Par.range(0, blocks - 1).until(cancellation).forEach(block -> {
            int from = block * BLOCK;
            int total = array[from];
            for (int i = from + 1; i < from + BLOCK; i++) {
                total = operator.applyAsInt(total, array[i]);
            }
            totals[block] = total;
        });
        for (int block = 1; block < blocks - 1; block++) {
            totals[block] = operator.applyAsInt(totals[block - 1], totals[block]);
        }
        Par.range(0, blocks).until(cancellation).forEach(block -> {
            int from = block * BLOCK;
            int to = from + Math.min(BLOCK, array.length - from);
            if (block > 0) {
                array[from] = operator.applyAsInt(totals[block - 1], array[from]);
            }
            for (int i = from + 1; i < to; i++) {
                array[i] = operator.applyAsInt(array[i - 1], array[i]);
            }
        });
    }

    /**
     * Replaces each element by the combination of all before it.
     *
     * @param identity what the first element becomes; changes nothing when combined
     * @return the combination of all elements
     */
    public static int exclusive(int[] array, int identity, IntBinaryOperator operator) {
        inclusive(array, operator);
        int length = array.length;
        int all = length > 0 ? array[length - 1] : identity;
        if (length > 0) {
            System.arraycopy(array, 0, array, 1, length - 1);
            array[0] = identity;
        }
        return all;
    }

    /** Replaces each element by its combination with all before it: a[i] = a[0] &middot; ... &middot; a[i]. */
    public static void inclusive(long[] array, LongBinaryOperator operator) {
        inclusive(array, operator, null);
    }

    /** The same, which {@code cancellation} ends early; it may be null. */
    static void inclusive(long[] array, LongBinaryOperator operator, Cancellation cancellation) {
        int blocks = blocks(array.length);
        long[] totals = new long[blocks];
        Par.range(0, blocks - 1).until(cancellation).forEach(block -> {
            int from = block * BLOCK;
            long total = array[from];
            for (int i = from + 1; i < from + BLOCK; i++) {
                total = operator.applyAsLong(total, array[i]);
            }
            totals[block] = total;
        });
        for (int block = 1; block < blocks - 1; block++) {
            totals[block] = operator.applyAsLong(totals[block - 1], totals[block]);
        }
        Par.range(0, blocks).until(cancellation).forEach(block -> {
            int from = block * BLOCK;
            int to = from + Math.min(BLOCK, array.length - from);
            if (block > 0) {
                array[from] = operator.applyAsLong(totals[block - 1], array[from]);
            }
            for (int i = from + 1; i < to; i++) {
                array[i] = operator.applyAsLong(array[i - 1], array[i]);
            }
        });
    }

    /**
     * Replaces each element by the combination of all before it.
     *
     * @param identity what the first element becomes; changes nothing when combined
     * @return the combination of all elements
     */
    public static long exclusive(long[] array, long identity, LongBinaryOperator operator) {
        inclusive(array, operator);
        int length = array.length;
        long all = length > 0 ? array[length - 1] : identity;
        if (length > 0) {
            System.arraycopy(array, 0, array, 1, length - 1);
            array[0] = identity;
        }
        return all;
    }

    /** Replaces each element by its combination with all before it: a[i] = a[0] &middot; ... &middot; a[i]. */
    public static void inclusive(double[] array, DoubleBinaryOperator operator) {
        inclusive(array, operator, null);
    }

    /** The same, which {@code cancellation} ends early; it may be null. */
    static void inclusive(double[] array, DoubleBinaryOperator operator, Cancellation cancellation) {
        int blocks = blocks(array.length);
        double[] totals = new double[blocks];
        Par.range(0, blocks - 1).until(cancellation).forEach(block -> {
            int from = block * BLOCK;
            double total = array[from];
            for (int i = from + 1; i < from + BLOCK; i++) {
                total = operator.applyAsDouble(total, array[i]);
            }
            totals[block] = total;
        });
        for (int block = 1; block < blocks - 1; block++) {
            totals[block] = operator.applyAsDouble(totals[block - 1], totals[block]);
        }
        Par.range(0, blocks).until(cancellation).forEach(block -> {
            int from = block * BLOCK;
            int to = from + Math.min(BLOCK, array.length - from);
            if (block > 0) {
                array[from] = operator.applyAsDouble(totals[block - 1], array[from]);
            }
            for (int i = from + 1; i < to; i++) {
                array[i] = operator.applyAsDouble(array[i - 1], array[i]);
            }
        });
    }

    /**
     * Replaces each element by the combination of all before it.
     *
     * @param identity what the first element becomes; changes nothing when combined
     * @return the combination of all elements
     */
    public static double exclusive(double[] array, double identity, DoubleBinaryOperator operator) {
        inclusive(array, operator);
        int length = array.length;
        double all = length > 0 ? array[length - 1] : identity;
        if (length > 0) {
            System.arraycopy(array, 0, array, 1, length - 1);
            array[0] = identity;
        }
        return all;
    }

    /** Replaces each element by its combination with all before it: a[i] = a[0] &middot; ... &middot; a[i]. */
    public static <T> void inclusive(T[] array, BinaryOperator<T> operator) {
        inclusive(array, operator, null);
    }

    /** The same, which {@code cancellation} ends early; it may be null. */
    static <T> void inclusive(T[] array, BinaryOperator<T> operator, Cancellation cancellation) {
        int blocks = blocks(array.length);
        T[] totals = Arrays.copyOf(array, Math.min(array.length, blocks));
        Par.range(0, blocks - 1).until(cancellation).forEach(block -> {
            int from = block * BLOCK;
            T total = array[from];
            for (int i = from + 1; i < from + BLOCK; i++) {
                total = operator.apply(total, array[i]);
            }
            totals[block] = total;
        });
        for (int block = 1; block < blocks - 1; block++) {
            totals[block] = operator.apply(totals[block - 1], totals[block]);
        }
        Par.range(0, blocks).until(cancellation).forEach(block -> {
            int from = block * BLOCK;
            int to = from + Math.min(BLOCK, array.length - from);
            if (block > 0) {
                array[from] = operator.apply(totals[block - 1], array[from]);
            }
            for (int i = from + 1; i < to; i++) {
                array[i] = operator.apply(array[i - 1], array[i]);
            }
        });
    }

    /**
     * Replaces each element by the combination of all before it.
     *
     * @param identity what the first element becomes; changes nothing when combined
     * @return the combination of all elements
     */
    public static <T> T exclusive(T[] array, T identity, BinaryOperator<T> operator) {
        inclusive(array, operator);
        int length = array.length;
        T all = length > 0 ? array[length - 1] : identity;
        if (length > 0) {
            System.arraycopy(array, 0, array, 1, length - 1);
            array[0] = identity;
        }
        return all;
    }
}
