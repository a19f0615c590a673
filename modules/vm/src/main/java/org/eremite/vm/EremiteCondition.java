package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CIsolateData;
import com.oracle.svm.core.c.CIsolateDataFactory;
import com.oracle.svm.core.locks.VMCondition;
import org.eremite.sched.ConditionVariable;
import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.Platforms;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/** A condition of the runtime; kernel dialect. */
final class EremiteCondition extends VMCondition {
    private final CIsolateData<PointerBase> memory;

    @Platforms(Platform.HOSTED_ONLY.class)
    EremiteCondition(EremiteMutex mutex, String name) {
        super(mutex, name);
        memory = CIsolateDataFactory.create(
                "eremiteCondition_" + getName(), WordFactory.unsigned(ConditionVariable.BYTES));
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long address() {
        return memory.get().rawValue();
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long mutexAddress() {
        return ((EremiteMutex) mutex).address();
    }

    @Override
    @Uninterruptible(reason = "Too early for safepoints.")
    public int initialize() {
        KernelLocks.CONDITIONS.initialize(address());
        return 0;
    }

    @Override
    @Uninterruptible(reason = "The isolate teardown is in progress.")
    public int destroy() {
        return 0;
    }

    @Override
    public void block() {
        mutex.clearCurrentThreadOwner();
        Blocking.await(address(), mutexAddress(), Long.MAX_VALUE);
        mutex.setOwnerToCurrentThread();
    }

    @Override
    @Uninterruptible(
            reason = "Should only be called if the thread did an explicit transition to native earlier.",
            callerMustBe = true)
    public void blockNoTransition() {
        mutex.clearCurrentThreadOwner();
        KernelLocks.CONDITIONS.await(address(), mutexAddress(), Long.MAX_VALUE);
        mutex.setOwnerToCurrentThread();
    }

    @Override
    @Uninterruptible(
            reason = "Should only be called if the thread did an explicit transition to native earlier.",
            callerMustBe = true)
    public void blockNoTransitionUnspecifiedOwner() {
        mutex.clearUnspecifiedOwner();
        KernelLocks.CONDITIONS.await(address(), mutexAddress(), Long.MAX_VALUE);
        mutex.setOwnerToUnspecified();
    }

    @Override
    public long block(long nanoseconds) {
        if (nanoseconds <= 0) {
            return 0;
        }
        long deadline = Kernel.SCHEDULER.threads().deadlineAfter(nanoseconds);
        mutex.clearCurrentThreadOwner();
        Blocking.await(address(), mutexAddress(), deadline);
        mutex.setOwnerToCurrentThread();
        return remaining(deadline);
    }

    @Override
    @Uninterruptible(
            reason = "Should only be called if the thread did an explicit transition to native earlier.",
            callerMustBe = true)
    public long blockNoTransition(long nanoseconds) {
        if (nanoseconds <= 0) {
            return 0;
        }
        long deadline = Kernel.SCHEDULER.threads().deadlineAfter(nanoseconds);
        mutex.clearCurrentThreadOwner();
        KernelLocks.CONDITIONS.await(address(), mutexAddress(), deadline);
        mutex.setOwnerToCurrentThread();
        return remaining(deadline);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long remaining(long deadline) {
        long left = deadline - Kernel.MACHINE.clock().nanoTime();
        return left > 0 ? left : 0;
    }

    @Override
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public void signal() {
        KernelLocks.CONDITIONS.signal(address());
    }

    @Override
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public void broadcast() {
        KernelLocks.CONDITIONS.broadcast(address());
    }
}
