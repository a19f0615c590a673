package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.util.PlatformTimeUtils;

/** Wall-clock time for the runtime. */
final class EremiteTime extends PlatformTimeUtils {
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

    @Override
    @Uninterruptible(reason = "Must not migrate platform threads when executing on a virtual thread.")
    public SecondsNanos javaTimeSystemUTC() {
        long now = Kernel.MACHINE.clock().wallClockNanos();
        return allocateSecondsNanosInterruptibly(now / NANOSECONDS_PER_SECOND, now % NANOSECONDS_PER_SECOND);
    }
}
