package org.eremite.par;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/**
 * Sorts arrays in parallel.
 *
 * <p>The sorts of primitives and {@link #sort(Object[], Comparator)} are merge sorts whose merges are parallel, too:
 * O(n log n) comparisons and n elements of additional memory. At first one worker looks whether everything is in order
 * already, and stops where it is not; of the comparisons of the sort itself O(log&sup3; n) come one after the other. Pieces
 * that are too short to share are left to {@link Arrays}. {@link #sortUnstable} is a quicksort in place.
 */
public final class Sort {
    private Sort() {
    }

    /** Sorts in ascending order. */
    public static void sort(int[] array) {
        new IntMergeSort(null).sort(array, array.length);
    }

    /** Sorts in ascending order. */
    public static void sort(long[] array) {
        new LongMergeSort(null).sort(array, array.length);
    }

    /** Sorts in ascending order as of {@link Double#compare}. */
    public static void sort(double[] array) {
        new DoubleMergeSort(null).sort(array, array.length);
    }

    /** Sorts in the given order; equal elements keep theirs. */
    public static <T> void sort(T[] array, Comparator<? super T> order) {
        Objects.requireNonNull(order, "order");
        new ObjectMergeSort<T>(order, null).sort(array, array.length);
    }

    /**
     * Sorts in the given order; equal elements may change places. O(n log n) comparisons, of which for most inputs O(n) come one
     * after the other, since a stretch is divided by one worker; additional memory for a few thousand elements for each worker,
     * but n / 2 elements for inputs in which pivots are found badly again and again.
     */
    public static <T> void sortUnstable(T[] array, Comparator<? super T> order) {
        Objects.requireNonNull(order, "order");
        int badPivots = Integer.SIZE - Integer.numberOfLeadingZeros(array.length);
        quicksort(array, 0, array.length, order, badPivots);
    }

    private static <T> void quicksort(T[] array, int from, int to, Comparator<? super T> order, int badPivots) {
        int length = to - from;
        if (length <= MergeSort.SORT_GRAIN || badPivots == 0) {
            Arrays.sort(array, from, to, order);
            return;
        }
        T pivot = pivot(array, from, to, order);
        // Below from "low" on the left, above from "high" on the right, equal between "low" and "next".
        int low = from;
        int next = from;
        int high = to;
        while (next < high) {
            int sign = order.compare(array[next], pivot);
            if (sign < 0) {
                swap(array, low++, next++);
            } else if (sign > 0) {
                swap(array, next, --high);
            } else {
                next++;
            }
        }
        int lowEnd = low;
        int highStart = high;
        int longer = Math.max(lowEnd - from, to - highStart);
        int left = longer > length - length / 8 ? badPivots - 1 : badPivots;
        Par.join(() -> quicksort(array, from, lowEnd, order, left), () -> quicksort(array, highStart, to, order, left));
    }

    static void swap(Object[] array, int i, int j) {
        Object element = array[i];
        array[i] = array[j];
        array[j] = element;
    }

    /** The median of three medians (Tukey's ninther) of a long stretch. */
    private static <T> T pivot(T[] array, int from, int to, Comparator<? super T> order) {
        int step = (to - from) / 9;
        return median(median(array[from], array[from + step], array[from + 2 * step], order),
                median(array[from + 3 * step], array[from + 4 * step], array[from + 5 * step], order),
                median(array[from + 6 * step], array[from + 7 * step], array[to - 1], order), order);
    }

    private static <T> T median(T a, T b, T c, Comparator<? super T> order) {
        if (order.compare(a, b) < 0) {
            if (order.compare(b, c) < 0) {
                return b;
            }
            return order.compare(a, c) < 0 ? c : a;
        }
        if (order.compare(a, c) < 0) {
            return a;
        }
        return order.compare(b, c) < 0 ? c : b;
    }
}
