package org.eremite.app.rayonlike;

import org.eremite.par.Par;

/** Pi as the integral of 4 / (1 + x²) from 0 to 1, by the midpoint rule. */
final class Pi implements Workload {
    private static final int STEPS = 5_000_000;
    private static final double WIDTH = 1.0 / STEPS;
    private static final double TOLERANCE = 1e-10;
    /** A bit of the mantissa worth far more than the tolerance. */
    private static final long CORRUPTED_BIT = 1L << 40;

    private double sequential;
    private double parallel;

    @Override
    public String name() {
        return "pi";
    }

    @Override
    public void runSequentially() {
        double sum = 0;
        for (int step = 0; step < STEPS; step++) {
            sum += height(step);
        }
        sequential = sum * WIDTH;
    }

    @Override
    public void runInParallel() {
        parallel = Par.range(0, STEPS).mapToDouble(Pi::height).sum() * WIDTH;
    }

    private static double height(int step) {
        double x = (step + 0.5) * WIDTH;
        return 4.0 / (1.0 + x * x);
    }

    @Override
    public void corrupt() {
        parallel = Double.longBitsToDouble(Double.doubleToRawLongBits(parallel) ^ CORRUPTED_BIT);
    }

    @Override
    public void check() throws CheckFailedException {
        requireClose("sequential result", sequential, "pi", Math.PI);
        requireClose("parallel result", parallel, "pi", Math.PI);
        requireClose("parallel result", parallel, "the sequential result", sequential);
    }

    private static void requireClose(String what, double value, String expectedName, double expected)
            throws CheckFailedException {
        // Also wrong if not a number.
        if (!(Math.abs(value - expected) < TOLERANCE)) {
            throw new CheckFailedException(
                    "pi: " + what + " " + value + " differs from " + expectedName + " " + expected);
        }
    }
}
