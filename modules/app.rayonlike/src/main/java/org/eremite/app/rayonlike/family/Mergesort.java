package org.eremite.app.rayonlike.family;

import java.util.List;

/** Merge sort with a parallel merge, with the units of work of rayon-demo. */
final class Mergesort implements Family {
    private static final int SORT_LEAF = 32 * 1024;
    private static final int MERGE_LEAF = 64 * 1024;

    @Override
    public String name() {
        return "mergesort";
    }

    @Override
    public Size size() {
        return new Size("32-bit words", 2, 100_000_000, 250_000_000 / 512);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        return List.of(SortedInts.workload("mergesort", size,
                words -> MergeSort.sort(words, Sequential.FORMS, SORT_LEAF, MERGE_LEAF),
                words -> MergeSort.sort(words, parallel, SORT_LEAF, MERGE_LEAF)));
    }
}
