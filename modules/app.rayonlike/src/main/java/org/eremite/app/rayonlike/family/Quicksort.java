package org.eremite.app.rayonlike.family;

import java.util.List;

/** Quicksort as in rayon-demo: the last element divides, only the recursion is parallel. */
final class Quicksort implements Family {
    /** Elements that are not divided in parallel. */
    private static final int LEAF = 5 * 1024;

    @Override
    public String name() {
        return "quicksort";
    }

    @Override
    public Size size() {
        return new Size("32-bit words", 2, 100_000_000, 250_000_000 / 512);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        return List.of(SortedInts.workload("quicksort", size,
                words -> sort(words, 0, words.length), words -> sort(parallel, words, 0, words.length)));
    }

    private static void sort(int[] words, int from, int to) {
        if (to - from > 1) {
            int middle = partition(words, from, to);
            sort(words, from, middle);
            sort(words, middle + 1, to);
        }
    }

    private static void sort(Parallel forms, int[] words, int from, int to) {
        if (to - from <= LEAF) {
            sort(words, from, to);
            return;
        }
        int middle = partition(words, from, to);
        forms.join(() -> sort(forms, words, from, middle), () -> sort(forms, words, middle + 1, to));
    }

    private static int partition(int[] words, int from, int to) {
        int pivot = words[to - 1];
        int end = from;
        for (int i = from; i < to - 1; i++) {
            int word = words[i];
            if (word <= pivot) {
                words[i] = words[end];
                words[end++] = word;
            }
        }
        words[to - 1] = words[end];
        words[end] = pivot;
        return end;
    }
}
