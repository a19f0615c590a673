package org.eremite.app.rayonlike.family;

/**
 * A result seen as a row of cells, so that results of all types are compared, digested and made wrong alike.
 *
 * @param <R> the type of the result
 */
abstract class Cells<R> {
    static final Cells<long[]> LONGS = new Cells<>() {
        @Override
        int length(long[] result) {
            return result.length;
        }

        @Override
        long bits(long[] result, int index) {
            return result[index];
        }

        @Override
        void spoil(long[] result, int index) {
            result[index] ^= 1;
        }
    };

    static final Cells<int[]> INTS = new Cells<>() {
        @Override
        int length(int[] result) {
            return result.length;
        }

        @Override
        long bits(int[] result, int index) {
            return result[index];
        }

        @Override
        void spoil(int[] result, int index) {
            result[index] ^= 1;
        }
    };

    static final Cells<byte[]> BYTES = new Cells<>() {
        @Override
        int length(byte[] result) {
            return result.length;
        }

        @Override
        long bits(byte[] result, int index) {
            return result[index];
        }

        @Override
        void spoil(byte[] result, int index) {
            result[index] ^= 1;
        }
    };

    static final Cells<double[]> DOUBLES = new Cells<>() {
        @Override
        int length(double[] result) {
            return result.length;
        }

        @Override
        long bits(double[] result, int index) {
            return Double.doubleToRawLongBits(result[index]);
        }

        @Override
        void spoil(double[] result, int index) {
            result[index] += 1;
        }

        @Override
        String text(double[] result, int index) {
            return Double.toString(result[index]);
        }
    };

    static final Cells<float[]> FLOATS = new Cells<>() {
        @Override
        int length(float[] result) {
            return result.length;
        }

        @Override
        long bits(float[] result, int index) {
            return Float.floatToRawIntBits(result[index]);
        }

        @Override
        void spoil(float[] result, int index) {
            result[index] += 1;
        }

        @Override
        String text(float[] result, int index) {
            return Float.toString(result[index]);
        }
    };

    abstract int length(R result);

    abstract long bits(R result, int index);

    /** Makes one cell wrong. */
    abstract void spoil(R result, int index);

    String text(R result, int index) {
        return Long.toString(bits(result, index));
    }

    /** The first difference in words, or null. */
    final String difference(R actual, R expected) {
        int length = length(expected);
        if (length(actual) != length) {
            return "has " + length(actual) + " elements, not " + length;
        }
        for (int i = 0; i < length; i++) {
            if (bits(actual, i) != bits(expected, i)) {
                return (length == 1 ? "is " : "has element " + i + " = ") + text(actual, i) + ", not "
                        + text(expected, i);
            }
        }
        return null;
    }

    /** Depends on every cell and on the order of the cells. */
    final long digest(R result) {
        long digest = length(result);
        for (int i = 0; i < length(result); i++) {
            digest = Long.rotateLeft(digest ^ bits(result, i), 25) * Inputs.GOLDEN;
        }
        return digest;
    }
}
