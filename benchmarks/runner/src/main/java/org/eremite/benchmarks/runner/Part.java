package org.eremite.benchmarks.runner;

import java.util.ArrayList;
import java.util.List;

/**
 * Measurements made in one boot.
 *
 * @param title for the report
 * @param processors CPUs
 * @param words what the program is asked to measure
 * @param counted further words, for images with counted instructions only
 * @param n operations in a round
 */
record Part(String title, int processors, List<String> words, List<String> counted, int n) {
    static final List<Part> SCHEDULER = List.of(
            new Part("one CPU", 1, List.of("noise", "yield", "park", "timer", "preempt"), List.of(), 500),
            new Part("two CPUs", 2, List.of("park", "noise"), List.of(), 500));
    static final List<Part> MEMORY = List.of(
            new Part("one CPU", 1, List.of("malloc", "pages", "objects"), List.of("frames", "mappings"), 2000),
            new Part("two CPUs", 2, List.of("threads", "objects"), List.of(), 2000));

    /** How often a round is run before it counts, with a just-in-time compiler and without. */
    private static final String WARM_UPS = "warm=20";
    private static final String COUNTED_WARM_UPS = "warm=2";

    /** Arguments of the program for a run on the clock. */
    List<String> timedArguments() {
        return with(words, WARM_UPS, "rounds=15");
    }

    /** Arguments of the program for a run with counted instructions. */
    List<String> countedArguments() {
        List<String> all = new ArrayList<>(words);
        all.addAll(counted);
        return with(all, COUNTED_WARM_UPS, "rounds=5");
    }

    private List<String> with(List<String> measured, String... counts) {
        List<String> arguments = new ArrayList<>(measured);
        arguments.addAll(List.of(counts));
        arguments.add("n=" + n);
        return arguments;
    }
}
