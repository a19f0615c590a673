package org.eremite.par;

import java.util.Arrays;
import java.util.Comparator;

/** The stable parallel merge sort of objects. */
final class ObjectMergeSort<T> {
    /** No component of a record; see {@link Source.Accumulator}. */
    private final Comparator<? super T> order;

    ObjectMergeSort(Comparator<? super T> order) {
        this.order = order;
    }

    /** Sorts {@code array}. */
    void sort(T[] array) {
        if (!isOrdered(array)) {
            sort(array, array.clone(), 0, array.length, false);
        }
    }

    /** Whether everything is in order, be it that it had only to be reversed. Stops at the first sign that it is not. */
    private boolean isOrdered(T[] array) {
        int i = 1;
        while (i < array.length && order.compare(array[i - 1], array[i]) <= 0) {
            i++;
        }
        if (i == 1) {
            while (i < array.length && order.compare(array[i - 1], array[i]) > 0) {
                i++;
            }
            if (i == array.length) {
                reverse(array);
            }
        }
        return i == array.length;
    }

    private static void reverse(Object[] array) {
        for (int left = 0, right = array.length - 1; left < right; left++, right--) {
            Sort.swap(array, left, right);
        }
    }

    /** Sorts {@code array}, with the result in it or in {@code buffer}. */
    private void sort(T[] array, T[] buffer, int from, int to, boolean intoBuffer) {
        if (to - from <= Sort.SORT_GRAIN) {
            Arrays.sort(array, from, to, order);
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

    /** Merges two neighbouring sorted stretches; of equal elements those on the left come first. */
    private void merge(T[] source, int left, int leftEnd, int right, int rightEnd, T[] target, int at) {
        int length = leftEnd - left + rightEnd - right;
        if (length <= Sort.MERGE_GRAIN) {
            mergeAlone(source, left, leftEnd, right, rightEnd, target, at);
            return;
        }
        int leftMiddle;
        int rightMiddle;
        if (leftEnd - left >= rightEnd - right) {
            leftMiddle = left + leftEnd >>> 1;
            rightMiddle = bound(source, right, rightEnd, source[leftMiddle], false);
        } else {
            rightMiddle = right + rightEnd >>> 1;
            leftMiddle = bound(source, left, leftEnd, source[rightMiddle], true);
        }
        Par.join(() -> merge(source, left, leftMiddle, right, rightMiddle, target, at),
                () -> merge(source, leftMiddle, leftEnd, rightMiddle, rightEnd, target,
                        at + leftMiddle - left + rightMiddle - right));
    }

    private void mergeAlone(T[] source, int left, int leftEnd, int right, int rightEnd, T[] target, int at) {
        int i = left;
        int j = right;
        int next = at;
        // Where all on the left comes before all on the right, copies do.
        boolean interleaved = i < leftEnd && j < rightEnd && order.compare(source[j], source[leftEnd - 1]) < 0;
        while (interleaved && i < leftEnd && j < rightEnd) {
            target[next++] = order.compare(source[j], source[i]) < 0 ? source[j++] : source[i++];
        }
        System.arraycopy(source, i, target, next, leftEnd - i);
        System.arraycopy(source, j, target, next + leftEnd - i, rightEnd - j);
    }

    /** The first index of a sorted stretch whose element is not below {@code pivot}, or is above it. */
    private int bound(T[] sorted, int from, int to, T pivot, boolean above) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            int sign = order.compare(sorted[middle], pivot);
            if (sign < 0 || above && sign == 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
