package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.stack.StackOverflowCheck;
import org.graalvm.nativeimage.c.type.WordPointer;
import org.graalvm.word.WordFactory;

/** Tells the runtime where the stack of the current thread lies; kernel dialect. */
final class EremiteStackBounds implements StackOverflowCheck.PlatformSupport {
    @Override
    @Uninterruptible(reason = "Called while the thread is being attached.")
    public boolean lookupStack(WordPointer stackBase, WordPointer stackEnd) {
        long thread = Kernel.SCHEDULER.threads().current();
        stackBase.write(WordFactory.unsigned(ThreadBlock.stackTop(thread)));
        stackEnd.write(WordFactory.unsigned(ThreadBlock.stackLimit(thread)));
        return true;
    }
}
