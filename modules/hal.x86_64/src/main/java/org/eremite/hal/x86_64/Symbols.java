package org.eremite.hal.x86_64;

import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.graalvm.word.PointerBase;

/** Addresses that assembled code and the linker define; the names are those of {@code code.SymbolNames}. */
final class Symbols {
    /** Area of the CPU that boots ({@link CpuAreaDescriptor}). */
    static final CGlobalData<PointerBase> BOOT_CPU_AREA = CGlobalDataFactory.forSymbol("eremite_boot_cpu_area");
    /** Interrupt descriptor table, 256 entries, filled at boot. */
    static final CGlobalData<PointerBase> IDT = CGlobalDataFactory.forSymbol("eremite_idt");
    /** Table of handler addresses, {@link Vectors#COUNT} words. */
    static final CGlobalData<PointerBase> VECTORS = CGlobalDataFactory.forSymbol("eremite_vectors");
    /** Variables of boot ({@link BootDataDescriptor}). */
    static final CGlobalData<PointerBase> BOOT_DATA = CGlobalDataFactory.forSymbol("eremite_boot_data");
    /** First code of a new thread. */
    static final CGlobalData<PointerBase> THREAD_START = CGlobalDataFactory.forSymbol("eremite_thread_start");
    /** Start-up code of further CPUs, copied below 1 MiB. */
    static final CGlobalData<PointerBase> TRAMPOLINE = CGlobalDataFactory.forSymbol("eremite_trampoline");
    /** End of that code. */
    static final CGlobalData<PointerBase> TRAMPOLINE_END = CGlobalDataFactory.forSymbol("eremite_trampoline_end");

    private Symbols() {}
}
