package org.eremite.app.rayonlike.family;

import java.util.function.IntConsumer;

/**
 * Square matrices in Z-order: the bits of row and column alternate in an element's index, so that each quarter of the
 * matrix is a quarter of the array.
 * <pre>
 *  ...  5   4   3   2   1   0
 *      r2  c2  r1  c1  r0  c0
 * </pre>
 */
final class ZOrderMatrices {
    /** Elements of matrices that are multiplied directly. */
    private static final int LEAF = 1 << 10;
    private static final int ROW_BITS = 0xAAAA_AAAA;
    private static final int COLUMN_BITS = 0x5555_5555;

    /** Part of a matrix. */
    private record Part(float[] elements, int offset, int length) {
        Part(float[] all) {
            this(all, 0, all.length);
        }

        /** 0 and 1 above, 2 and 3 below. */
        Part quarter(int which) {
            return new Part(elements, offset + which * (length >> 2), length >> 2);
        }
    }

    private ZOrderMatrices() {
    }

    static int index(int row, int column) {
        return spread(row) << 1 | spread(column);
    }

    private static int spread(int value) {
        int bits = value;
        bits = (bits | bits << 8) & 0x00FF_00FF;
        bits = (bits | bits << 4) & 0x0F0F_0F0F;
        bits = (bits | bits << 2) & 0x3333_3333;
        return (bits | bits << 1) & COLUMN_BITS;
    }

    static float[] sequentialProduct(float[] a, float[] b) {
        float[] product = new float[a.length];
        multiply(new Part(a), new Part(b), new Part(product));
        return product;
    }

    static float[] product(Parallel forms, float[] a, float[] b) {
        float[] product = new float[a.length];
        multiplyQuarters(forms, new Part(a), new Part(b), new Part(product));
        return product;
    }

    static float[] strassen(Parallel forms, float[] a, float[] b) {
        return strassen(forms, new Part(a), new Part(b)).elements;
    }

    private static void multiply(Part a, Part b, Part product) {
        for (int element = 0; element < product.length; element++) {
            int row = a.offset + (element & ROW_BITS);
            int column = b.offset + (element & COLUMN_BITS);
            float sum = 0;
            // The next number that has bits of columns only: the carry runs over the bits between.
            for (int k = 0; k < product.length; k = (k | ROW_BITS) + 1 & COLUMN_BITS) {
                sum += a.elements[row + k] * b.elements[column + (k << 1)];
                if (k == (product.length - 1 & COLUMN_BITS)) {
                    break;
                }
            }
            product.elements[product.offset + element] = sum;
        }
    }

    private static void multiplyQuarters(Parallel forms, Part a, Part b, Part product) {
        if (product.length <= LEAF) {
            multiply(a, b, product);
            return;
        }
        Part rest = new Part(new float[product.length]);
        eight(forms, which -> {
            int row = which & 2;
            int column = which & 1;
            int middle = which >> 2;
            multiplyQuarters(forms, a.quarter(row | middle), b.quarter(middle << 1 | column),
                    (middle == 0 ? product : rest).quarter(row | column));
        });
        for (int i = 0; i < product.length; i++) {
            product.elements[product.offset + i] += rest.elements[i];
        }
    }

    /** Calls it with the numbers from 0 to 7. */
    private static void eight(Parallel forms, IntConsumer action) {
        forms.join(() -> four(forms, 0, action), () -> four(forms, 4, action));
    }

    private static void four(Parallel forms, int first, IntConsumer action) {
        forms.join(() -> two(forms, first, action), () -> two(forms, first + 2, action));
    }

    private static void two(Parallel forms, int first, IntConsumer action) {
        forms.join(() -> action.accept(first), () -> action.accept(first + 1));
    }

    /** Strassen 1969, in the names of its seven products. */
    private static Part strassen(Parallel forms, Part a, Part b) {
        Part product = new Part(new float[a.length]);
        if (a.length <= LEAF) {
            multiply(a, b, product);
            return product;
        }
        Part a11 = a.quarter(0);
        Part a12 = a.quarter(1);
        Part a21 = a.quarter(2);
        Part a22 = a.quarter(3);
        Part b11 = b.quarter(0);
        Part b12 = b.quarter(1);
        Part b21 = b.quarter(2);
        Part b22 = b.quarter(3);
        Part[] m = new Part[8];
        eight(forms, which -> m[which] = switch (which) {
            case 1 -> strassen(forms, sum(a11, 1, a22), sum(b11, 1, b22));
            case 2 -> strassen(forms, sum(a21, 1, a22), b11);
            case 3 -> strassen(forms, a11, sum(b12, -1, b22));
            case 4 -> strassen(forms, a22, sum(b21, -1, b11));
            case 5 -> strassen(forms, sum(a11, 1, a12), b22);
            case 6 -> strassen(forms, sum(a21, -1, a11), sum(b11, 1, b12));
            case 7 -> strassen(forms, sum(a12, -1, a22), sum(b21, 1, b22));
            default -> null;
        });
        float[] result = product.elements;
        int quarter = a.length >> 2;
        for (int i = 0; i < quarter; i++) {
            float m1 = m[1].elements[i];
            float m2 = m[2].elements[i];
            float m3 = m[3].elements[i];
            float m4 = m[4].elements[i];
            float m5 = m[5].elements[i];
            result[i] = m1 + m4 - m5 + m[7].elements[i];
            result[quarter + i] = m3 + m5;
            result[2 * quarter + i] = m2 + m4;
            result[3 * quarter + i] = m1 - m2 + m3 + m[6].elements[i];
        }
        return product;
    }

    /** {@code first} plus {@code sign} times {@code second}. */
    private static Part sum(Part first, float sign, Part second) {
        float[] sum = new float[first.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = first.elements[first.offset + i] + sign * second.elements[second.offset + i];
        }
        return new Part(sum);
    }
}
