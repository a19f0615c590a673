package org.eremite.app.rayonlike.family;

/**
 * The Mandelbrot set on the square from -1.5 - 1.5i to 1.5 + 1.5i: for each point the number of iterations of
 * z = z² + c until |z| exceeds 2. The rows differ much in work, so they divide well only by stealing.
 */
final class Mandelbrot implements Workload {
    static final int SIDE = 400;
    static final int MAX_ITERATIONS = 1000;
    private static final double LEAST = -1.5;
    private static final double EXTENT = 3.0;
    /** The sum of all counts for side 400; exact, since every operation of the iteration is rounded by IEEE 754. */
    static final long KNOWN_SUM = 27_610_433L;

    private final int side;
    private final double pitch;
    private final Parallel forms;
    private final int[] sequential;
    private final int[] parallel;

    Mandelbrot(int side, Parallel forms) {
        this.side = side;
        this.pitch = EXTENT / side;
        this.forms = forms;
        this.sequential = new int[side * side];
        this.parallel = new int[side * side];
    }

    @Override
    public String name() {
        return "mandelbrot";
    }

    @Override
    public void runSequentially() {
        for (int row = 0; row < side; row++) {
            countRow(sequential, row);
        }
    }

    @Override
    public void runInParallel() {
        forms.forEach(0, side, row -> countRow(parallel, row));
    }

    private void countRow(int[] counts, int row) {
        double imaginary = LEAST + row * pitch;
        for (int column = 0; column < side; column++) {
            counts[row * side + column] = iterations(LEAST + column * pitch, imaginary);
        }
    }

    private static int iterations(double real, double imaginary) {
        double x = 0;
        double y = 0;
        int count = 0;
        while (count < MAX_ITERATIONS && x * x + y * y <= 4) {
            double next = x * x - y * y + real;
            y = 2 * x * y + imaginary;
            x = next;
            count++;
        }
        return count;
    }

    /** The counts of the last parallel run, row by row. */
    int[] counts() {
        return parallel;
    }

    @Override
    public void corrupt() {
        parallel[side / 2 * side + side / 2] ^= 1;
    }

    @Override
    public void check() throws CheckFailedException {
        long sum = 0;
        for (int i = 0; i < sequential.length; i++) {
            if (parallel[i] != sequential[i]) {
                throw new CheckFailedException("mandelbrot: element " + i + " (row " + i / side + ", column " + i % side
                        + ") is " + parallel[i] + " in the parallel result, " + sequential[i] + " in the sequential");
            }
            sum += parallel[i];
        }
        if (side == SIDE && sum != KNOWN_SUM) {
            throw new CheckFailedException("mandelbrot: sum of all elements is " + sum + ", not " + KNOWN_SUM);
        }
        for (int i = 0; i < parallel.length; i++) {
            int known = known(LEAST + i % side * pitch, LEAST + i / side * pitch);
            if (known >= 0 && parallel[i] != known) {
                throw new CheckFailedException("mandelbrot: element " + i + " is " + parallel[i] + ", not " + known);
            }
        }
    }

    /**
     * The count of a point where the set is known: all iterations well inside the main cardioid or the disc of period
     * two, one iteration well outside the circle of radius two. Else -1.
     */
    private static int known(double real, double imaginary) {
        double square = imaginary * imaginary;
        double shifted = real - 0.25;
        double q = shifted * shifted + square;
        boolean cardioid = q * (q + shifted) < 0.249 * square;
        boolean disc = (real + 1) * (real + 1) + square < 0.0624;
        return cardioid || disc ? MAX_ITERATIONS : real * real + square > 4.001 ? 1 : -1;
    }

    @Override
    public long digest() {
        return Cells.INTS.digest(parallel);
    }
}
