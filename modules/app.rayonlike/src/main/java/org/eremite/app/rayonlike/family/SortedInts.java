package org.eremite.app.rayonlike.family;

import java.util.function.Consumer;

/** What the families that sort random 32-bit words have in common. */
final class SortedInts {
    private SortedInts() {
    }

    static Workload workload(String name, int size, Consumer<int[]> sequential, Consumer<int[]> parallel) {
        int[] words = new int[size];
        for (int i = 0; i < size; i++) {
            words[i] = (int) (Inputs.random(i) >>> Integer.SIZE + 1);
        }
        long contents = contents(words);
        return new CheckedWorkload<>(name, Cells.INTS, words::clone, copy -> {
            sequential.accept(copy);
            return copy;
        }, copy -> {
            parallel.accept(copy);
            return copy;
        }, result -> fault(result, contents));
    }

    private static long contents(int[] words) {
        long sum = words.length;
        for (int word : words) {
            sum += Inputs.random(word);
        }
        return sum;
    }

    private static String fault(int[] words, long contents) {
        for (int i = 1; i < words.length; i++) {
            if (words[i - 1] > words[i]) {
                return "has element " + i + " out of order";
            }
        }
        return contents(words) == contents ? null : "has other elements than the input";
    }
}
