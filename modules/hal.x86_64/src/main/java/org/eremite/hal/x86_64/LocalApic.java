package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;
import org.eremite.hal.Timer;

/**
 * The local APIC of the CPU that executes the call; also its one-shot timer. In x2APIC mode where the CPU offers it
 * (SDM vol. 3, 10.12): registers are model-specific then, and identifiers have 32 bits.
 */
final class LocalApic implements Timer {
    /** Largest initial count. */
    private static final long COUNT_MAXIMUM = 0xFFFF_FFFFL;
    /** Fixed-point shift of {@link #ticksPerNanosecond}. */
    private static final int SCALE_SHIFT = 24;
    /** Longest time armed at once, in nanoseconds; a later deadline is armed again when this one fires. */
    private static final long NANOSECONDS_MAXIMUM = 2_000_000_000L;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;
    /** CPUID leaf 1, ECX (SDM vol. 2, table 3-10). */
    private static final int CPUID_FEATURES = 1;
    private static final long FEATURES_X2APIC = 1L << 21;
    /** Highest identifier of eight bits; 255 means all CPUs. */
    private static final int IDENTIFIER_MAXIMUM = 254;

    private final DirectMap memory;
    private final TscClock clock;
    private long ticksPerNanosecond;
    private boolean extended;

    LocalApic(DirectMap memory, TscClock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    @Uninterruptible(reason = "Device register; runs in interrupt handlers.")
    private int read(int register) {
        return extended
                ? (int) Instructions.readMsr(LocalApicDescriptor.modelSpecific(register))
                : RawMemory.getIntVolatile(memory.direct(LocalApicDescriptor.BASE) + register);
    }

    @Uninterruptible(reason = "Device register; runs in interrupt handlers.")
    private void write(int register, int value) {
        if (extended) {
            Instructions.writeMsr(LocalApicDescriptor.modelSpecific(register), value & 0xFFFF_FFFFL);
        } else {
            RawMemory.putIntVolatile(memory.direct(LocalApicDescriptor.BASE) + register, value);
        }
    }

    /** Decides the mode of all CPUs; on the booting one, first. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize() {
        extended = (Instructions.cpuidCD(CPUID_FEATURES, 0) & FEATURES_X2APIC) != 0;
    }

    /** Highest identifier that interrupts can be sent to. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    int identifierMaximum() {
        return extended ? Integer.MAX_VALUE : IDENTIFIER_MAXIMUM;
    }

    /** Enables this CPU's local APIC with its timer disarmed; interrupts are disabled. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void enable() {
        if (extended) {
            long base = Instructions.readMsr(LocalApicDescriptor.MSR_BASE);
            Instructions.writeMsr(LocalApicDescriptor.MSR_BASE, base | LocalApicDescriptor.BASE_X2APIC);
        }
        write(LocalApicDescriptor.TPR, 0);
        write(LocalApicDescriptor.LVT_LINT0, LocalApicDescriptor.LVT_MASKED);
        write(LocalApicDescriptor.LVT_LINT1, LocalApicDescriptor.LVT_MASKED);
        write(LocalApicDescriptor.LVT_ERROR, LocalApicDescriptor.LVT_MASKED);
        write(LocalApicDescriptor.TIMER_DIVIDE, LocalApicDescriptor.DIVIDE_BY_1);
        write(LocalApicDescriptor.TIMER_INITIAL, 0);
        write(LocalApicDescriptor.LVT_TIMER, Vectors.TIMER);
        write(LocalApicDescriptor.SVR, LocalApicDescriptor.SVR_ENABLE | Vectors.SPURIOUS);
    }

    /** Identifier of this CPU. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    int identifier() {
        int identifier = read(LocalApicDescriptor.ID);
        return extended ? identifier : identifier >>> LocalApicDescriptor.ID_SHIFT;
    }

    /** Lets the timer count down from its maximum, unheard, for calibration. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void startCalibration() {
        write(LocalApicDescriptor.LVT_TIMER, Vectors.TIMER | LocalApicDescriptor.LVT_MASKED);
        write(LocalApicDescriptor.TIMER_INITIAL, (int) COUNT_MAXIMUM);
    }

    /** Ticks since {@link #startCalibration}. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long calibrationTicks() {
        return COUNT_MAXIMUM - (read(LocalApicDescriptor.TIMER_CURRENT) & COUNT_MAXIMUM);
    }

    /** Ends calibration with the frequency found. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void setFrequency(long hertz) {
        write(LocalApicDescriptor.TIMER_INITIAL, 0);
        write(LocalApicDescriptor.LVT_TIMER, Vectors.TIMER);
        ticksPerNanosecond = (hertz << SCALE_SHIFT) / NANOSECONDS_PER_SECOND;
    }

    /** Acknowledges the interrupt in service. */
    @Uninterruptible(reason = "Runs in interrupt handlers.")
    void endOfInterrupt() {
        write(LocalApicDescriptor.EOI, 0);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void arm(long deadline) {
        long nanoseconds = deadline - clock.nanoTime();
        if (nanoseconds > NANOSECONDS_MAXIMUM) {
            nanoseconds = NANOSECONDS_MAXIMUM;
        }
        // Rounded up: the interrupt must not come before the deadline.
        long ticks = nanoseconds <= 0 ? 1 : ((nanoseconds * ticksPerNanosecond) >>> SCALE_SHIFT) + 1;
        write(LocalApicDescriptor.TIMER_INITIAL, (int) (ticks > COUNT_MAXIMUM ? COUNT_MAXIMUM : ticks));
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void disarm() {
        write(LocalApicDescriptor.TIMER_INITIAL, 0);
    }

    /** Sends vector {@code vector} to the CPU with identifier {@code apicId}; interrupts are disabled. */
    @Uninterruptible(reason = "The command register takes two writes that belong together.")
    void send(int apicId, int vector) {
        command(apicId, vector | LocalApicDescriptor.ICR_ASSERT);
    }

    /** Sends INIT (SDM 8.4.4.1). */
    @Uninterruptible(reason = "The command register takes two writes that belong together.")
    void sendInit(int apicId) {
        command(apicId, LocalApicDescriptor.ICR_INIT | LocalApicDescriptor.ICR_ASSERT);
    }

    /** Sends start-up with the page number of the code to run (SDM 8.4.4.1). */
    @Uninterruptible(reason = "The command register takes two writes that belong together.")
    void sendStartup(int apicId, int page) {
        command(apicId, LocalApicDescriptor.ICR_STARTUP | LocalApicDescriptor.ICR_ASSERT | page);
    }

    /** Sends a non-maskable interrupt to every other CPU. */
    @Uninterruptible(reason = "Called by the panic report.")
    void sendNmiToOthers() {
        command(0, LocalApicDescriptor.ICR_NMI | LocalApicDescriptor.ICR_ASSERT | LocalApicDescriptor.ICR_ALL_OTHERS);
    }

    @Uninterruptible(reason = "The command register takes two writes that belong together.")
    private void command(int apicId, int low) {
        if (extended) {
            Instructions.writeMsr(
                    LocalApicDescriptor.modelSpecific(LocalApicDescriptor.ICR_LOW),
                    LocalApicDescriptor.command(apicId, low));
            return;
        }
        while ((read(LocalApicDescriptor.ICR_LOW) & LocalApicDescriptor.ICR_PENDING) != 0) {
            Instructions.pause();
        }
        write(LocalApicDescriptor.ICR_HIGH, apicId << LocalApicDescriptor.ID_SHIFT);
        write(LocalApicDescriptor.ICR_LOW, low);
    }
}
