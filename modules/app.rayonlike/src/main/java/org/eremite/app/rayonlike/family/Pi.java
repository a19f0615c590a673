package org.eremite.app.rayonlike.family;

/** Pi as the integral of 4 / (1 + x²) from 0 to 1, by the midpoint rule. */
final class Pi implements Workload {
    static final int STEPS = 5_000_000;
    /** Of the sum of the rounding errors. */
    private static final double ROUNDING = 1e-10;
    /** A bit of the mantissa worth far more than the tolerance. */
    private static final long CORRUPTED_BIT = 1L << 40;

    private static final double DIGITS_OF_DIGEST = 1e9;

    private final int steps;
    private final double width;
    private final double tolerance;
    private final Parallel forms;

    private double sequential;
    private double parallel;

    Pi(int steps, Parallel forms) {
        this.steps = steps;
        this.width = 1.0 / steps;
        // The midpoint rule is wrong by the difference of the derivatives at both ends, -2, times width² / 24.
        this.tolerance = ROUNDING + width * width / 12;
        this.forms = forms;
    }

    @Override
    public String name() {
        return "pi";
    }

    @Override
    public void runSequentially() {
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            sum += height(step);
        }
        sequential = sum * width;
    }

    @Override
    public void runInParallel() {
        parallel = forms.sumOfDoubles(0, steps, this::height) * width;
    }

    private double height(int step) {
        double x = (step + 0.5) * width;
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

    private void requireClose(String what, double value, String expectedName, double expected)
            throws CheckFailedException {
        // Also wrong if not a number.
        if (!(Math.abs(value - expected) < tolerance)) {
            throw new CheckFailedException(
                    "pi: " + what + " " + value + " differs from " + expectedName + " " + expected);
        }
    }

    /** Rounded, since the sum is added in an order of the library's choice. */
    @Override
    public long digest() {
        return Math.round(parallel * DIGITS_OF_DIGEST);
    }
}
