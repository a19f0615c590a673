package org.eremite.par;

import java.util.Arrays;
import java.util.Comparator;

/** The stable parallel merge sort of objects. */
final class ObjectMergeSort<T> extends MergeSort<T[]> {
    /** No component of a record; see {@link Source.Accumulator}. */
    private final Comparator<? super T> order;

    ObjectMergeSort(Comparator<? super T> order, Cancellation cancellation) {
        super(cancellation);
        this.order = order;
    }

    @Override
    T[] copy(T[] array) {
        return array.clone();
    }

    @Override
    boolean putInOrder(T[] array) {
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

    @Override
    void sortAlone(T[] array, int from, int to) {
        Arrays.sort(array, from, to, order);
    }

    @Override
    void mergeAlone(T[] source, int left, int leftEnd, int right, int rightEnd, T[] target, int at) {
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

    @Override
    int compare(T[] array, int i, int j) {
        return order.compare(array[i], array[j]);
    }
}
