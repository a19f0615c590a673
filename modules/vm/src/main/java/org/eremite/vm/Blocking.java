package org.eremite.vm;

import com.oracle.svm.core.NeverInline;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.nodes.CFunctionEpilogueNode;
import com.oracle.svm.core.nodes.CFunctionPrologueNode;
import com.oracle.svm.core.thread.VMThreads.StatusSupport;

/**
 * Waits of the scheduler, taken by a Java thread in native state so that a collection can run meanwhile.
 *
 * <p>Each wait is a pair: the outer method makes the transition around exactly one call and must not be inlined into a
 * caller with an exception handler; the inner one, which the collector sees as the frame that called native code,
 * touches raw memory and image-heap objects only.
 */
final class Blocking {
    private static final String TRANSITION = "A transition needs a method of its own, without exception handler.";
    private static final String ANCHOR = "Provides the return address for the frame anchor.";

    private Blocking() {}

    @NeverInline(TRANSITION)
    static void lock(long mutex) {
        CFunctionPrologueNode.cFunctionPrologue(StatusSupport.STATUS_IN_NATIVE);
        lockInNative(mutex);
        CFunctionEpilogueNode.cFunctionEpilogue(StatusSupport.STATUS_IN_NATIVE);
    }

    @NeverInline(ANCHOR)
    @Uninterruptible(reason = "Must not stop while in native.")
    private static void lockInNative(long mutex) {
        KernelLocks.MUTEXES.lock(mutex);
    }

    @NeverInline(TRANSITION)
    static void await(long condition, long mutex, long deadline) {
        CFunctionPrologueNode.cFunctionPrologue(StatusSupport.STATUS_IN_NATIVE);
        awaitInNative(condition, mutex, deadline);
        CFunctionEpilogueNode.cFunctionEpilogue(StatusSupport.STATUS_IN_NATIVE);
    }

    @NeverInline(ANCHOR)
    @Uninterruptible(reason = "Must not stop while in native.")
    private static void awaitInNative(long condition, long mutex, long deadline) {
        KernelLocks.CONDITIONS.await(condition, mutex, deadline);
    }

    @NeverInline(TRANSITION)
    static void acquire(long semaphore, long deadline) {
        CFunctionPrologueNode.cFunctionPrologue(StatusSupport.STATUS_IN_NATIVE);
        acquireInNative(semaphore, deadline);
        CFunctionEpilogueNode.cFunctionEpilogue(StatusSupport.STATUS_IN_NATIVE);
    }

    @NeverInline(ANCHOR)
    @Uninterruptible(reason = "Must not stop while in native.")
    private static void acquireInNative(long semaphore, long deadline) {
        KernelLocks.SEMAPHORES.acquire(semaphore, deadline);
    }

    @NeverInline(TRANSITION)
    static void park(long parker, long deadline) {
        CFunctionPrologueNode.cFunctionPrologue(StatusSupport.STATUS_IN_NATIVE);
        parkInNative(parker, deadline);
        CFunctionEpilogueNode.cFunctionEpilogue(StatusSupport.STATUS_IN_NATIVE);
    }

    @NeverInline(ANCHOR)
    @Uninterruptible(reason = "Must not stop while in native.")
    private static void parkInNative(long parker, long deadline) {
        KernelLocks.PARKERS.park(parker, deadline);
    }

    @NeverInline(TRANSITION)
    static void yieldCurrent() {
        CFunctionPrologueNode.cFunctionPrologue(StatusSupport.STATUS_IN_NATIVE);
        yieldInNative();
        CFunctionEpilogueNode.cFunctionEpilogue(StatusSupport.STATUS_IN_NATIVE);
    }

    @NeverInline(ANCHOR)
    @Uninterruptible(reason = "Must not stop while in native.")
    private static void yieldInNative() {
        Kernel.SCHEDULER.threads().yieldCurrent();
    }

    @NeverInline(TRANSITION)
    static boolean pin(int cpu) {
        CFunctionPrologueNode.cFunctionPrologue(StatusSupport.STATUS_IN_NATIVE);
        boolean pinned = pinInNative(cpu);
        CFunctionEpilogueNode.cFunctionEpilogue(StatusSupport.STATUS_IN_NATIVE);
        return pinned;
    }

    @NeverInline(ANCHOR)
    @Uninterruptible(reason = "Must not stop while in native.")
    private static boolean pinInNative(int cpu) {
        return Kernel.SCHEDULER.threads().pin(Kernel.SCHEDULER.threads().current(), cpu);
    }
}
