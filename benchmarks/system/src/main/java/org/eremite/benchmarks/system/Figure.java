package org.eremite.benchmarks.system;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Samples of one cost. Percentiles are exact: every sample is kept.
 *
 * @param name what was measured; without spaces
 * @param nanos the samples, each the nanoseconds of {@code operations}
 * @param operations operations in each sample
 */
public record Figure(String name, long[] nanos, long operations) {
    /** First word of a line that {@link #print} prints. */
    public static final String MARK = "figure";

    /** Keeps a sorted copy. */
    public Figure {
        if (nanos.length == 0 || operations <= 0 || name.contains(" ")) {
            throw new IllegalArgumentException("no figure: name=" + name + " samples=" + nanos.length
                    + " operations=" + operations);
        }
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    /** The least value that at least {@code fraction} of the samples do not exceed, in nanoseconds of an operation. */
    public double percentile(double fraction) {
        int index = (int) Math.ceil(fraction * nanos.length) - 1;
        return (double) nanos[Math.clamp(index, 0, nanos.length - 1)] / operations;
    }

    /** Prints {@code figure NAME samples=N min=… p50=… p99=… p999=… max=…}, in nanoseconds of an operation. */
    public void print(PrintStream out) {
        out.println(String.format(Locale.ROOT, MARK + " %s samples=%d min=%.2f p50=%.2f p99=%.2f p999=%.2f max=%.2f",
                name, nanos.length, percentile(0), percentile(0.5), percentile(0.99), percentile(0.999), percentile(1)));
    }
}
