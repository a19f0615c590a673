package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Contexts;
import org.eremite.hal.RawMemory;

/** Contexts of this machine: see {@link ContextDescriptor} and {@code code.ContextCode}. */
final class X86Contexts implements Contexts {
    /** RFLAGS of a new thread: interrupts enabled and the bit that is always one. */
    private static final long NEW_THREAD_RFLAGS = 0x202;
    /** Words on a new thread's stack: what eremite_resume pops, and the alignment of a called function. */
    private static final int INITIAL_WORDS = 10;

    /** CPUID leaf of the extended state enumeration (SDM vol. 1, 13.2). */
    private static final int CPUID_XSAVE = 0x0D;

    private long bytes;

    /** Asks the CPU how large its enabled vector state is; XCR0 is set already. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize() {
        long xsaveBytes = Instructions.cpuidAB(CPUID_XSAVE, 0) >>> 32;
        bytes = (ContextDescriptor.XSAVE + xsaveBytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long bytes() {
        return bytes;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void prepare(long context, long stackTop, long entry, long argument) {
        RawMemory.fillLongs(context, bytes, 0);
        long stack = stackTop - INITIAL_WORDS * (long) Long.BYTES;
        RawMemory.fillLongs(stack, INITIAL_WORDS * (long) Long.BYTES, 0);
        // Order of eremite_resume: R15 R14 R13 R12 RBX RBP, RFLAGS, return address.
        RawMemory.putLong(stack + 24, argument);
        RawMemory.putLong(stack + 32, entry);
        RawMemory.putLong(stack + 48, NEW_THREAD_RFLAGS);
        RawMemory.putLong(stack + 56, Symbols.THREAD_START.get().rawValue());
        RawMemory.putLong(context + ContextDescriptor.KIND, ContextDescriptor.VOLUNTARY);
        RawMemory.putLong(context + ContextDescriptor.RSP, stack);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long current() {
        return Instructions.readGs(CpuAreaDescriptor.CONTEXT);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void deschedule(long request) {
        Instructions.deschedule(request);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void enter(long context) {
        Instructions.enter(context);
    }
}
