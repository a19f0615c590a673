package org.eremite.app.rayonlike.family;

/** Reproducible inputs. */
final class Inputs {
    /** 2<sup>64</sup> divided by the golden ratio, odd. */
    static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private Inputs() {
    }

    /** Value {@code index} of a random sequence: SplitMix64 (Steele, Lea, Flood 2014), which is a bijection. */
    static long random(long index) {
        long z = (index + 1) * GOLDEN;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /** From 0 to {@code bound} - 1. */
    static int random(long index, int bound) {
        return (int) Long.remainderUnsigned(random(index), bound);
    }

    /** From 0 to 1, without 1. */
    static double randomFraction(long index) {
        return (random(index) >>> 11) * 0x1p-53;
    }

    /** Non-negative random numbers. */
    static long[] randomLongs(int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = random(i) >>> 1;
        }
        return values;
    }

    /** A sum over all values that does not depend on their order, and hardly ever stays the same if one changes. */
    static long contents(long[] values) {
        long sum = values.length;
        for (long value : values) {
            sum += random(value);
        }
        return sum;
    }
}
