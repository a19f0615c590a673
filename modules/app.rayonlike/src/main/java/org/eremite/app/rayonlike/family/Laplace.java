package org.eremite.app.rayonlike.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Laplace's equation on a square whose border is 1, from 0 inside, by Jacobi's iteration; a row is a unit of work, as
 * in Hermit's demo.
 */
final class Laplace implements Family {
    private static final int SMALL = 64;
    private static final int ITERATIONS = 1000;
    /** The small grid shows the cost of an iteration's start and end; for a large one fewer iterations suffice. */
    private static final int ITERATIONS_OF_LARGE = 100;
    private static final double TOLERANCE = 1e-9;

    @Override
    public String name() {
        return "laplace";
    }

    @Override
    public Size size() {
        return new Size("points on a side", 3, 4096, List.of(SMALL, 1024));
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        int iterations = size <= SMALL ? ITERATIONS : ITERATIONS_OF_LARGE;
        Supplier<double[]> known = CheckedWorkload.once(() -> exact(size, iterations));
        return List.of(CheckedWorkload.of("laplace/" + size, Cells.DOUBLES,
                () -> iterate(Sequential.FORMS, size, iterations), () -> iterate(parallel, size, iterations),
                result -> fault(result, size, known.get())));
    }

    private static double[] iterate(Parallel forms, int side, int iterations) {
        double[] current = start(side);
        double[] next = start(side);
        for (int i = 0; i < iterations; i++) {
            double[] from = current;
            double[] to = next;
            forms.forEach(1, side - 1, row -> relax(from, to, row, side));
            current = to;
            next = from;
        }
        return current;
    }

    private static double[] start(int side) {
        double[] grid = new double[side * side];
        for (int i = 0; i < side; i++) {
            grid[i] = 1;
            grid[(side - 1) * side + i] = 1;
            grid[i * side] = 1;
            grid[i * side + side - 1] = 1;
        }
        return grid;
    }

    private static void relax(double[] from, double[] to, int row, int side) {
        int end = row * side + side - 1;
        for (int i = row * side + 1; i < end; i++) {
            to[i] = (from[i - side] + from[i + side] + from[i - 1] + from[i + 1]) * 0.25;
        }
    }

    private static String fault(double[] grid, int side, double[] known) {
        List<Integer> places = places(side);
        for (int i = 0; i < known.length; i++) {
            double value = grid[places.get(i)];
            // Also wrong if not a number.
            if (!(Math.abs(value - known[i]) < TOLERANCE)) {
                return "has element " + places.get(i) + " = " + value + ", not " + known[i];
            }
        }
        return null;
    }

    /** On the diagonal: the centre, and half-way to a corner. */
    private static List<Integer> places(int side) {
        List<Integer> places = new ArrayList<>();
        for (int place : new int[] {side / 2, Math.max(1, side / 4)}) {
            places.add(place * side + place);
        }
        return places;
    }

    /**
     * The iterates in closed form: the error, 1 inside at first, is a sum of products of sines, each of which an
     * iteration multiplies by the mean of the cosines of its two half-waves' angles.
     */
    private static double[] exact(int side, int iterations) {
        List<Integer> places = places(side);
        double[] values = new double[places.size()];
        double angle = Math.PI / (side - 1);
        double[] cosines = new double[side];
        Arrays.setAll(cosines, p -> Math.cos(p * angle));
        for (int at = 0; at < values.length; at++) {
            int place = places.get(at) % side;
            double[] amplitudes = new double[side];
            Arrays.setAll(amplitudes, p -> amplitude(p, place, angle));
            double error = 0;
            for (int p = 1; p < side - 1; p += 2) {
                for (int q = 1; q < side - 1; q += 2) {
                    error += amplitudes[p] * amplitudes[q] * power((cosines[p] + cosines[q]) / 2, iterations);
                }
            }
            values[at] = 1 - error;
        }
        return values;
    }

    /** The share of half-wave {@code p} at a place in the constant 1. */
    private static double amplitude(int p, int place, double angle) {
        return 2 * angle / Math.PI / Math.tan(p * angle / 2) * Math.sin(p * angle * place);
    }

    private static double power(double base, int exponent) {
        double result = 1;
        double square = base;
        for (int bits = exponent; bits != 0; bits >>>= 1) {
            if ((bits & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
