package org.eremite.vm;

import com.oracle.svm.core.NeverInline;
import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import com.oracle.svm.core.graal.nodes.WriteCurrentVMThreadNode;
import com.oracle.svm.core.log.Log;
import com.oracle.svm.core.snippets.KnownIntrinsics;
import com.oracle.svm.core.stack.StackOverflowCheck;
import com.oracle.svm.core.stack.ThreadStackPrinter;
import com.oracle.svm.core.stack.ThreadStackPrinter.StackFramePrintVisitor;
import com.oracle.svm.core.thread.VMThreads;
import com.oracle.svm.core.thread.VMThreads.SafepointBehavior;
import org.eremite.hal.StackReporter;
import org.graalvm.nativeimage.CurrentIsolate;
import org.graalvm.nativeimage.IsolateThread;
import org.graalvm.nativeimage.c.function.CodePointer;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/**
 * Prints the last lines of the log and a symbolised Java stack into a panic report.
 *
 * <p>The runtime's printer needs a thread to check its stack and safepoints against. Where the panic happened without
 * one, that of any Java thread is borrowed: the machine is about to stop, and only those checks look at it.
 */
final class JavaStackReporter implements StackReporter {
    /** Lines of the log that a report has. */
    private static final int LOG_LINES = 16;
    private static final CGlobalData<CCharPointer> HEADING = CGlobalDataFactory.createCString("Last lines of the log:");

    private final StackFramePrintVisitor visitor = new StackFramePrintVisitor();

    @Override
    @Uninterruptible(reason = "Called by the panic report.")
    public void report(long stackPointer, long instructionPointer, long runtimeThread) {
        KernelConsole.writeLine(HEADING.get().rawValue());
        Kernel.LOG.replay(LOG_LINES);
        IsolateThread thread = WordFactory.pointer(runtimeThread);
        if (thread.isNull()) {
            thread = VMThreads.firstThreadUnsafe();
        }
        if (thread.isNull()) {
            return;
        }
        WriteCurrentVMThreadNode.writeCurrentVMThread(thread);
        SafepointBehavior.preventSafepoints();
        StackOverflowCheck.singleton().disableStackOverflowChecksForFatalError();
        Pointer sp = WordFactory.pointer(stackPointer);
        CodePointer ip = WordFactory.pointer(instructionPointer);
        print(sp, ip);
    }

    @Override
    @NeverInline("Reads its caller's frame.")
    @Uninterruptible(reason = "Called by the panic report.")
    public void reportHere() {
        report(
                KnownIntrinsics.readCallerStackPointer().rawValue(),
                KnownIntrinsics.readReturnAddress().rawValue(),
                CurrentIsolate.getCurrentThread().rawValue());
    }

    @Uninterruptible(reason = "Checks and safepoints are off: it runs like uninterruptible code.", calleeMustBe = false)
    private void print(Pointer sp, CodePointer ip) {
        Log log = Log.log();
        log.string("Java stack:").newline();
        ThreadStackPrinter.printStacktrace(CurrentIsolate.getCurrentThread(), sp, ip, visitor.reset(1), log);
    }
}
