package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * One machine: the parts of the hardware contract together.
 *
 * <p>An image holds exactly one implementation, built into the image heap and chosen by
 * {@code provides org.eremite.hal.Machine} when the image is assembled, so every call below compiles to a
 * direct call.
 */
public interface Machine {
    /** Brings up what the kernel needs of the booting CPU; the first call, with interrupts disabled. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize();

    /** Address of the kernel command line: bytes up to a zero. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long commandLine();

    /** The CPUs. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Processors processors();

    /** Execution contexts. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Contexts contexts();

    /** Memory that is free at boot. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    MemoryMap memoryMap();

    /** Page tables. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Paging paging();

    /** Clock. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Clock clock();

    /** Per-CPU timers. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Timer timer();

    /** Console. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Console console();

    /**
     * The line on which this machine and whoever started it exchange messages beside the console, or null if nothing
     * is connected there.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Console control();

    /**
     * From now on the {@link InputListener} hears of bytes at both lines; once, after {@link #initialize}. False if this
     * machine has no interrupt for them, so that the lines have to be looked at.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean enableInputInterrupts();

    /** Physical source of random bits. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Entropy entropy();

    /** Power. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Power power();

    /** Panic. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    Panic panic();

    /** Names the dispatcher that interrupts are delivered to; once, when the image is built. */
    void attach(Dispatcher dispatcher);

    /** Names who hears of input; once, when the image is built. */
    void attach(InputListener listener);

    /** Names who puts memory behind stacks; once, when the image is built. */
    void attach(StackMemory memory);

    /** Names the reporter of stacks for panics; once, when the image is built. */
    void attach(StackReporter reporter);
}
