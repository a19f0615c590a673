package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.eremite.hal.RawMemory;
import org.graalvm.word.PointerBase;

/** The console for whoever has no Java thread: messages of the runtime and of panics; kernel dialect. */
final class KernelConsole {
    private static final CGlobalData<PointerBase> NEW_LINE = CGlobalDataFactory.createBytes(() -> new byte[] {'\n'});

    private KernelConsole() {}

    /** Writes the zero-terminated text at {@code address} and ends the line. */
    @Uninterruptible(reason = "Called without a Java thread.")
    static void writeLine(long address) {
        long length = 0;
        while (RawMemory.getByte(address + length) != 0) {
            length++;
        }
        Kernel.MACHINE.console().write(address, length);
        Kernel.MACHINE.console().write(NEW_LINE.get().rawValue(), 1);
    }
}
