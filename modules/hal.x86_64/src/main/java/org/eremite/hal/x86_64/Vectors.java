package org.eremite.hal.x86_64;

/** Interrupt vectors in use (SDM 6.3; 0 to 31 are the CPU's own exceptions). */
public final class Vectors {
    /** Number of exception vectors. */
    public static final int EXCEPTIONS = 32;
    /** Non-maskable interrupt. */
    public static final int NMI = 2;
    /** Double fault. */
    public static final int DOUBLE_FAULT = 8;
    /** Page fault. */
    public static final int PAGE_FAULT = 14;
    /** Machine check. */
    public static final int MACHINE_CHECK = 18;
    /** Local APIC timer. */
    public static final int TIMER = 32;
    /** Another CPU wants this one to look at its run queue. */
    public static final int RESCHEDULE = 33;
    /** Another CPU wants this one to forget translations. */
    public static final int SHOOTDOWN = 34;
    /** Bytes have arrived at a serial line. */
    public static final int SERIAL = 35;
    /** Spurious interrupt of the local APIC: low four bits set, as old implementations need. */
    public static final int SPURIOUS = 47;
    /** Number of vectors that have a handler. */
    public static final int COUNT = 48;

    private Vectors() {}
}
