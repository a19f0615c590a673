package org.eremite.vm;

import com.oracle.svm.core.code.FrameSourceInfo;
import com.oracle.svm.core.heap.VMOperationInfos;
import com.oracle.svm.core.jdk.StackTraceUtils;
import com.oracle.svm.core.log.Log;
import com.oracle.svm.core.stack.JavaStackFrameVisitor;
import com.oracle.svm.core.stack.JavaStackWalker;
import com.oracle.svm.core.thread.JavaThreads;
import com.oracle.svm.core.thread.JavaVMOperation;
import com.oracle.svm.core.thread.PlatformThreads;
import com.oracle.svm.core.thread.VMOperation.SystemEffect;
import com.oracle.svm.core.thread.VMThreads;
import java.util.List;
import jdk.internal.misc.VM;
import org.graalvm.nativeimage.CurrentIsolate;
import org.graalvm.nativeimage.IsolateThread;

/**
 * What every platform thread does, and the {@link Figures} of the kernel, on the console: name, state, CPU and Java stack.
 * Plain Java. Virtual threads appear as far as they are mounted, with their carriers, as on HotSpot.
 */
public final class ThreadDump {
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

    private ThreadDump() {}

    /** Stops all other threads at a safepoint and prints. */
    public static void print() {
        new Operation().enqueue();
    }

    private static final class Operation extends JavaVMOperation {
        Operation() {
            super(VMOperationInfos.get(Operation.class, "Thread dump", SystemEffect.SAFEPOINT));
        }

        /** What leaves an operation ends the machine, but a program whose heap is full goes on after a dump, too. */
        @Override
        protected void operate() {
            Log log = Log.log();
            try {
                threads(log);
                deadlocks(log);
                log.newline().string(Figures.text());
            } catch (OutOfMemoryError e) {
                log.newline().string("no Java memory for the rest of the dump").newline();
            }
        }
    }

    private static void threads(Log log) {
        log.string("Full thread dump:").newline();
        for (IsolateThread thread = VMThreads.firstThread(); thread.isNonNull(); thread = VMThreads.nextThread(thread)) {
            log.newline();
            describe(log, thread);
            if (thread.equal(CurrentIsolate.getCurrentThread())) {
                log.string("\tprints this").newline();
            } else {
                JavaStackWalker.walkThread(thread, new Frames(log));
            }
        }
    }

    private static void deadlocks(Log log) {
        for (List<Thread> circle : Deadlocks.findAtSafepoint()) {
            log.newline().string("Deadlock: each waits for a lock that the next one holds, the last for one of the first:").newline();
            for (Thread thread : circle) {
                log.string("\t");
                name(log, thread).newline();
            }
        }
    }

    private static Log name(Log log, Thread thread) {
        return log.character('"').string(thread.getName()).string("\" #").signed(JavaThreads.getThreadId(thread));
    }

    private static void describe(Log log, IsolateThread thread) {
        Thread java = PlatformThreads.fromVMThread(thread);
        long handle = VMThreads.OSThreadHandleTL.get(thread).rawValue();
        if (java == null) {
            log.string("no Java thread");
        } else {
            name(log, java).string(java.isDaemon() ? " daemon" : "").string(" prio=").signed(java.getPriority());
            // Not getState, which a subclass may override: no code of the program may run at a safepoint.
            log.string(" state=").string(VM.toThreadState(PlatformThreads.getThreadStatus(java)).name());
        }
        log.string(" cpu=").signed(Kernel.SCHEDULER.threads().lastCpu(handle));
        log.string(" cpuMillis=").signed(Kernel.SCHEDULER.threads().cpuNanoseconds(handle) / NANOSECONDS_PER_MILLISECOND);
        log.string(" thread=").zhex(handle).newline();
    }

    /** One line for each frame, as {@link Throwable#printStackTrace()} has them. */
    private static final class Frames extends JavaStackFrameVisitor {
        private final Log log;

        Frames(Log log) {
            this.log = log;
        }

        @Override
        public boolean visitFrame(FrameSourceInfo frame) {
            if (StackTraceUtils.shouldShowFrame(frame)) {
                log.string("\tat ").string(frame.getSourceReference().toString()).newline();
            }
            return true;
        }
    }
}
