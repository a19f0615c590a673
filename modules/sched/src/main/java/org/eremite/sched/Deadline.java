package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;

/** Absolute times in nanoseconds of {@link org.eremite.hal.Clock#nanoTime}. A deadline in the past has been reached. */
public final class Deadline {
    /** A deadline that is never reached. */
    public static final long NONE = Long.MAX_VALUE;

    private Deadline() {}

    /** {@code nanos} after {@code now}: {@code now} itself if not positive, {@link #NONE} if out of range. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static long after(long now, long nanos) {
        if (nanos <= 0) {
            return now;
        }
        long deadline = now + nanos;
        return deadline < now ? NONE : deadline;
    }

    /** The earlier of two. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long earlier(long one, long other) {
        return one < other ? one : other;
    }
}
