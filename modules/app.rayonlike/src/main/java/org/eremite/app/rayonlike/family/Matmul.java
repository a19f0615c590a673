package org.eremite.app.rayonlike.family;

import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Products of square matrices of floats: row by row, in Z-order by quarters, and in Z-order by Strassen's algorithm.
 * The elements are small whole numbers, so that every operation is exact and all three products are the same.
 */
final class Matmul implements Family {
    private static final int ELEMENTS = 5;

    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public Size size() {
        return new Size("rows, a power of two", 2, 2048, 256);
    }

    @Override
    public boolean accepts(int size) {
        return Family.super.accepts(size) && Integer.bitCount(size) == 1;
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        IntBinaryOperator rowMajor = (row, column) -> row * size + column;
        float[] a = matrix(size, 0, rowMajor);
        float[] b = matrix(size, 1, rowMajor);
        float[] az = matrix(size, 0, ZOrderMatrices::index);
        float[] bz = matrix(size, 1, ZOrderMatrices::index);
        return List.of(
                CheckedWorkload.of("matmul/row-major", Cells.FLOATS,
                        () -> rowByRow(Sequential.FORMS, a, b, size), () -> rowByRow(parallel, a, b, size),
                        result -> fault(a, b, result, size, rowMajor)),
                CheckedWorkload.of("matmul/z-order", Cells.FLOATS,
                        () -> ZOrderMatrices.sequentialProduct(az, bz), () -> ZOrderMatrices.product(parallel, az, bz),
                        result -> fault(az, bz, result, size, ZOrderMatrices::index)),
                CheckedWorkload.of("matmul/strassen", Cells.FLOATS,
                        () -> ZOrderMatrices.strassen(Sequential.FORMS, az, bz),
                        () -> ZOrderMatrices.strassen(parallel, az, bz),
                        result -> fault(az, bz, result, size, ZOrderMatrices::index)));
    }

    /** Elements from -2 to 2. */
    private static float[] matrix(int size, int which, IntBinaryOperator index) {
        float[] elements = new float[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int element = Inputs.random(2L * (row * size + column) + which, ELEMENTS) - ELEMENTS / 2;
                elements[index.applyAsInt(row, column)] = element;
            }
        }
        return elements;
    }

    private static float[] rowByRow(Parallel forms, float[] a, float[] b, int size) {
        float[] product = new float[size * size];
        forms.forEach(0, size, row -> {
            for (int column = 0; column < size; column++) {
                float sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += a[row * size + k] * b[k * size + column];
                }
                product[row * size + column] = sum;
            }
        });
        return product;
    }

    /**
     * Multiplies by a vector x of positive numbers: a product C of A and B has C x = A (B x), and a single wrong element
     * never has (after Freivalds 1977).
     */
    private static String fault(float[] a, float[] b, float[] c, int size, IntBinaryOperator index) {
        long[] x = new long[size];
        for (int i = 0; i < size; i++) {
            x[i] = 1 + Inputs.random(i, 1000);
        }
        long[] expected = times(a, times(b, x, index), index);
        long[] actual = times(c, x, index);
        String difference = Cells.LONGS.difference(actual, expected);
        return difference == null ? null : "times a vector " + difference;
    }

    private static long[] times(float[] matrix, long[] vector, IntBinaryOperator index) {
        long[] product = new long[vector.length];
        for (int row = 0; row < vector.length; row++) {
            for (int column = 0; column < vector.length; column++) {
                product[row] += (long) matrix[index.applyAsInt(row, column)] * vector[column];
            }
        }
        return product;
    }
}
