package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * The CPUs of the machine, as the kernel sees them: numbered from 0 without gaps.
 */
public interface Processors {
    /** Most CPUs a machine may have. */
    int MAXIMUM = 64;

    /**
     * Number of CPUs the firmware or hypervisor reports, at most {@link #MAXIMUM}.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    int present();

    /**
     * Number of CPUs that have been started, including the one that booted.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    int online();

    /**
     * Number of the CPU that executes this call. Meaningful only while interrupts are disabled.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    int current();

    /**
     * Disables interrupts on this CPU and returns a token for {@link #restoreInterrupts}. Calls nest.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long disableInterrupts();

    /**
     * Restores the interrupt state that {@code token} recorded. The same CPU, innermost token first.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void restoreInterrupts(long token);

    /**
     * Hint inside a spin loop; on a simulated machine, a point where another CPU may run.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void pause();

    /**
     * Makes CPU {@code cpu} take a reschedule interrupt soon ({@link Dispatcher#onReschedule}). May be called
     * with interrupts disabled and for the calling CPU.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void reschedule(int cpu);

    /**
     * Starts CPU {@code cpu}, which resumes {@code idleContext} with its interrupts enabled; waits until it runs.
     * {@code area} is zeroed memory of {@link #areaBytes} bytes, page aligned, that the CPU owns from then on.
     * Returns false if the CPU did not answer in time.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean start(int cpu, long area, long idleContext);

    /**
     * Bytes of memory each further CPU needs for its private structures and interrupt stacks.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long areaBytes();

    /**
     * Offset in an area of guard page {@code index}, which stays without memory so that a stack that overflows is
     * noticed; ascending, and {@link #areaBytes} behind the last one.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    default long areaGuard(int index) {
        return areaBytes();
    }

    /**
     * Gives the booting CPU, which calls this, an area of its own, as {@link #start} does for the others: the memory it
     * booted with has no guard pages. Of that only the stack of the caller is used from then on.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    default void adopt(long area) {}

    /**
     * Enables interrupts and waits for the next one, with no window in which one could be missed; returns with
     * interrupts enabled. Called by idle threads only.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void waitForInterrupt();
}
