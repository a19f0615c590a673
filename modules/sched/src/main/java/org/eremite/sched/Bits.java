package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;

/** Positions of bits; the methods of {@link Long} are not uninterruptible on every CPU. */
final class Bits {
    private Bits() {}

    /** Position (0 to 63) of the highest bit set; {@code word} is not 0. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static int highest(long word) {
        long rest = word;
        int position = 0;
        for (int step = 32; step > 0; step >>= 1) {
            if (rest >>> step != 0) {
                rest >>>= step;
                position += step;
            }
        }
        return position;
    }

    /** Position (0 to 63) of the lowest bit set; {@code word} is not 0. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static int lowest(long word) {
        return highest(word & -word);
    }
}
