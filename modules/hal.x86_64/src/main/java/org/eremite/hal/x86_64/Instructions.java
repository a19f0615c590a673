package org.eremite.hal.x86_64;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;

/**
 * Privileged and special instructions, one function each, assembled by {@code code.InstructionCode}.
 *
 * <p>Kernel dialect: no transition, no allocation, no safepoint. Each is a leaf of a few instructions.
 */
public final class Instructions {
    private Instructions() {}

    /** {@code in al, dx}. */
    @CFunction(value = "eremite_in8", transition = Transition.NO_TRANSITION)
    public static native int in8(int port);

    /** {@code out dx, al}. */
    @CFunction(value = "eremite_out8", transition = Transition.NO_TRANSITION)
    public static native void out8(int port, int value);

    /** {@code in eax, dx}. */
    @CFunction(value = "eremite_in32", transition = Transition.NO_TRANSITION)
    public static native int in32(int port);

    /** {@code out dx, eax}. */
    @CFunction(value = "eremite_out32", transition = Transition.NO_TRANSITION)
    public static native void out32(int port, int value);

    /** {@code out dx, ax}. */
    @CFunction(value = "eremite_out16", transition = Transition.NO_TRANSITION)
    public static native void out16(int port, int value);

    /** {@code rdmsr}. */
    @CFunction(value = "eremite_read_msr", transition = Transition.NO_TRANSITION)
    public static native long readMsr(int register);

    /** {@code mfence; lfence; wrmsr}: earlier stores are visible when an interrupt that this sends arrives. */
    @CFunction(value = "eremite_write_msr", transition = Transition.NO_TRANSITION)
    public static native void writeMsr(int register, long value);

    /** {@code cpuid} with EAX = {@code leaf}, ECX = {@code subleaf}; returns EAX | EBX &lt;&lt; 32. */
    @CFunction(value = "eremite_cpuid_ab", transition = Transition.NO_TRANSITION)
    public static native long cpuidAB(int leaf, int subleaf);

    /** {@code cpuid} with EAX = {@code leaf}, ECX = {@code subleaf}; returns ECX | EDX &lt;&lt; 32. */
    @CFunction(value = "eremite_cpuid_cd", transition = Transition.NO_TRANSITION)
    public static native long cpuidCD(int leaf, int subleaf);

    /** {@code lfence; rdtsc}. */
    @CFunction(value = "eremite_read_tsc", transition = Transition.NO_TRANSITION)
    public static native long readTsc();

    /**
     * {@code rdseed}, up to {@code tries} times with {@code pause} between: stores 64 bits at {@code address} and
     * returns 1, or returns 0.
     */
    @CFunction(value = "eremite_rdseed", transition = Transition.NO_TRANSITION)
    public static native int rdseed(long address, int tries);

    /** {@code rdrand}, as {@link #rdseed}. */
    @CFunction(value = "eremite_rdrand", transition = Transition.NO_TRANSITION)
    public static native int rdrand(long address, int tries);

    /**
     * Enables and clears the FIFOs of the serial line at I/O port {@code base} and returns 1; or, while a received byte
     * waits there, leaves all as it is and returns 0.
     */
    @CFunction(value = "eremite_enable_serial_fifos", transition = Transition.NO_TRANSITION)
    public static native int enableSerialFifos(int base);

    /** {@code pushfq; cli}: returns RFLAGS as they were. */
    @CFunction(value = "eremite_disable_interrupts", transition = Transition.NO_TRANSITION)
    public static native long disableInterrupts();

    /** {@code popfq} of a value of {@link #disableInterrupts}. */
    @CFunction(value = "eremite_restore_flags", transition = Transition.NO_TRANSITION)
    public static native void restoreFlags(long flags);

    /** {@code sti; hlt}. */
    @CFunction(value = "eremite_wait_for_interrupt", transition = Transition.NO_TRANSITION)
    public static native void waitForInterrupt();

    /** {@code cli; hlt}, for ever. */
    @CFunction(value = "eremite_halt_forever", transition = Transition.NO_TRANSITION)
    public static native void haltForever();

    /** {@code pause}. */
    @CFunction(value = "eremite_pause", transition = Transition.NO_TRANSITION)
    public static native void pause();

    /** {@code invlpg}. */
    @CFunction(value = "eremite_invalidate_page", transition = Transition.NO_TRANSITION)
    public static native void invalidatePage(long virtualAddress);

    /** Reloads CR3, which drops every translation that is not global. */
    @CFunction(value = "eremite_flush_tlb", transition = Transition.NO_TRANSITION)
    public static native void flushTlb();

    /** CR2: the address of the last page fault. */
    @CFunction(value = "eremite_read_cr2", transition = Transition.NO_TRANSITION)
    public static native long readCr2();

    /** CR3: the page table root in use. */
    @CFunction(value = "eremite_read_cr3", transition = Transition.NO_TRANSITION)
    public static native long readCr3();

    /** 64 bits of the CPU's own area at {@code offset} ({@link CpuAreaDescriptor}), by one GS-relative load. */
    @CFunction(value = "eremite_read_gs", transition = Transition.NO_TRANSITION)
    public static native long readGs(long offset);

    /** Loads GDT, IDT and task register from the area at {@code area} and makes it this CPU's GS base. */
    @CFunction(value = "eremite_load_tables", transition = Transition.NO_TRANSITION)
    public static native void loadTables(long area);

    /** See {@link org.eremite.hal.Contexts#deschedule}. */
    @CFunction(value = "eremite_deschedule", transition = Transition.NO_TRANSITION)
    public static native void deschedule(long request);

    /** See {@link org.eremite.hal.Contexts#enter}. */
    @CFunction(value = "eremite_enter", transition = Transition.NO_TRANSITION)
    public static native void enter(long context);
}
