package org.eremite.par;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Sorts arrays in parallel.
 *
 * <p>The sorts of primitives and {@link #sort(Object[], Comparator)} are merge sorts whose merges are parallel, too:
 * O(n log n) comparisons, O(log&sup3; n) of them one after the other, and n elements of additional memory. Pieces
 * that are too short to share are left to {@link Arrays}. {@link #sortUnstable} is a quicksort in place.
 */
public final class Sort {
    /** Elements that one worker sorts without a fork. */
    static final int SORT_GRAIN = 1 << 13;
    /** Elements that one worker merges without a fork. */
    static final int MERGE_GRAIN = 1 << 13;

    private Sort() {
    }

    /** Sorts in ascending order. */
    public static void sort(int[] array) {
        if (array.length <= SORT_GRAIN) {
            Arrays.sort(array);
        } else if (!isOrdered(array)) {
            sort(array, array.clone(), 0, array.length, false);
        }
    }

    /** Whether everything is in order, be it that it had only to be reversed. Stops at the first sign that it is not. */
    private static boolean isOrdered(int[] array) {
        int i = 1;
        while (i < array.length && array[i - 1] <= array[i]) {
            i++;
        }
        if (i == 1) {
            while (i < array.length && array[i - 1] >= array[i]) {
                i++;
            }
            if (i == array.length) {
                reverse(array);
            }
        }
        return i == array.length;
    }

    private static void reverse(int[] array) {
        for (int left = 0, right = array.length - 1; left < right; left++, right--) {
            int element = array[left];
            array[left] = array[right];
            array[right] = element;
        }
    }

    /** Sorts {@code array}, with the result in it or in {@code buffer}. */
    private static void sort(int[] array, int[] buffer, int from, int to, boolean intoBuffer) {
        if (to - from <= SORT_GRAIN) {
            Arrays.sort(array, from, to);
            if (intoBuffer) {
                System.arraycopy(array, from, buffer, from, to - from);
            }
            return;
        }
        int middle = from + to >>> 1;
        Par.join(() -> sort(array, buffer, from, middle, !intoBuffer),
                () -> sort(array, buffer, middle, to, !intoBuffer));
        if (intoBuffer) {
            merge(array, from, middle, middle, to, buffer, from);
        } else {
            merge(buffer, from, middle, middle, to, array, from);
        }
    }

    /** Merges two sorted stretches of {@code source} into {@code target}; divides the longer one in the middle. */
    private static void merge(
            int[] source, int left, int leftEnd, int right, int rightEnd, int[] target, int at) {
        int length = leftEnd - left + rightEnd - right;
        if (length <= MERGE_GRAIN) {
            mergeAlone(source, left, leftEnd, right, rightEnd, target, at);
            return;
        }
        int leftMiddle;
        int rightMiddle;
        if (leftEnd - left >= rightEnd - right) {
            leftMiddle = left + leftEnd >>> 1;
            rightMiddle = firstNotBelow(source, right, rightEnd, source[leftMiddle]);
        } else {
            rightMiddle = right + rightEnd >>> 1;
            leftMiddle = firstNotBelow(source, left, leftEnd, source[rightMiddle]);
        }
        Par.join(() -> merge(source, left, leftMiddle, right, rightMiddle, target, at),
                () -> merge(source, leftMiddle, leftEnd, rightMiddle, rightEnd, target,
                        at + leftMiddle - left + rightMiddle - right));
    }

    private static void mergeAlone(
            int[] source, int left, int leftEnd, int right, int rightEnd, int[] target, int at) {
        int i = left;
        int j = right;
        int next = at;
        // Where all on the left comes before all on the right, copies do.
        boolean interleaved = i < leftEnd && j < rightEnd && source[j] < source[leftEnd - 1];
        while (interleaved && i < leftEnd && j < rightEnd) {
            target[next++] = source[j] < source[i] ? source[j++] : source[i++];
        }
        System.arraycopy(source, i, target, next, leftEnd - i);
        System.arraycopy(source, j, target, next + leftEnd - i, rightEnd - j);
    }

    private static int firstNotBelow(int[] sorted, int from, int to, int bound) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Sorts in ascending order. */
    public static void sort(long[] array) {
        if (array.length <= SORT_GRAIN) {
            Arrays.sort(array);
        } else if (!isOrdered(array)) {
            sort(array, array.clone(), 0, array.length, false);
        }
    }

    /** Whether everything is in order, be it that it had only to be reversed. Stops at the first sign that it is not. */
    private static boolean isOrdered(long[] array) {
        int i = 1;
        while (i < array.length && array[i - 1] <= array[i]) {
            i++;
        }
        if (i == 1) {
            while (i < array.length && array[i - 1] >= array[i]) {
                i++;
            }
            if (i == array.length) {
                reverse(array);
            }
        }
        return i == array.length;
    }

    private static void reverse(long[] array) {
        for (int left = 0, right = array.length - 1; left < right; left++, right--) {
            long element = array[left];
            array[left] = array[right];
            array[right] = element;
        }
    }

    /** Sorts {@code array}, with the result in it or in {@code buffer}. */
    private static void sort(long[] array, long[] buffer, int from, int to, boolean intoBuffer) {
        if (to - from <= SORT_GRAIN) {
            Arrays.sort(array, from, to);
            if (intoBuffer) {
                System.arraycopy(array, from, buffer, from, to - from);
            }
            return;
        }
        int middle = from + to >>> 1;
        Par.join(() -> sort(array, buffer, from, middle, !intoBuffer),
                () -> sort(array, buffer, middle, to, !intoBuffer));
        if (intoBuffer) {
            merge(array, from, middle, middle, to, buffer, from);
        } else {
            merge(buffer, from, middle, middle, to, array, from);
        }
    }

    /** Merges two sorted stretches of {@code source} into {@code target}; divides the longer one in the middle. */
    private static void merge(
            long[] source, int left, int leftEnd, int right, int rightEnd, long[] target, int at) {
        int length = leftEnd - left + rightEnd - right;
        if (length <= MERGE_GRAIN) {
            mergeAlone(source, left, leftEnd, right, rightEnd, target, at);
            return;
        }
        int leftMiddle;
        int rightMiddle;
        if (leftEnd - left >= rightEnd - right) {
            leftMiddle = left + leftEnd >>> 1;
            rightMiddle = firstNotBelow(source, right, rightEnd, source[leftMiddle]);
        } else {
            rightMiddle = right + rightEnd >>> 1;
            leftMiddle = firstNotBelow(source, left, leftEnd, source[rightMiddle]);
        }
        Par.join(() -> merge(source, left, leftMiddle, right, rightMiddle, target, at),
                () -> merge(source, leftMiddle, leftEnd, rightMiddle, rightEnd, target,
                        at + leftMiddle - left + rightMiddle - right));
    }

    private static void mergeAlone(
            long[] source, int left, int leftEnd, int right, int rightEnd, long[] target, int at) {
        int i = left;
        int j = right;
        int next = at;
        // Where all on the left comes before all on the right, copies do.
        boolean interleaved = i < leftEnd && j < rightEnd && source[j] < source[leftEnd - 1];
        while (interleaved && i < leftEnd && j < rightEnd) {
            target[next++] = source[j] < source[i] ? source[j++] : source[i++];
        }
        System.arraycopy(source, i, target, next, leftEnd - i);
        System.arraycopy(source, j, target, next + leftEnd - i, rightEnd - j);
    }

    private static int firstNotBelow(long[] sorted, int from, int to, long bound) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Sorts in ascending order as of {@link Double#compare}. */
    public static void sort(double[] array) {
        if (array.length <= SORT_GRAIN) {
            Arrays.sort(array);
        } else if (!isOrdered(array)) {
            sort(array, array.clone(), 0, array.length, false);
        }
    }

    /** Whether everything is in order, be it that it had only to be reversed. Stops at the first sign that it is not. */
    private static boolean isOrdered(double[] array) {
        int i = 1;
        while (i < array.length && Double.compare(array[i - 1], array[i]) <= 0) {
            i++;
        }
        if (i == 1) {
            while (i < array.length && Double.compare(array[i - 1], array[i]) >= 0) {
                i++;
            }
            if (i == array.length) {
                reverse(array);
            }
        }
        return i == array.length;
    }

    private static void reverse(double[] array) {
        for (int left = 0, right = array.length - 1; left < right; left++, right--) {
            double element = array[left];
            array[left] = array[right];
            array[right] = element;
        }
    }

    /** Sorts {@code array}, with the result in it or in {@code buffer}. */
    private static void sort(double[] array, double[] buffer, int from, int to, boolean intoBuffer) {
        if (to - from <= SORT_GRAIN) {
            Arrays.sort(array, from, to);
            if (intoBuffer) {
                System.arraycopy(array, from, buffer, from, to - from);
            }
            return;
        }
        int middle = from + to >>> 1;
        Par.join(() -> sort(array, buffer, from, middle, !intoBuffer),
                () -> sort(array, buffer, middle, to, !intoBuffer));
        if (intoBuffer) {
            merge(array, from, middle, middle, to, buffer, from);
        } else {
            merge(buffer, from, middle, middle, to, array, from);
        }
    }

    /** Merges two sorted stretches of {@code source} into {@code target}; divides the longer one in the middle. */
    private static void merge(
            double[] source, int left, int leftEnd, int right, int rightEnd, double[] target, int at) {
        int length = leftEnd - left + rightEnd - right;
        if (length <= MERGE_GRAIN) {
            mergeAlone(source, left, leftEnd, right, rightEnd, target, at);
            return;
        }
        int leftMiddle;
        int rightMiddle;
        if (leftEnd - left >= rightEnd - right) {
            leftMiddle = left + leftEnd >>> 1;
            rightMiddle = firstNotBelow(source, right, rightEnd, source[leftMiddle]);
        } else {
            rightMiddle = right + rightEnd >>> 1;
            leftMiddle = firstNotBelow(source, left, leftEnd, source[rightMiddle]);
        }
        Par.join(() -> merge(source, left, leftMiddle, right, rightMiddle, target, at),
                () -> merge(source, leftMiddle, leftEnd, rightMiddle, rightEnd, target,
                        at + leftMiddle - left + rightMiddle - right));
    }

    private static void mergeAlone(
            double[] source, int left, int leftEnd, int right, int rightEnd, double[] target, int at) {
        int i = left;
        int j = right;
        int next = at;
        // Where all on the left comes before all on the right, copies do.
        boolean interleaved = i < leftEnd && j < rightEnd && Double.compare(source[j], source[leftEnd - 1]) < 0;
        while (interleaved && i < leftEnd && j < rightEnd) {
            target[next++] = Double.compare(source[j], source[i]) < 0 ? source[j++] : source[i++];
        }
        System.arraycopy(source, i, target, next, leftEnd - i);
        System.arraycopy(source, j, target, next + leftEnd - i, rightEnd - j);
    }

    private static int firstNotBelow(double[] sorted, int from, int to, double bound) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (Double.compare(sorted[middle], bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Sorts in the given order; equal elements keep theirs. */
    public static <T> void sort(T[] array, Comparator<? super T> order) {
        if (array.length <= SORT_GRAIN) {
            Arrays.sort(array, order);
            return;
        }
        new ObjectMergeSort<T>(order).sort(array);
    }

    /** Sorts in the given order; equal elements may change places. O(log n) additional memory for most inputs. */
    public static <T> void sortUnstable(T[] array, Comparator<? super T> order) {
        int badPivots = Integer.SIZE - Integer.numberOfLeadingZeros(array.length);
        quicksort(array, 0, array.length, order, badPivots);
    }

    private static <T> void quicksort(T[] array, int from, int to, Comparator<? super T> order, int badPivots) {
        int length = to - from;
        if (length <= SORT_GRAIN || badPivots == 0) {
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
