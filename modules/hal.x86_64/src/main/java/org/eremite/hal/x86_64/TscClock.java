package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;

/** Time from the time-stamp counter, which all CPUs share (SDM 17.17), and a wall-clock offset taken at boot. */
final class TscClock implements Clock {
    /** Fixed-point shift of {@link #nanosecondsPerTick}. */
    private static final int SCALE_SHIFT = 32;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

    private long base;
    private long nanosecondsPerTick;
    private long wallClockBase;

    /** Starts the clock at zero. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize(long hertz) {
        nanosecondsPerTick = scale(hertz);
        base = Instructions.readTsc();
    }

    /** Names the wall-clock time of now. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void setWallClock(long nanoseconds) {
        wallClockBase = nanoseconds - nanoTime();
    }

    /** 10^9 * 2^32 / hertz, in two steps since the product does not fit. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private static long scale(long hertz) {
        long whole = NANOSECONDS_PER_SECOND / hertz;
        long rest = NANOSECONDS_PER_SECOND % hertz;
        long high = (rest << 16) / hertz;
        long low = (((rest << 16) % hertz) << 16) / hertz;
        return (whole << SCALE_SHIFT) + (high << 16) + low;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long nanoTime() {
        long ticks = Instructions.readTsc() - base;
        return (Math.multiplyHigh(ticks, nanosecondsPerTick) << SCALE_SHIFT)
                | ((ticks * nanosecondsPerTick) >>> SCALE_SHIFT);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long wallClockNanos() {
        return wallClockBase + nanoTime();
    }
}
