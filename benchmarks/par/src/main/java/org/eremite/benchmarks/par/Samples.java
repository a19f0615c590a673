package org.eremite.benchmarks.par;

import java.util.Arrays;

/** Pairs of times of two things that run alternately. */
final class Samples {
    /** A thing to measure; returns a result that is compared with that of its partner. */
    @FunctionalInterface
    interface Run {
        long run();
    }

    private final long[] base;
    private final long[] measured;

    private Samples(long[] base, long[] measured) {
        this.base = base;
        this.measured = measured;
    }

    /**
     * Runs both, base first, {@code warmUps} + {@code rounds} times; the first ones are not counted.
     *
     * @throws IllegalStateException if their results differ
     */
    static Samples of(int warmUps, int rounds, Run base, Run measured) {
        long[] baseNanos = new long[rounds];
        long[] measuredNanos = new long[rounds];
        for (int round = -warmUps; round < rounds; round++) {
            long begin = System.nanoTime();
            long expected = base.run();
            long middle = System.nanoTime();
            long result = measured.run();
            long end = System.nanoTime();
            if (result != expected) {
                throw new IllegalStateException("results differ: base=" + expected + " measured=" + result);
            }
            if (round >= 0) {
                baseNanos[round] = middle - begin;
                measuredNanos[round] = end - middle;
            }
        }
        return new Samples(baseNanos, measuredNanos);
    }

    /** The median over the pairs of measured / base. */
    double medianRatio() {
        double[] ratios = ratios();
        return ratios[ratios.length / 2];
    }

    double leastRatio() {
        return ratios()[0];
    }

    double greatestRatio() {
        double[] ratios = ratios();
        return ratios[ratios.length - 1];
    }

    /** The median over the pairs of the nanoseconds that the measured one takes longer. */
    double medianDifference() {
        double[] differences = new double[base.length];
        for (int i = 0; i < base.length; i++) {
            differences[i] = measured[i] - base[i];
        }
        Arrays.sort(differences);
        return differences[base.length / 2];
    }

    double medianBase() {
        long[] sorted = base.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    int rounds() {
        return base.length;
    }

    private double[] ratios() {
        double[] ratios = new double[base.length];
        for (int i = 0; i < base.length; i++) {
            ratios[i] = (double) measured[i] / base[i];
        }
        Arrays.sort(ratios);
        return ratios;
    }
}
