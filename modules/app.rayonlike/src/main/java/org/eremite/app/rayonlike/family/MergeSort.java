package org.eremite.app.rayonlike.family;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Merge sort in which the halves are sorted, and then merged, in parallel. Stable if the sort of its leaves is. O(n log n)
 * work, O(log³ n) on the critical path, space for n elements.
 *
 * @param <A> the type of the array
 */
abstract class MergeSort<A> {
    /** Elements that are sorted at once, for arrays of any order of magnitude. */
    private static final int LEAF = 1 << 12;

    private final Parallel forms;
    private final int sortLeaf;
    private final int mergeLeaf;

    private MergeSort(Parallel forms, int sortLeaf, int mergeLeaf) {
        this.forms = forms;
        this.sortLeaf = sortLeaf;
        this.mergeLeaf = mergeLeaf;
    }

    static void sort(long[] values, Parallel forms) {
        new OfLongs(forms).sortRange(values, new long[values.length], 0, values.length, false);
    }

    static void sort(int[] values, Parallel forms, int sortLeaf, int mergeLeaf) {
        new OfInts(forms, sortLeaf, mergeLeaf).sortRange(values, new int[values.length], 0, values.length, false);
    }

    /** Sorts {@code values} with the help of {@code buffer}, which is of the same length. */
    static <T> void sort(T[] values, T[] buffer, Comparator<? super T> order, Parallel forms) {
        new OfObjects<T>(forms, order).sortRange(values, buffer, 0, values.length, false);
    }

    abstract void sortLeaf(A values, int from, int to);

    abstract boolean less(A values, int index, int other);

    /** Merges two sorted stretches of {@code from}; equal elements of the first come first. */
    abstract void mergeLeaf(A from, int first, int firstEnd, int second, int secondEnd, A to, int at);

    final void sortRange(A values, A buffer, int from, int to, boolean intoBuffer) {
        if (to - from <= sortLeaf) {
            sortLeaf(values, from, to);
            if (intoBuffer) {
                System.arraycopy(values, from, buffer, from, to - from);
            }
            return;
        }
        int middle = from + to >>> 1;
        forms.join(() -> sortRange(values, buffer, from, middle, !intoBuffer),
                () -> sortRange(values, buffer, middle, to, !intoBuffer));
        merge(intoBuffer ? values : buffer, from, middle, middle, to, intoBuffer ? buffer : values, from);
    }

    private void merge(A from, int first, int firstEnd, int second, int secondEnd, A to, int at) {
        if (firstEnd - first + secondEnd - second <= mergeLeaf) {
            mergeLeaf(from, first, firstEnd, second, secondEnd, to, at);
            return;
        }
        boolean firstIsLonger = firstEnd - first >= secondEnd - second;
        int firstCut = firstIsLonger ? first + firstEnd >>> 1 : 0;
        int secondCut = firstIsLonger ? 0 : second + secondEnd >>> 1;
        if (firstIsLonger) {
            secondCut = boundary(from, second, secondEnd, firstCut, false);
        } else {
            firstCut = boundary(from, first, firstEnd, secondCut, true);
        }
        int a = firstCut;
        int b = secondCut;
        forms.join(() -> merge(from, first, a, second, b, to, at),
                () -> merge(from, a, firstEnd, b, secondEnd, to, at + a - first + b - second));
    }

    /** The first index whose element is not less than the pivot or, with {@code after}, greater than it. */
    private int boundary(A values, int from, int to, int pivot, boolean after) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (after ? !less(values, pivot, middle) : less(values, middle, pivot)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static final class OfLongs extends MergeSort<long[]> {
        OfLongs(Parallel forms) {
            super(forms, LEAF, 2 * LEAF);
        }

        @Override
        void sortLeaf(long[] values, int from, int to) {
            Arrays.sort(values, from, to);
        }

        @Override
        boolean less(long[] values, int index, int other) {
            return values[index] < values[other];
        }

        @Override
        void mergeLeaf(long[] from, int first, int firstEnd, int second, int secondEnd, long[] to, int at) {
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

    private static final class OfInts extends MergeSort<int[]> {
        OfInts(Parallel forms, int sortLeaf, int mergeLeaf) {
            super(forms, sortLeaf, mergeLeaf);
        }

        @Override
        void sortLeaf(int[] values, int from, int to) {
            Arrays.sort(values, from, to);
        }

        @Override
        boolean less(int[] values, int index, int other) {
            return values[index] < values[other];
        }

        @Override
        void mergeLeaf(int[] from, int first, int firstEnd, int second, int secondEnd, int[] to, int at) {
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

    private static final class OfObjects<T> extends MergeSort<T[]> {
        private final Comparator<? super T> order;

        OfObjects(Parallel forms, Comparator<? super T> order) {
            super(forms, LEAF, 2 * LEAF);
            this.order = order;
        }

        @Override
        void sortLeaf(T[] values, int from, int to) {
            Arrays.sort(values, from, to, order);
        }

        @Override
        boolean less(T[] values, int index, int other) {
            return order.compare(values[index], values[other]) < 0;
        }

        @Override
        void mergeLeaf(T[] from, int first, int firstEnd, int second, int secondEnd, T[] to, int at) {
            int a = first;
            int b = second;
            int next = at;
            while (a < firstEnd && b < secondEnd) {
                to[next++] = order.compare(from[b], from[a]) < 0 ? from[b++] : from[a++];
            }
            System.arraycopy(from, a, to, next, firstEnd - a);
            System.arraycopy(from, b, to, next + firstEnd - a, secondEnd - b);
        }
    }
}
