package org.eremite.mm;

import com.oracle.svm.core.Uninterruptible;

/** Arithmetic on addresses and sizes; an alignment is a power of two. */
final class Alignment {
    private Alignment() {}

    /** Largest multiple of {@code alignment} that is not above {@code value}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long down(long value, long alignment) {
        return value & -alignment;
    }

    /** Smallest multiple of {@code alignment} that is not below {@code value}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long up(long value, long alignment) {
        return (value + alignment - 1) & -alignment;
    }

    /** Whether {@code value} is a multiple of {@code alignment}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static boolean is(long value, long alignment) {
        return (value & (alignment - 1)) == 0;
    }

    /** Whether {@code value} is a power of two. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static boolean isPowerOfTwo(long value) {
        return value > 0 && (value & (value - 1)) == 0;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long min(long left, long right) {
        return left < right ? left : right;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long max(long left, long right) {
        return left > right ? left : right;
    }
}
