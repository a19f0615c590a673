package org.eremite.hal.x86_64;

/**
 * Layout of the variables that entry code and the first Java code share.
 *
 * <pre>
 *     0  physical address of the boot protocol's start structure
 *     8  physical address of the final page table root
 *    16  mailbox: area of the CPU that is being started
 *    24  mailbox: context it shall resume
 *    32  mailbox: 1 once it runs
 *    40  TLB generation: number of shoot-downs so far
 *    48  1 once a CPU panics
 *    64  text of the panic report's strings
 *  1024  memory regions, 16 bytes each: start, length
 *  4096  kernel command line, zero-terminated
 * 32768  CPUs, 16 bytes each: local APIC identifier, area
 * 33792  input of the console
 * 37952  input of the control line
 * 42112  KVM's clock
 * </pre>
 */
public final class BootDataDescriptor {
    /** Physical address of {@link StartInfoDescriptor}, stored by entry code. */
    public static final int START_INFO = 0;
    /** Physical address of the final PML4, stored by the linker. */
    public static final int FINAL_PML4 = 8;
    /** Area of the CPU that is being started. */
    public static final int MAILBOX_AREA = 16;
    /** Context that CPU resumes. */
    public static final int MAILBOX_CONTEXT = 24;
    /** Nonzero once that CPU runs. */
    public static final int MAILBOX_RUNNING = 32;
    /** Number of shoot-downs so far. */
    public static final int TLB_GENERATION = 40;
    /** Nonzero once a CPU panics. */
    public static final int PANICKING = 48;
    /** Buffer for strings on their way to the console. */
    public static final int TEXT = 64;
    /** Bytes of that buffer. */
    public static final int TEXT_BYTES = 960;
    /** Table of memory regions. */
    public static final int REGIONS = 1024;
    /** Most regions kept. */
    public static final int REGIONS_MAXIMUM = 192;
    /** Bytes of a region: start, length. */
    public static final int REGION_BYTES = 16;
    /** Kernel command line. */
    public static final int COMMAND_LINE = 4096;
    /** Bytes of the command line with its terminator. */
    public static final int COMMAND_LINE_BYTES = 28 << 10;
    /** Table of CPUs. */
    public static final int CPUS = COMMAND_LINE + COMMAND_LINE_BYTES;
    /** Bytes of a CPU's entry. */
    public static final int CPU_BYTES = 16;
    /** Most CPUs: as many as the hardware contract permits. */
    public static final int CPUS_MAXIMUM = 64;
    /** Input of the console, on its way from interrupt handler to reader. */
    static final int CONSOLE_INPUT = CPUS + CPUS_MAXIMUM * CPU_BYTES;
    /** Input of the control line, likewise. */
    static final int CONTROL_INPUT = CONSOLE_INPUT + (SerialInput.BYTES + KvmClock.BYTES - 1 & -KvmClock.BYTES);
    /** What KVM writes about time. */
    static final int KVM_CLOCK = CONTROL_INPUT + (SerialInput.BYTES + KvmClock.BYTES - 1 & -KvmClock.BYTES);
    /** Bytes in all. */
    public static final int BYTES = KVM_CLOCK + KvmClock.BYTES;

    private BootDataDescriptor() {}
}
