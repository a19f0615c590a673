package org.eremite.par;

import java.util.Arrays;

/** The parallel merge sort of doubles. */
final class DoubleMergeSort extends MergeSort<double[]> {
    DoubleMergeSort(Cancellation cancellation) {
        super(cancellation);
    }

    @Override
    double[] copy(double[] array) {
        return array.clone();
    }

    @Override
    boolean putInOrder(double[] array) {
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

    @Override
    void sortAlone(double[] array, int from, int to) {
        Arrays.sort(array, from, to);
    }

    @Override
    void mergeAlone(double[] source, int left, int leftEnd, int right, int rightEnd, double[] target, int at) {
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

    @Override
    int compare(double[] array, int i, int j) {
        return Double.compare(array[i], array[j]);
    }
}
