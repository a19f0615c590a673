package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;
import org.eremite.hal.Timer;

/** The local APIC of the CPU that executes the call, in xAPIC mode; also its one-shot timer. */
final class LocalApic implements Timer {
    /** Largest initial count. */
    private static final long COUNT_MAXIMUM = 0xFFFF_FFFFL;
    /** Fixed-point shift of {@link #ticksPerNanosecond}. */
    private static final int SCALE_SHIFT = 24;
    /** Longest time armed at once, in nanoseconds; a later deadline is armed again when this one fires. */
    private static final long NANOSECONDS_MAXIMUM = 2_000_000_000L;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

    private final DirectMap memory;
    private final TscClock clock;
    private long ticksPerNanosecond;

    LocalApic(DirectMap memory, TscClock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    @Uninterruptible(reason = "Device register; runs in interrupt handlers.")
    private int read(int register) {
        return RawMemory.getIntVolatile(memory.direct(LocalApicDescriptor.BASE) + register);
    }

    @Uninterruptible(reason = "Device register; runs in interrupt handlers.")
    private void write(int register, int value) {
        RawMemory.putIntVolatile(memory.direct(LocalApicDescriptor.BASE) + register, value);
    }

    /** Enables this CPU's local APIC with its timer disarmed; interrupts are disabled. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void enable() {
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
        return read(LocalApicDescriptor.ID) >>> LocalApicDescriptor.ID_SHIFT;
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
        while ((read(LocalApicDescriptor.ICR_LOW) & LocalApicDescriptor.ICR_PENDING) != 0) {
            Instructions.pause();
        }
        write(LocalApicDescriptor.ICR_HIGH, apicId << LocalApicDescriptor.ID_SHIFT);
        write(LocalApicDescriptor.ICR_LOW, low);
    }
}
