package org.eremite.par;

import java.util.Arrays;

/** The parallel merge sort of longs. */
final class LongMergeSort extends MergeSort<long[]> {
    LongMergeSort(Cancellation cancellation) {
        super(cancellation);
    }

    @Override
    long[] copy(long[] array) {
        return array.clone();
    }

    @Override
    boolean putInOrder(long[] array) {
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

    @Override
    void sortAlone(long[] array, int from, int to) {
        Arrays.sort(array, from, to);
    }

    @Override
    void mergeAlone(long[] source, int left, int leftEnd, int right, int rightEnd, long[] target, int at) {
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

    @Override
    int compare(long[] array, int i, int j) {
        return Long.compare(array[i], array[j]);
    }
}
