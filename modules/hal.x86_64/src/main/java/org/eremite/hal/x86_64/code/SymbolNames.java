package org.eremite.hal.x86_64.code;

/** Symbols shared between assembled code, tables and Java. */
final class SymbolNames {
    /** Area of the booting CPU. */
    static final String BOOT_CPU_AREA = "eremite_boot_cpu_area";
    /** Variables of boot. */
    static final String BOOT_DATA = "eremite_boot_data";
    /** Interrupt descriptor table. */
    static final String IDT = "eremite_idt";
    /** Addresses of the vector stubs. */
    static final String VECTORS = "eremite_vectors";
    /** Page table root of boot: the final one and an identity mapping of the first GiB. */
    static final String BOOT_PML4 = "eremite_boot_pml4";
    /** Page table root of the running kernel. */
    static final String FINAL_PML4 = "eremite_final_pml4";
    /** PVH entry point. */
    static final String ENTRY = "eremite_entry";
    /** Resumes the context in RAX, on the dispatch stack with interrupts disabled. */
    static final String RESUME = "eremite_resume";
    /** Loads segment, interrupt and task registers. */
    static final String LOAD_TABLES = "eremite_load_tables";
    /** Start-up code of further CPUs and its end. */
    static final String TRAMPOLINE = "eremite_trampoline";
    static final String TRAMPOLINE_END = "eremite_trampoline_end";

    /** Answer 0 to the runtime's questions to a C library: no error, or none known. */
    static final String ANSWER_NONE = "eremite_answer_none";

    /** Java: first code of the kernel. */
    static final String JAVA_BOOT = "eremite_boot";
    /** Java: a further CPU has arrived. */
    static final String JAVA_ARRIVE = "eremite_arrive";
    /** Java: an interrupt. */
    static final String JAVA_INTERRUPT = "eremite_interrupt";
    /** Java: a thread gave up its CPU. */
    static final String JAVA_DISPATCH = "eremite_dispatch";
    /** Java: an exception. */
    static final String JAVA_EXCEPTION = "eremite_exception";
    /** Java: a page fault that need not be an error. */
    static final String JAVA_PAGE_FAULT = "eremite_page_fault";

    private SymbolNames() {}
}
