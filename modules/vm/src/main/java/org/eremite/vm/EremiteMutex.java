package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CIsolateData;
import com.oracle.svm.core.c.CIsolateDataFactory;
import com.oracle.svm.core.locks.VMMutex;
import org.eremite.sched.Mutex;
import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.Platforms;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/** A mutex of the runtime; kernel dialect. */
final class EremiteMutex extends VMMutex {
    private final CIsolateData<PointerBase> memory;

    @Platforms(Platform.HOSTED_ONLY.class)
    EremiteMutex(String name) {
        super(name);
        memory = CIsolateDataFactory.create("eremiteMutex_" + name, WordFactory.unsigned(Mutex.BYTES));
    }

    /** Address of the scheduler's mutex. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long address() {
        return memory.get().rawValue();
    }

    @Override
    @Uninterruptible(reason = "Too early for safepoints.")
    public int initialize() {
        KernelLocks.MUTEXES.initialize(address());
        return 0;
    }

    @Override
    @Uninterruptible(reason = "The isolate teardown is in progress.")
    public int destroy() {
        return 0;
    }

    @Override
    public VMMutex lock() {
        assert !isOwner() : "recursive locking is not supported";
        if (!tryLock()) {
            Blocking.lock(address());
        }
        setOwnerToCurrentThread();
        return this;
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private boolean tryLock() {
        return KernelLocks.MUTEXES.tryLock(address());
    }

    @Override
    @Uninterruptible(reason = "Whole critical section needs to be uninterruptible.", callerMustBe = true)
    public void lockNoTransition() {
        assert !isOwner() : "recursive locking is not supported";
        KernelLocks.MUTEXES.lock(address());
        setOwnerToCurrentThread();
    }

    @Override
    @Uninterruptible(reason = "Whole critical section needs to be uninterruptible.", callerMustBe = true)
    public void lockNoTransitionUnspecifiedOwner() {
        KernelLocks.MUTEXES.lock(address());
        setOwnerToUnspecified();
    }

    @Override
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public void unlock() {
        clearCurrentThreadOwner();
        KernelLocks.MUTEXES.unlock(address());
    }

    @Override
    @Uninterruptible(reason = "Whole critical section needs to be uninterruptible.", callerMustBe = true)
    public void unlockNoTransitionUnspecifiedOwner() {
        clearUnspecifiedOwner();
        KernelLocks.MUTEXES.unlock(address());
    }
}
