package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;

/**
 * Finds the frequencies of the time-stamp counter and of the local APIC timer.
 *
 * <p>Sources in order: CPUID leaf 0x15, the hypervisor's timing leaf 0x40000010, KVM's clock (for the counter, against
 * which the timer is measured), then a measurement of both against the HPET, the ACPI power management timer or the
 * 8254 interval timer.
 */
final class Calibration {
    /** No source. */
    static final int SOURCE_NONE = 0;
    /** CPUID leaf 0x15. */
    static final int SOURCE_CPUID = 1;
    /** Hypervisor leaf 0x40000010. */
    static final int SOURCE_HYPERVISOR = 2;
    /** High precision event timer. */
    static final int SOURCE_HPET = 3;
    /** ACPI power management timer. */
    static final int SOURCE_PM_TIMER = 4;
    /** Interval timer of the PC. */
    static final int SOURCE_INTERVAL_TIMER = 5;
    /** {@link KvmClock}. */
    static final int SOURCE_KVM_CLOCK = 6;

    private static final int CPUID_TSC = 0x15;
    private static final int CPUID_HYPERVISOR = 0x4000_0000;
    private static final int CPUID_HYPERVISOR_TIMING = 0x4000_0010;
    private static final long HERTZ_PER_KILOHERTZ = 1000;

    /** HPET registers (IA-PC HPET 1.0a, 2.3). */
    private static final int HPET_CAPABILITIES = 0x000;
    private static final int HPET_CONFIGURATION = 0x010;
    private static final int HPET_COUNTER = 0x0F0;
    private static final long HPET_ENABLE = 1;
    /** Longest tick the specification permits, in femtoseconds. */
    private static final long HPET_PERIOD_MAXIMUM = 0x05F5_E100;
    private static final long FEMTOSECONDS_PER_SECOND = 1_000_000_000_000_000L;

    private static final long PM_TIMER_HERTZ = 3_579_545;
    private static final long PM_TIMER_MASK = 0xFF_FFFF;

    /** 8254 (Intel data sheet 231164): counter 0 and control word. */
    private static final int INTERVAL_COUNTER = 0x40;
    private static final int INTERVAL_CONTROL = 0x43;
    /** Counter 0, both bytes, rate generator; then latch of counter 0. */
    private static final int INTERVAL_START = 0x34;
    private static final int INTERVAL_LATCH = 0x00;
    private static final long INTERVAL_HERTZ = 1_193_182;
    private static final long INTERVAL_MASK = 0xFFFF;
    /** Looks at a counter that stands still before it is taken for missing; each takes longer than a tick. */
    private static final int INTERVAL_LOOKS = 1000;

    /** Measured time, as a fraction of a second: 1 / 500 is two milliseconds. */
    private static final long FRACTION = 500;
    /** Reads of which the fastest is taken, so that a host that stalls does not spoil the measurement. */
    private static final int READS = 8;

    private final DirectMap memory;
    private final LocalApic apic;
    private final KvmClock kvmClock;
    private int source;
    private long tscHertz;
    private long apicHertz;
    private long hpet;
    private int pmTimer;
    private long sampleReference;
    private long sampleTsc;
    private long sampleApic;

    Calibration(DirectMap memory, LocalApic apic, KvmClock kvmClock) {
        this.memory = memory;
        this.apic = apic;
        this.kvmClock = kvmClock;
    }

