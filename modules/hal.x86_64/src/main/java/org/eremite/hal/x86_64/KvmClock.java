package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * What KVM tells about time: the frequency of the time-stamp counter, and the time of day (Linux,
 * Documentation/virt/kvm/x86/msr.rst and cpuid.rst). Asked once at boot; from then on the counter itself is the clock,
 * so a hypervisor that does not call it stable on all CPUs is not believed.
 *
 * <pre>
 *  0        4        8                16               24       28    29    30
 * +--------+--------+----------------+----------------+--------+-----+-----+----+
 * |VERSION | pad    | TSC_TIMESTAMP  | SYSTEM_TIME    | MUL    |SHIFT|FLAGS| pad|   time
 * +--------+--------+----------------+----------------+--------+-----+-----+----+
 * |VERSION | SEC    | NSEC   |                                                      time of day at SYSTEM_TIME 0
 * +--------+--------+--------+
 * </pre>
 */
final class KvmClock {
    /** Bytes of memory, aligned to as many. */
    static final int BYTES = 64;

    private static final int CPUID_SIGNATURE = 0x4000_0000;
    private static final int CPUID_FEATURES = 0x4000_0001;
    /** "KVMKVMKVM" in EBX, ECX, EDX. */
    private static final int SIGNATURE_B = 0x4B4D_564B;
    private static final int SIGNATURE_C = 0x564B_4D56;
    private static final int SIGNATURE_D = 0x0000_004D;
    private static final long FEATURE_CLOCKSOURCE2 = 1L << 3;
    private static final long FEATURE_CLOCKSOURCE_STABLE = 1L << 24;
    private static final int MSR_KVM_WALL_CLOCK_NEW = 0x4B56_4D00;
    private static final int MSR_KVM_SYSTEM_TIME_NEW = 0x4B56_4D01;
    private static final long ENABLE = 1;

    private static final int VERSION = 0;
    private static final int TSC_TIMESTAMP = 8;
    private static final int SYSTEM_TIME = 16;
    private static final int MUL = 24;
    private static final int SHIFT = 28;
    private static final int FLAGS = 29;
    private static final int FLAG_TSC_STABLE = 1;
    private static final int WALL_CLOCK = 32;
    private static final int WALL_SEC = WALL_CLOCK + 4;
    private static final int WALL_NSEC = WALL_CLOCK + 8;
    /** Versions read before the hypervisor is taken for broken. */
    private static final int TRIES = 1000;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

    private long hertz;
    private long wallClock;

    /** Asks, with {@link #BYTES} bytes at {@code address}, physical {@code physicalAddress}; false if there is no answer. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean read(long address, long physicalAddress) {
        if (!offered()) {
            return false;
        }
        Instructions.writeMsr(MSR_KVM_WALL_CLOCK_NEW, physicalAddress + WALL_CLOCK);
        Instructions.writeMsr(MSR_KVM_SYSTEM_TIME_NEW, physicalAddress | ENABLE);
        boolean known = false;
        for (int i = 0; i < TRIES && !known; i++) {
            known = consistent(address);
        }
        Instructions.writeMsr(MSR_KVM_SYSTEM_TIME_NEW, 0);
        return known;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private static boolean offered() {
        long ab = Instructions.cpuidAB(CPUID_SIGNATURE, 0);
        long cd = Instructions.cpuidCD(CPUID_SIGNATURE, 0);
        long wanted = FEATURE_CLOCKSOURCE2 | FEATURE_CLOCKSOURCE_STABLE;
        return (int) (ab >>> 32) == SIGNATURE_B
                && (int) cd == SIGNATURE_C
                && (int) (cd >>> 32) == SIGNATURE_D
                && (Instructions.cpuidAB(CPUID_FEATURES, 0) & wanted) == wanted;
    }

    /** One look; false while the hypervisor writes, which an odd or changed version shows. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private boolean consistent(long address) {
        int version = RawMemory.getIntVolatile(address + VERSION);
        long multiplier = RawMemory.getInt(address + MUL) & 0xFFFF_FFFFL;
        int shift = RawMemory.getByte(address + SHIFT);
        boolean stable = (RawMemory.getByte(address + FLAGS) & FLAG_TSC_STABLE) != 0;
        long passed = Instructions.readTsc() - RawMemory.getLong(address + TSC_TIMESTAMP);
        long time = RawMemory.getLong(address + SYSTEM_TIME);
        long seconds = RawMemory.getInt(address + WALL_SEC) & 0xFFFF_FFFFL;
        long nanoseconds = RawMemory.getInt(address + WALL_NSEC) & 0xFFFF_FFFFL;
        RawMemory.fullFence();
        if (!stable
                || multiplier == 0
                || version == 0
                || (version & 1) != 0
                || version != RawMemory.getIntVolatile(address + VERSION)) {
            return false;
        }
        hertz = hertz(multiplier, shift);
        wallClock = seconds * NANOSECONDS_PER_SECOND + nanoseconds + time + nanoseconds(passed, multiplier, shift);
        return hertz > 0;
    }

    /** Ticks per second of a counter of which (ticks &lt;&lt; shift) * multiplier / 2^32 are nanoseconds. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    static long hertz(long multiplier, int shift) {
        long ticks = (NANOSECONDS_PER_SECOND << 32) / multiplier;
        return shift < 0 ? ticks << -shift : ticks >> shift;
    }

    /** Nanoseconds of {@code ticks}. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    static long nanoseconds(long ticks, long multiplier, int shift) {
        long shifted = shift < 0 ? ticks >>> -shift : ticks << shift;
        return (Math.multiplyHigh(shifted, multiplier) << 32) | ((shifted * multiplier) >>> 32);
    }

    /** Frequency of the time-stamp counter. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long hertz() {
        return hertz;
    }

    /** Nanoseconds since 1970-01-01T00:00Z when {@link #read} was called. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long wallClock() {
        return wallClock;
    }
}
