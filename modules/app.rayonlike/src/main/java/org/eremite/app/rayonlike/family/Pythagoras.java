package org.eremite.app.rayonlike.family;

import java.util.Arrays;
import java.util.List;

/** Counts Pythagorean triples with hypotenuses up to the square of the size, by Euclid's formula. */
final class Pythagoras implements Family {
    @Override
    public String name() {
        return "pythagoras";
    }

    @Override
    public Size size() {
        return new Size("bound of Euclid's m", 2, 10_000, 2000);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        int limit = size * size;
        return List.of(
                CheckedWorkload.ofNumber("pythagoras/outer", () -> outer(Sequential.FORMS, size, limit),
                        () -> outer(parallel, size, limit), () -> triples(limit)),
                CheckedWorkload.ofNumber("pythagoras/nested", () -> nested(Sequential.FORMS, size, limit),
                        () -> nested(parallel, size, limit), () -> triples(limit)));
    }

    private static long outer(Parallel forms, int size, int limit) {
        return forms.sum(1, size, m -> {
            long sum = 0;
            for (int n = 1; n < m; n++) {
                sum += multiples(m, n, limit);
            }
            return sum;
        });
    }

    private static long nested(Parallel forms, int size, int limit) {
        return forms.sum(1, size, m -> forms.sum(1, m, n -> multiples(m, n, limit)));
    }

    /** The triples that are multiples of m² - n², 2mn, m² + n², if that triple is primitive. */
    private static int multiples(int m, int n, int limit) {
        return (m - n & 1) == 1 && greatestCommonDivisor(m, n) == 1 ? limit / (m * m + n * n) : 0;
    }

    private static int greatestCommonDivisor(int m, int n) {
        int a = m;
        int b = n;
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /**
     * The same number from the other end: c is the hypotenuse of half of one less than the product of 2e + 1 over the
     * exponents e of its prime factors of the form 4k + 1.
     */
    private static long triples(int limit) {
        int[] product = new int[limit + 1];
        boolean[] composite = new boolean[limit + 1];
        Arrays.fill(product, 1);
        for (int p = 2; p <= limit; p++) {
            if (!composite[p]) {
                for (long multiple = p; multiple <= limit; multiple += p) {
                    composite[(int) multiple] = true;
                    if (p % 4 == 1) {
                        product[(int) multiple] *= 2 * exponent((int) multiple, p) + 1;
                    }
                }
            }
        }
        long sum = 0;
        for (int c = 1; c <= limit; c++) {
            sum += (product[c] - 1) / 2;
        }
        return sum;
    }

    private static int exponent(int number, int prime) {
        int exponent = 0;
        for (int rest = number; rest % prime == 0; rest /= prime) {
            exponent++;
        }
        return exponent;
    }
}
