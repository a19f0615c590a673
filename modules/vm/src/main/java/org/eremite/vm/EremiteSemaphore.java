package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CIsolateData;
import com.oracle.svm.core.c.CIsolateDataFactory;
import com.oracle.svm.core.locks.VMSemaphore;
import org.eremite.sched.Semaphore;
import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.Platforms;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/** A semaphore of the runtime; kernel dialect. */
final class EremiteSemaphore extends VMSemaphore {
    private final CIsolateData<PointerBase> memory;

    @Platforms(Platform.HOSTED_ONLY.class)
    EremiteSemaphore(String name) {
        super(name);
        memory = CIsolateDataFactory.create("eremiteSemaphore_" + name, WordFactory.unsigned(Semaphore.BYTES));
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long address() {
        return memory.get().rawValue();
    }

    @Override
    @Uninterruptible(reason = "Too early for safepoints.")
    public int initialize() {
        KernelLocks.SEMAPHORES.initialize(address(), 0);
        return 0;
    }

    @Override
    @Uninterruptible(reason = "The isolate teardown is in progress.")
    public int destroy() {
        return 0;
    }

    @Override
    public void await() {
        Blocking.acquire(address(), Long.MAX_VALUE);
    }

    @Override
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public void signal() {
        KernelLocks.SEMAPHORES.release(address());
    }
}
