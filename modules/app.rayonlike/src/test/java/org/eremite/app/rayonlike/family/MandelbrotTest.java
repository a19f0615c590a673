package org.eremite.app.rayonlike.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eremite.par.Pool;
import org.junit.jupiter.api.Test;

class MandelbrotTest {
    private static final int SIDE = Mandelbrot.SIDE;

    /**
     * The same definition, computed the other way round: one iteration of all points at a time instead of all
     * iterations of one point, columns first, on the products of the iteration before.
     */
    private static int[] countsByGenerations() {
        int[] counts = new int[SIDE * SIDE];
        double[] x = new double[SIDE * SIDE];
        double[] y = new double[SIDE * SIDE];
        int[] alive = new int[SIDE * SIDE];
        int living = 0;
        for (int column = 0; column < SIDE; column++) {
            for (int row = 0; row < SIDE; row++) {
                alive[living++] = row * SIDE + column;
            }
        }
        for (int generation = 0; generation < Mandelbrot.MAX_ITERATIONS; generation++) {
            int stillLiving = 0;
            for (int i = 0; i < living; i++) {
                int point = alive[i];
                double xx = x[point] * x[point];
                double yy = y[point] * y[point];
                if (yy + xx > 4.0) {
                    continue;
                }
                double xy = x[point] * y[point];
                x[point] = xx - yy + (point % SIDE * (3.0 / SIDE) - 1.5);
                y[point] = xy + xy + (point / SIDE * (3.0 / SIDE) - 1.5);
                counts[point]++;
                alive[stillLiving++] = point;
            }
            living = stillLiving;
        }
        return counts;
    }

    @Test
    void everyElementAndTheKnownSumAgreeWithAnIndependentComputation() throws CheckFailedException {
        int[] expected = countsByGenerations();
        long sum = 0;
        for (int count : expected) {
            sum += count;
        }
        assertEquals(Mandelbrot.KNOWN_SUM, sum);

        Mandelbrot mandelbrot = new Mandelbrot(SIDE, new WithPar());
        mandelbrot.runSequentially();
        try (Pool pool = new Pool(3)) {
            pool.run(mandelbrot::runInParallel);
        }
        mandelbrot.check();
        int[] counts = mandelbrot.counts();
        for (int i = 0; i < counts.length; i++) {
            assertEquals(expected[i], counts[i], "element " + i);
        }
    }

    @Test
    void theCheckNamesTheFirstWrongElement() {
        Mandelbrot mandelbrot = new Mandelbrot(SIDE, new WithPar());
        mandelbrot.runSequentially();
        mandelbrot.runInParallel();
        mandelbrot.corrupt();
        CheckFailedException failed = assertThrows(CheckFailedException.class, mandelbrot::check);
        assertEquals("mandelbrot: element 80200 (row 200, column 200) is 1001 in the parallel result, "
                + "1000 in the sequential", failed.getMessage());
    }

    @Test
    void theCheckRefusesResultsThatAgreeOnlyWithEachOther() {
        CheckFailedException failed = assertThrows(CheckFailedException.class, () -> new Mandelbrot(SIDE, new WithPar()).check());
        assertEquals("mandelbrot: sum of all elements is 0, not " + Mandelbrot.KNOWN_SUM, failed.getMessage());
    }
}
