package org.eremite.app.rayonlike.family;

import java.util.Arrays;

/**
 * Merge sort in which the halves are sorted, and then merged, in parallel. O(n log n) work, O(log³ n) on the critical
 * path, space for n elements.
 */
final class MergeSort {
    private final Parallel forms;
    private final int sortLeaf;
    private final int mergeLeaf;

    private MergeSort(Parallel forms, int sortLeaf, int mergeLeaf) {
        this.forms = forms;
        this.sortLeaf = sortLeaf;
        this.mergeLeaf = mergeLeaf;
    }

    static void sort(int[] values, Parallel forms, int sortLeaf, int mergeLeaf) {
        new MergeSort(forms, sortLeaf, mergeLeaf).sort(values, new int[values.length], 0, values.length, false);
    }

    private void sort(int[] values, int[] buffer, int from, int to, boolean intoBuffer) {
        if (to - from <= sortLeaf) {
            Arrays.sort(values, from, to);
            if (intoBuffer) {
                System.arraycopy(values, from, buffer, from, to - from);
            }
            return;
        }
        int middle = from + to >>> 1;
        forms.join(() -> sort(values, buffer, from, middle, !intoBuffer),
                () -> sort(values, buffer, middle, to, !intoBuffer));
        merge(intoBuffer ? values : buffer, from, middle, middle, to, intoBuffer ? buffer : values, from);
    }

    private void merge(int[] from, int first, int firstEnd, int second, int secondEnd, int[] to, int at) {
        if (firstEnd - first + secondEnd - second <= mergeLeaf) {
            mergeLeaf(from, first, firstEnd, second, secondEnd, to, at);
            return;
        }
        boolean firstIsLonger = firstEnd - first >= secondEnd - second;
        int a = firstIsLonger ? first + firstEnd >>> 1
                : boundary(from, first, firstEnd, from[second + secondEnd >>> 1], true);
        int b = firstIsLonger ? boundary(from, second, secondEnd, from[a], false) : second + secondEnd >>> 1;
        forms.join(() -> merge(from, first, a, second, b, to, at),
                () -> merge(from, a, firstEnd, b, secondEnd, to, at + a - first + b - second));
    }

    /** The first index whose element is not less than the pivot or, with {@code after}, greater than it. */
    private static int boundary(int[] values, int from, int to, int pivot, boolean after) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (values[middle] < pivot || after && values[middle] == pivot) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void mergeLeaf(int[] from, int first, int firstEnd, int second, int secondEnd, int[] to, int at) {
        int a = first;
        int b = second;
        int next = at;
        while (a < firstEnd && b < secondEnd) {
            to[next++] = from[b] < from[a] ? from[b++] : from[a++];
        }
        System.arraycopy(from, a, to, next, firstEnd - a);
        System.arraycopy(from, b, to, next + firstEnd - a, secondEnd - b);
    }
}
