package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.function.CEntryPointOptions;
import com.oracle.svm.core.c.function.CEntryPointOptions.NoEpilogue;
import com.oracle.svm.core.c.function.CEntryPointOptions.NoPrologue;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.function.CEntryPoint.Publish;

/**
 * Java code that assembled code calls: interrupts disabled, on a stack of the CPU, heap base register set, no Java
 * thread.
 */
final class EntryPoints {
    private static X86Machine machine;

    private EntryPoints() {}

    /** Connects the one machine of the image; when the image is built. */
    static void attach(X86Machine theMachine) {
        machine = theMachine;
    }

    /** An interrupt; {@code context} is saved. Returns the context to resume. */
    @Uninterruptible(reason = "Interrupt handler.")
    @CEntryPoint(name = "eremite_interrupt", publishAs = Publish.SymbolOnly)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static long interrupt(long vector, long context) {
        return machine.interrupt((int) vector, context);
    }

    /** A thread gave up the CPU; {@code context} is saved. Returns the context to resume. */
    @Uninterruptible(reason = "Runs on the dispatch stack.")
    @CEntryPoint(name = "eremite_dispatch", publishAs = Publish.SymbolOnly)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static long dispatch(long context, long request) {
        return machine.deschedule(context, request);
    }

    /** An exception; does not return. */
    @Uninterruptible(reason = "An exception in the kernel.")
    @CEntryPoint(name = "eremite_exception", publishAs = Publish.SymbolOnly)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static void exception(long frame) {
        machine.exception(frame);
    }

    /** A page fault where interrupts were enabled; returns if the access can be repeated. */
    @Uninterruptible(reason = "Page fault handler.")
    @CEntryPoint(name = "eremite_page_fault", publishAs = Publish.SymbolOnly)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static void pageFault(long frame) {
        machine.pageFault(frame);
    }

    /** A further CPU runs. */
    @Uninterruptible(reason = "Runs before the CPU has a thread.")
    @CEntryPoint(name = "eremite_arrive", publishAs = Publish.SymbolOnly)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static void arrive(long area) {
        machine.arrive(area);
    }
}
