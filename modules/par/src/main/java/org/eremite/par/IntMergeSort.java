package org.eremite.par;

import java.util.Arrays;

/** The parallel merge sort of ints. */
final class IntMergeSort extends MergeSort<int[]> {
    IntMergeSort(Cancellation cancellation) {
        super(cancellation);
    }

    @Override
    int[] copy(int[] array) {
        return array.clone();
    }

    @Override
    boolean putInOrder(int[] array) {
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

    @Override
    void sortAlone(int[] array, int from, int to) {
        Arrays.sort(array, from, to);
    }

    @Override
    void mergeAlone(int[] source, int left, int leftEnd, int right, int rightEnd, int[] target, int at) {
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
    int compare(int[] array, int i, int j) {
        return Integer.compare(array[i], array[j]);
    }
}
