package org.eremite.benchmarks.parcompare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pairwise ratios of times that were taken in turns.
 *
 * @param median the median
 * @param min the smallest
 * @param max the largest
 * @param runs how many
 */
public record Ratio(double median, double min, double max, int runs) {
    /** Of each of {@code ours} to the one of {@code theirs} with the same index. */
    static Ratio of(long[] ours, long[] theirs) {
        return of(Arrays.stream(ours).mapToDouble(value -> Math.max(1, value)).toArray(),
                Arrays.stream(theirs).mapToDouble(value -> Math.max(1, value)).toArray());
    }

    /** Of each of {@code ours} to the one of {@code theirs} with the same index; there is at least one. */
    public static Ratio of(double[] ours, double[] theirs) {
        double[] ratios = new double[ours.length];
        Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
        Arrays.sort(ratios);
        return new Ratio(median(ratios), ratios[0], ratios[ratios.length - 1], ratios.length);
    }

    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** With the names of the components. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("median", median);
        json.put("min", min);
        json.put("max", max);
        json.put("runs", runs);
        return json;
    }
}
