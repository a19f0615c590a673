package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.thread.PlatformThreads;
import com.oracle.svm.core.thread.Safepoint;
import com.oracle.svm.core.thread.VMThreads;
import org.graalvm.nativeimage.CurrentIsolate;
import org.graalvm.nativeimage.IsolateThread;
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

    /**
     * Hands the priority of {@code thread} to the scheduler, if the thread is attached; it does so itself when it attaches.
     * The mutex makes the last value last, and keeps the thread from ending meanwhile.
     */
    static void applyPriority(Thread thread) {
        THREAD_MUTEX.lock();
        try {
            IsolateThread attached = PlatformThreads.getIsolateThread(thread);
            if (attached.isNonNull()) {
                setPriority(attached, JavaPriority.toScheduler(thread.getPriority()));
            }
        } finally {
            THREAD_MUTEX.unlock();
        }
    }

    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    private static void setPriority(IsolateThread thread, int priority) {
        Kernel.SCHEDULER.threads().setPriority(OSThreadHandleTL.get(thread).rawValue(), priority);
    }

    /**
     * Lets the threads run first that the current one, about to begin a safepoint, waits for. The runtime waits by
     * {@link #yield} and {@link #nativeSleep} and looks again after each.
     */
    @Uninterruptible(reason = "Called while a safepoint is pending.")
    private static void expediteAwaited() {
        IsolateThread self = CurrentIsolate.getCurrentThread();
        if (self.isNull() || !Safepoint.singleton().isMasterThread() || !Safepoint.singleton().isPendingOrInProgress()) {
            return;
        }
        for (IsolateThread thread = firstThreadUnsafe(); thread.isNonNull(); thread = nextThread(thread)) {
            int status = StatusSupport.getStatusVolatile(thread);
            if (thread.notEqual(self) && (status == StatusSupport.STATUS_IN_JAVA || status == StatusSupport.STATUS_IN_VM)) {
                Kernel.SCHEDULER.threads().expedite(OSThreadHandleTL.get(thread).rawValue());
            }
        }
    }

    @Override
    @Uninterruptible(reason = "Waits without a transition.")
    public void nativeSleep(int milliseconds) {
        expediteAwaited();
        Kernel.SCHEDULER.threads().sleepUntil(
                Kernel.SCHEDULER.threads().deadlineAfter(milliseconds * NANOSECONDS_PER_MILLISECOND));
    }

    @Override
    @Uninterruptible(reason = "Waits without a transition.")
    public void yield() {
        expediteAwaited();
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
