package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.thread.VMThreads;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.WordFactory;

/** What the runtime asks of threads below the level of Java; kernel dialect. */
final class EremiteVMThreads extends VMThreads {
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000L;

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public OSThreadHandle getCurrentOSThreadHandle() {
        return WordFactory.pointer(Kernel.SCHEDULER.threads().current());
    }

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    protected OSThreadId getCurrentOSThreadId() {
        return WordFactory.unsigned(Kernel.SCHEDULER.threads().current());
    }

    @Override
    @Uninterruptible(reason = "Waits without a transition.")
    protected void joinNoTransition(OSThreadHandle handle) {
        KernelThreads.join(handle.rawValue());
    }

    @Override
    @Uninterruptible(reason = "Waits without a transition.")
    public void nativeSleep(int milliseconds) {
        Kernel.SCHEDULER.threads().sleepUntil(
                Kernel.SCHEDULER.threads().deadlineAfter(milliseconds * NANOSECONDS_PER_MILLISECOND));
    }

    @Override
    @Uninterruptible(reason = "Waits without a transition.")
    public void yield() {
        Kernel.SCHEDULER.threads().yieldCurrent();
    }

    @Override
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public boolean supportsNativeYieldAndSleep() {
        return true;
    }

    @Override
    @Uninterruptible(reason = "Thread state not set up.")
    public void failFatally(int code, CCharPointer message) {
        KernelConsole.writeLine(message.rawValue());
        Kernel.MACHINE.panic().panic("the runtime could not start", "code", code);
    }
}