    /** Which source was used: one of the SOURCE constants. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    int source() {
        return source;
    }

    /** Frequency of the time-stamp counter. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long tscHertz() {
        return tscHertz;
    }

    /** Frequency of the local APIC timer. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long apicHertz() {
        return apicHertz;
    }

    /** Fills the two frequencies; returns false if the machine has no clock to measure against. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean run(AcpiTables tables, boolean kvmClockIsKnown) {
        if (fromCpuid() || fromHypervisor()) {
            return true;
        }
        if (kvmClockIsKnown) {
            source = SOURCE_KVM_CLOCK;
            measure(kvmClock.hertz());
            tscHertz = kvmClock.hertz();
            return true;
        }
        long table = tables.find(AcpiDescriptor.HPET, AcpiDescriptor.HPET_BYTES);
        if (table != Pages.NONE && fromHpet(RawMemory.getLong(memory.direct(table) + AcpiDescriptor.HPET_ADDRESS))) {
            return true;
        }
        table = tables.find(AcpiDescriptor.FADT, AcpiDescriptor.FADT_BYTES);
        return table != Pages.NONE
                        && fromPmTimer(RawMemory.getInt(memory.direct(table) + AcpiDescriptor.FADT_PM_TMR_BLK))
                || fromIntervalTimer();
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private boolean fromCpuid() {
        if ((Instructions.cpuidAB(0, 0) & 0xFFFF_FFFFL) < CPUID_TSC) {
            return false;
        }
        long ab = Instructions.cpuidAB(CPUID_TSC, 0);
        long denominator = ab & 0xFFFF_FFFFL;
        long numerator = ab >>> 32;
        long crystal = Instructions.cpuidCD(CPUID_TSC, 0) & 0xFFFF_FFFFL;
        if (denominator == 0 || numerator == 0 || crystal == 0) {
            return false;
        }
        tscHertz = crystal * numerator / denominator;
        apicHertz = crystal;
        source = SOURCE_CPUID;
        return true;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private boolean fromHypervisor() {
        long highest = Instructions.cpuidAB(CPUID_HYPERVISOR, 0) & 0xFFFF_FFFFL;
        if (highest < CPUID_HYPERVISOR_TIMING || highest > CPUID_HYPERVISOR + 0xFFL) {
            return false;
        }
        long ab = Instructions.cpuidAB(CPUID_HYPERVISOR_TIMING, 0);
        tscHertz = (ab & 0xFFFF_FFFFL) * HERTZ_PER_KILOHERTZ;
        apicHertz = (ab >>> 32) * HERTZ_PER_KILOHERTZ;
        source = SOURCE_HYPERVISOR;
        return tscHertz != 0 && apicHertz != 0;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private boolean fromHpet(long physicalAddress) {
        if (!memory.reaches(physicalAddress, Pages.SMALL) || (physicalAddress & 7) != 0) {
            return false;
        }
        hpet = memory.direct(physicalAddress);
        long period = RawMemory.getLongVolatile(hpet + HPET_CAPABILITIES) >>> 32;
        if (period == 0 || period > HPET_PERIOD_MAXIMUM) {
            return false;
        }
        long configuration = RawMemory.getLongVolatile(hpet + HPET_CONFIGURATION);
        RawMemory.putLongVolatile(hpet + HPET_CONFIGURATION, configuration | HPET_ENABLE);
        source = SOURCE_HPET;
        measure(FEMTOSECONDS_PER_SECOND / period);
        return true;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private boolean fromPmTimer(int port) {
        if (port <= 0 || port > 0xFFFC) {
            return false;
        }
        pmTimer = port;
        source = SOURCE_PM_TIMER;
        measure(PM_TIMER_HERTZ);
        return true;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private boolean fromIntervalTimer() {
        source = SOURCE_INTERVAL_TIMER;
        Instructions.out8(INTERVAL_CONTROL, INTERVAL_START);
        Instructions.out8(INTERVAL_COUNTER, 0);
        Instructions.out8(INTERVAL_COUNTER, 0);
        long first = reference();
        for (int look = 0; look < INTERVAL_LOOKS; look++) {
            if (reference() != first) {
                measure(INTERVAL_HERTZ);
                return true;
            }
        }
        return false;
    }

    /** Lets the reference advance by 1 / FRACTION of a second and relates the other counters to it. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private void measure(long referenceHertz) {
        apic.startCalibration();
        sample();
        long reference = sampleReference;
        long tsc = sampleTsc;
        long apicTicks = sampleApic;
        while (elapsed(reference, reference()) < referenceHertz / FRACTION) {
            Instructions.pause();
        }
        sample();
        long passed = elapsed(reference, sampleReference);
        tscHertz = (sampleTsc - tsc) * referenceHertz / passed;
        apicHertz = (sampleApic - apicTicks) * referenceHertz / passed;
    }

    /** Reads the three counters together, keeping the reading that took least time. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private void sample() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < READS; i++) {
            long before = Instructions.readTsc();
            long reference = reference();
            long apicTicks = apic.calibrationTicks();
            long after = Instructions.readTsc();
            if (after - before < best) {
                best = after - before;
                sampleReference = reference;
                sampleTsc = before + (after - before) / 2;
                sampleApic = apicTicks;
            }
        }
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private long reference() {
        switch (source) {
            case SOURCE_KVM_CLOCK:
                return Instructions.readTsc();
            case SOURCE_HPET:
                return RawMemory.getLongVolatile(hpet + HPET_COUNTER);
            case SOURCE_PM_TIMER:
                return Instructions.in32(pmTimer);
            default:
                Instructions.out8(INTERVAL_CONTROL, INTERVAL_LATCH);
                int low = Instructions.in8(INTERVAL_COUNTER) & 0xFF;
                // It counts down.
                return -(low | (Instructions.in8(INTERVAL_COUNTER) & 0xFF) << 8);
        }
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private long elapsed(long from, long to) {
        switch (source) {
            case SOURCE_PM_TIMER:
                return (to - from) & PM_TIMER_MASK;
            case SOURCE_INTERVAL_TIMER:
                return (to - from) & INTERVAL_MASK;
            default:
                return to - from;
        }
    }
}
