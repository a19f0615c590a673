package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.StackMemory;

/**
 * Memory for the stack of the current thread, where the thread touches it first. Kernel dialect.
 *
 * <p>Without memory it is a panic: the access is in the middle of some method, which can neither go on nor throw.
 */
final class GrowingStacks implements StackMemory {
    @Override
    @Uninterruptible(reason = "Page fault handler.")
    public boolean provide(long virtualAddress) {
        long thread = Kernel.SCHEDULER.threads().current();
        long limit = ThreadBlock.stackLimit(thread);
        if (virtualAddress < limit || virtualAddress >= ThreadBlock.stackTop(thread)) {
            return false;
        }
        if (!Kernel.STACKS.provide(virtualAddress, limit)) {
            Kernel.MACHINE.panic().panic("no memory for a stack", "address", virtualAddress);
        }
        return true;
    }
}
