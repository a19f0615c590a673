package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.thread.PlatformThreads;
import com.oracle.svm.core.thread.VMThreads.OSThreadHandle;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.struct.SizeOf;
import org.graalvm.nativeimage.c.type.WordPointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordBase;
import org.graalvm.word.WordFactory;

/** Java platform threads as threads of the scheduler. */
final class EremiteThreads extends PlatformThreads {
    @Override
    protected boolean doStartThread(Thread thread, long stackSize) {
        ThreadStartData data = prepareStart(thread, SizeOf.get(ThreadStartData.class));
        if (start(threadStartRoutine.getFunctionPointer().rawValue(), data.rawValue(), stackBytes(stackSize)) == 0) {
            undoPrepareStartOnError(thread, data);
            return false;
        }
        return true;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long stackBytes(long wanted) {
        if (wanted <= 0) {
            return KernelThreads.DEFAULT_STACK_BYTES;
        }
        return wanted < KernelThreads.MINIMUM_STACK_BYTES ? KernelThreads.MINIMUM_STACK_BYTES : wanted;
    }

    @Uninterruptible(reason = "A thread that is half made must not wait for a safepoint.")
    private static long start(long function, long argument, long stackBytes) {
        long thread = CollectionReserve.admits(stackBytes) ? KernelThreads.create(function, argument, stackBytes) : 0;
        if (thread != 0) {
            Kernel.SCHEDULER.threads().start(thread);
        } else {
            Kernel.LOG.write(KernelMessages.THREAD_REFUSED, stackBytes, Kernel.FRAMES.freeBytes());
        }
        return thread;
    }

    /** On the new thread, which is attached: takes over the priority it has been given so far. */
    @Override
    protected void beforeThreadRun(Thread thread) {
        EremiteVMThreads.applyPriority(thread);
    }

    /** Names are the runtime's own; the scheduler has none. */
    @Override
    protected void setNativeName(Thread thread, String name) {}

    @Override
    protected void yieldCurrent() {
        Blocking.yieldCurrent();
    }

    @Override
    @Uninterruptible(reason = "The new thread is not attached to the runtime.")
    public OSThreadHandle startThreadUnmanaged(CFunctionPointer routine, PointerBase data, int stackSize) {
        return WordFactory.pointer(start(routine.rawValue(), data.rawValue(), stackBytes(stackSize)));
    }

    @Override
    @Uninterruptible(reason = "Waits without a Java thread.")
    public boolean joinThreadUnmanaged(OSThreadHandle handle, WordPointer exitStatus) {
        long result = KernelThreads.join(handle.rawValue());
        if (exitStatus.isNonNull()) {
            exitStatus.write(WordFactory.unsigned(result));
        }
        return true;
    }

    @Override
    public ThreadLocalKey createUnmanagedThreadLocal() {
        throw new UnsupportedOperationException("thread locals of threads outside the runtime");
    }

    @Override
    public void deleteUnmanagedThreadLocal(ThreadLocalKey key) {
        throw new UnsupportedOperationException("thread locals of threads outside the runtime");
    }

    @Override
    public <T extends WordBase> T getUnmanagedThreadLocalValue(ThreadLocalKey key) {
        throw new UnsupportedOperationException("thread locals of threads outside the runtime");
    }

    @Override
    public void setUnmanagedThreadLocalValue(ThreadLocalKey key, WordBase value) {
        throw new UnsupportedOperationException("thread locals of threads outside the runtime");
    }
}
