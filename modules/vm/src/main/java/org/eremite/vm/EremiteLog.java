package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import org.graalvm.nativeimage.LogHandler;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.UnsignedWord;

/** Messages of the runtime itself: to the console, and a panic where it gives up. */
final class EremiteLog implements LogHandler {
    @Override
    @Uninterruptible(reason = "Called from fatal error handling.")
    public void log(CCharPointer bytes, UnsignedWord length) {
        Kernel.MACHINE.console().write(bytes.rawValue(), length.rawValue());
    }

    @Override
    public void flush() {}

    @Override
    @Uninterruptible(reason = "Nothing may run any more.")
    public void fatalError() {
        Kernel.MACHINE.panic().panic("fatal error in the runtime", "thread", Kernel.SCHEDULER.threads().current());
    }
}
