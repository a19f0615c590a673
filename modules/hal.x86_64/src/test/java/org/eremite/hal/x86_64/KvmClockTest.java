package org.eremite.hal.x86_64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class KvmClockTest {
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);

    /** As KVM computes them (Linux, arch/x86/kvm/x86.c, kvm_get_time_scale). */
    private static long[] scale(long hertz) {
        long scaled = 1_000_000_000L;
        long ticks = hertz;
        int shift = 0;
        while (ticks > 2 * scaled || ticks >>> 32 != 0) {
            ticks >>= 1;
            shift--;
        }
        while (ticks <= scaled) {
            ticks <<= 1;
            shift++;
        }
        return new long[] {BigInteger.valueOf(scaled).shiftLeft(32).divide(BigInteger.valueOf(ticks)).longValue(), shift};
    }

    @Property
    void theFrequencyIsFoundAgainWithinAFewParts(@ForAll @LongRange(min = 100_000_000, max = 9_000_000_000L) long hertz) {
        long[] scale = scale(hertz);
        long found = KvmClock.hertz(scale[0], (int) scale[1]);
        assertTrue(Math.abs(found - hertz) <= hertz / 100_000_000 + 8, hertz + " " + found);
    }

    @Property
    void ticksBecomeNanosecondsExactly(
            @ForAll @LongRange(min = 0, max = 1L << 50) long ticks,
            @ForAll @LongRange(min = 1L << 31, max = 0xFFFF_FFFFL) long multiplier,
            @ForAll @IntRange(min = -8, max = 8) int shift) {
        BigInteger shifted = shift < 0
                ? BigInteger.valueOf(ticks).shiftRight(-shift)
                : BigInteger.valueOf(ticks).shiftLeft(shift);
        assertEquals(
                shifted.multiply(BigInteger.valueOf(multiplier)).shiftRight(32).longValue(),
                KvmClock.nanoseconds(ticks, multiplier, shift));
    }

    @Example
    void aSecondOfTicksIsASecond() {
        long hertz = 2_400_000_000L;
        long[] scale = scale(hertz);
        long nanoseconds = KvmClock.nanoseconds(hertz, scale[0], (int) scale[1]);
        assertTrue(Math.abs(nanoseconds - SECOND.longValue()) <= 2, "nanoseconds=" + nanoseconds);
    }
}
