package org.eremite.par;

/**
 * The parallel merge sort: halves in parallel, then a merge that is parallel, too, and so back and forth between two arrays.
 * What is written once for arrays of all types is here; the loops over elements are in the subclasses, so that each is
 * compiled for its type.
 *
 * @param <A> the type of the arrays: int[], long[], double[] or Object[]
 */
abstract class MergeSort<A> {
    /** Elements that one worker sorts without a fork. */
    static final int SORT_GRAIN = 1 << 13;
    /** Elements that one worker merges without a fork. */
    static final int MERGE_GRAIN = 1 << 13;

    private final Cancellation cancellation;

    /** @param cancellation ends the sort early, or null */
    MergeSort(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** A copy of the whole array. */
    abstract A copy(A array);

    /** Whether everything is in order, be it that it had only to be reversed. Stops at the first sign that it is not. */
    abstract boolean putInOrder(A array);

    /** Sorts the elements from {@code from} to {@code to} - 1 on this thread. */
    abstract void sortAlone(A array, int from, int to);

    /** Merges two sorted stretches of {@code source} on this thread; of equal elements those on the left come first. */
    abstract void mergeAlone(A source, int left, int leftEnd, int right, int rightEnd, A target, int at);

    /** Negative, zero or positive as the element at {@code i} is below, equal to or above that at {@code j}. */
    abstract int compare(A array, int i, int j);

    /** Sorts the whole array. */
    final void sort(A array, int length) {
        if (length <= SORT_GRAIN) {
            sortAlone(array, 0, length);
        } else if (!putInOrder(array)) {
            sort(array, copy(array), 0, length, false);
        }
    }

    /** Sorts {@code array}, with the result in it or in {@code buffer}. */
    private void sort(A array, A buffer, int from, int to, boolean intoBuffer) {
        Cancellation.check(cancellation);
        if (to - from <= SORT_GRAIN) {
            sortAlone(array, from, to);
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
    private void merge(A source, int left, int leftEnd, int right, int rightEnd, A target, int at) {
        Cancellation.check(cancellation);
        int length = leftEnd - left + rightEnd - right;
        if (length <= MERGE_GRAIN) {
            mergeAlone(source, left, leftEnd, right, rightEnd, target, at);
            return;
        }
        int leftMiddle;
        int rightMiddle;
        if (leftEnd - left >= rightEnd - right) {
            leftMiddle = left + leftEnd >>> 1;
            rightMiddle = bound(source, right, rightEnd, leftMiddle, false);
        } else {
            rightMiddle = right + rightEnd >>> 1;
            leftMiddle = bound(source, left, leftEnd, rightMiddle, true);
        }
        Par.join(() -> merge(source, left, leftMiddle, right, rightMiddle, target, at),
                () -> merge(source, leftMiddle, leftEnd, rightMiddle, rightEnd, target,
                        at + leftMiddle - left + rightMiddle - right));
    }

    /**
     * The first index from {@code from} to {@code to} of a sorted stretch whose element is not below the one at {@code pivot},
     * or is above it.
     */
    private int bound(A sorted, int from, int to, int pivot, boolean above) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            int sign = compare(sorted, middle, pivot);
            if (sign < 0 || above && sign == 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
