package org.eremite.hal.x86_64;

/**
 * Layout of the memory each CPU owns, at its GS base.
 *
 * <pre>
 *     0  address of this area
 *     8  current context
 *    16  CPU number
 *    24  top of the dispatch stack (IST 1)
 *    32  local APIC identifier
 *    40  TLB generation this CPU has caught up with
 *   128  global descriptor table (SDM 3.4.5)
 *   192  operand of LGDT, then operand of LIDT
 *   256  task state segment (SDM 8.7)
 *  4096  four stacks, each growing down to a guard page below it
 * </pre>
 */
public final class CpuAreaDescriptor {
    /** Address of the area itself. */
    public static final int SELF = 0;
    /** Context the CPU runs. */
    public static final int CONTEXT = 8;
    /** CPU number. */
    public static final int NUMBER = 16;
    /** Initial stack pointer of the dispatcher. */
    public static final int DISPATCH_STACK = 24;
    /** Local APIC identifier. */
    public static final int APIC_ID = 32;
    /** Last generation of {@link TlbShootdown} this CPU has seen. */
    public static final int TLB_GENERATION = 40;
    /**
     * 64-bit code segment: present, code, readable, long mode (SDM vol. 3, 3.4.5). Like the other one it is accessed
     * already: the CPU would write that mark, also into a table that is constant (3.4.5.1).
     */
    public static final long CODE_SEGMENT = 0x00AF_9B00_0000_FFFFL;
    /** Data segment: present, writable, accessed. */
    public static final long DATA_SEGMENT = 0x00CF_9300_0000_FFFFL;
    /** Global descriptor table. */
    public static final int GDT = 128;
    /** Bytes of the global descriptor table. */
    public static final int GDT_BYTES = 40;
    /** Ten bytes for LGDT: limit, base. */
    public static final int GDT_OPERAND = 192;
    /** Ten bytes for LIDT: limit, base. */
    public static final int IDT_OPERAND = 208;
    /** Task state segment. */
    public static final int TSS = 256;
    /** Bytes of the task state segment. */
    public static final int TSS_BYTES = 104;
    /** Bytes of a guard page, and of the structures before the first one. */
    private static final int PAGE = 4096;

    /** Guard below the stack of dispatcher and interrupts. */
    public static final int DISPATCH_STACK_GUARD = PAGE;
    /** Top of the stack of dispatcher and interrupts (IST 1). */
    public static final int DISPATCH_STACK_TOP = DISPATCH_STACK_GUARD + PAGE + (32 << 10);
    /** Guard below the stack of exceptions. */
    public static final int EXCEPTION_STACK_GUARD = DISPATCH_STACK_TOP;
    /** Top of the stack of exceptions (IST 2), which also carries the panic report. */
    public static final int EXCEPTION_STACK_TOP = EXCEPTION_STACK_GUARD + PAGE + (64 << 10);
    /** Guard below the stack of non-maskable interrupts. */
    public static final int NMI_STACK_GUARD = EXCEPTION_STACK_TOP;
    /** Top of the stack of non-maskable interrupts and machine checks (IST 3). */
    public static final int NMI_STACK_TOP = NMI_STACK_GUARD + PAGE + (8 << 10);
    /** Guard below the stack of double faults. */
    public static final int DOUBLE_FAULT_STACK_GUARD = NMI_STACK_TOP;
    /** Top of the stack of double faults (IST 4). */
    public static final int DOUBLE_FAULT_STACK_TOP = DOUBLE_FAULT_STACK_GUARD + PAGE + (16 << 10);
    /** Bytes of the whole area. */
    public static final int BYTES = DOUBLE_FAULT_STACK_TOP;

    /** Selector of the 64-bit code segment. */
    public static final int CODE_SELECTOR = 0x08;
    /** Selector of the data segment. */
    public static final int DATA_SELECTOR = 0x10;
    /** Selector of the task state segment; its descriptor takes two entries. */
    public static final int TSS_SELECTOR = 0x18;

    private CpuAreaDescriptor() {}
}
