package org.eremite.vm;

import com.oracle.svm.core.SubstrateUtil;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Inject;
import com.oracle.svm.core.annotate.RecomputeFieldValue;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.monitor.JavaMonitor;
import com.oracle.svm.core.thread.JavaThreads;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads that are interrupted while they wait for a monitor.
 *
 * <p>An interrupt does not end such a wait (JLS 17.1), but the runtime waits by parking, which returns at once while the thread
 * is interrupted: it would try again and again without leaving its carrier, which the owner of the monitor may need to go on.
 * So the status is set aside while the thread is parked for a monitor. An interrupt that comes then still unparks it, once.
 */
final class InterruptedWaiters {
    private InterruptedWaiters() {}

    /** Sets the status of {@code thread}, which runs, aside; false if there is none, or if the thread has a CPU of its own. */
    static boolean setAside(Thread thread) {
        if (!JavaThreads.isVirtual(thread) || !JavaThreads.isInterrupted(thread)) {
            return false;
        }
        Target_java_lang_VirtualThread waiter = SubstrateUtil.cast(thread, Target_java_lang_VirtualThread.class);
        waiter.interruptedBefore = true;
        waiter.interrupted = false;
        return true;
    }

    /** Undoes {@link #setAside}; unlike an interrupt, without a permit to go on. */
    static void putBack(Thread thread) {
        Target_java_lang_VirtualThread waiter = SubstrateUtil.cast(thread, Target_java_lang_VirtualThread.class);
        waiter.interrupted = true;
        waiter.interruptedBefore = false;
    }
}

/** Monitors park with themselves for blockers. */
@TargetClass(LockSupport.class)
final class Target_java_util_concurrent_locks_LockSupport {
    private Target_java_util_concurrent_locks_LockSupport() {}

    @Alias
    static native void setBlocker(Thread thread, Object blocker);

    @Substitute
    public static void park(Object blocker) {
        Thread thread = Thread.currentThread();
        setBlocker(thread, blocker);
        boolean setAside = blocker instanceof JavaMonitor && InterruptedWaiters.setAside(thread);
        try {
            LockSupport.park();
        } finally {
            if (setAside) {
                InterruptedWaiters.putBack(thread);
            }
            setBlocker(thread, null);
        }
    }
}

/** Whoever asks whether the thread is interrupted learns of the status that is set aside as well. */
@TargetClass(className = "java.lang.VirtualThread")
final class Target_java_lang_VirtualThread {
    @Alias
    volatile boolean interrupted;

    @Inject
    @RecomputeFieldValue(kind = RecomputeFieldValue.Kind.Reset)
    volatile boolean interruptedBefore;

    private Target_java_lang_VirtualThread() {}

    @Substitute
    public boolean isInterrupted() {
        // It may be put back between the first two looks.
        return interrupted || interruptedBefore || interrupted;
    }
}
