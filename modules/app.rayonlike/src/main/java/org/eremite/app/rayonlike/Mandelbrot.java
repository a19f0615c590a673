package org.eremite.app.rayonlike;

import org.eremite.par.Par;

/**
 * The Mandelbrot set on the square from -1.5 - 1.5i to 1.5 + 1.5i: for each point the number of iterations of
 * z = z² + c until |z| exceeds 2. The rows differ much in work, so they divide well only by stealing.
 */
final class Mandelbrot implements Workload {
    static final int SIDE = 400;
    static final int MAX_ITERATIONS = 1000;
    private static final double LEAST = -1.5;
    private static final double PITCH = 3.0 / SIDE;
    /** The sum of all counts; exact, since every operation of the iteration is rounded by IEEE 754. */
    static final long KNOWN_SUM = 27_610_433L;

    private static final int CORRUPTED_ELEMENT = SIDE / 2 * SIDE + SIDE / 2;

    private final int[] sequential = new int[SIDE * SIDE];
    private final int[] parallel = new int[SIDE * SIDE];

    @Override
    public String name() {
        return "mandelbrot";
    }

    @Override
    public void runSequentially() {
        for (int row = 0; row < SIDE; row++) {
            countRow(sequential, row);
        }
    }

    @Override
    public void runInParallel() {
        Par.chunks(parallel, SIDE).forEach((row, from, to) -> countRow(parallel, row));
    }

    private static void countRow(int[] counts, int row) {
        double imaginary = LEAST + row * PITCH;
        for (int column = 0; column < SIDE; column++) {
            counts[row * SIDE + column] = iterations(LEAST + column * PITCH, imaginary);
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
        parallel[CORRUPTED_ELEMENT] ^= 1;
    }

    @Override
    public void check() throws CheckFailedException {
        long sum = 0;
        for (int i = 0; i < sequential.length; i++) {
            if (parallel[i] != sequential[i]) {
                throw new CheckFailedException("mandelbrot: element " + i + " (row " + i / SIDE + ", column " + i % SIDE
                        + ") is " + parallel[i] + " in the parallel result, " + sequential[i] + " in the sequential");
            }
            sum += parallel[i];
        }
        if (sum != KNOWN_SUM) {
            throw new CheckFailedException("mandelbrot: sum of all elements is " + sum + ", not " + KNOWN_SUM);
        }
    }
}
