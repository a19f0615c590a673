package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.util.TimeUtils;

/** Clocks of {@link System}. */
@TargetClass(System.class)
final class Target_java_lang_System {
    private Target_java_lang_System() {}

    @Substitute
    @Uninterruptible(reason = "Called from uncertain places of the runtime, locks held.")
    public static long nanoTime() {
        return Kernel.MACHINE.clock().nanoTime();
    }

    @Substitute
    @Uninterruptible(reason = "Called from uncertain places of the runtime, locks held.")
    public static long currentTimeMillis() {
        return Kernel.MACHINE.clock().wallClockNanos() / TimeUtils.nanosPerMilli;
    }
}

/** The clock behind {@link java.time.Clock}. */
@TargetClass(className = "jdk.internal.misc.VM")
final class Target_jdk_internal_misc_VM {
    private Target_jdk_internal_misc_VM() {}

    /**
     * Nanoseconds from {@code offsetInSeconds} after the epoch to now, or -1 if that is more than 2^32 seconds away, as
     * the JDK's own implementation answers.
     */
    @Substitute
    public static long getNanoTimeAdjustment(long offsetInSeconds) {
        long now = Kernel.MACHINE.clock().wallClockNanos();
        long difference = now / TimeUtils.nanosPerSecond - offsetInSeconds;
        if (difference > 1L << 32 || difference < -(1L << 32)) {
            return -1;
        }
        return difference * TimeUtils.nanosPerSecond + now % TimeUtils.nanosPerSecond;
    }
}
