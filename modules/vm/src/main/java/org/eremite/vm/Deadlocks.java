package org.eremite.vm;

import com.oracle.svm.core.SubstrateUtil;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.heap.VMOperationInfos;
import com.oracle.svm.core.monitor.JavaMonitor;
import com.oracle.svm.core.thread.JavaThreads;
import com.oracle.svm.core.thread.JavaVMOperation;
import com.oracle.svm.core.thread.PlatformThreads;
import com.oracle.svm.core.thread.VMOperation.SystemEffect;
import com.oracle.svm.core.thread.VMThreads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.graalvm.nativeimage.IsolateThread;

/**
 * Platform threads that wait in a circle, each for a lock that the next one owns: monitors and, if asked for, the ownable
 * synchronizers of java.util.concurrent. Both park with themselves as the blocker, by which a waiting thread is found to
 * wait for them. What a virtual thread owns is not seen. Plain Java.
 */
public final class Deadlocks {
    private final boolean synchronizers;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Long, Thread> byNumber = new HashMap<>();

    private Deadlocks(boolean synchronizers) {
        this.synchronizers = synchronizers;
        for (IsolateThread thread = VMThreads.firstThread(); thread.isNonNull(); thread = VMThreads.nextThread(thread)) {
            Thread java = PlatformThreads.fromVMThread(thread);
            if (java != null) {
                threads.add(java);
                byNumber.put(JavaThreads.getThreadId(java), java);
            }
        }
    }

    /** The circles there are, each from any of its threads on; all other threads stop at a safepoint meanwhile. */
    public static List<List<Thread>> find(boolean synchronizers) {
        Operation operation = new Operation(synchronizers);
        operation.enqueue();
        if (operation.failure != null) {
            throw operation.failure;
        }
        return operation.found;
    }

    /** {@link #find} for whoever has stopped all other threads. */
    static List<List<Thread>> findAtSafepoint() {
        return new Deadlocks(true).circles();
    }

    private static final class Operation extends JavaVMOperation {
        private final boolean synchronizers;
        private List<List<Thread>> found;
        private OutOfMemoryError failure;

        Operation(boolean synchronizers) {
            super(VMOperationInfos.get(Operation.class, "Find deadlocks", SystemEffect.SAFEPOINT));
            this.synchronizers = synchronizers;
        }

        @Override
        protected void operate() {
            try {
                found = new Deadlocks(synchronizers).circles();
            } catch (OutOfMemoryError e) {
                // What leaves an operation ends the machine; the caller's error it shall be.
                failure = e;
            }
        }
    }

    /**
     * Each thread waits for one other at most: whoever follows that comes to an end, or round. Threads are told apart by
     * identity, for their classes may be the program's, and no code of its may run at a safepoint.
     */
    private List<List<Thread>> circles() {
        List<List<Thread>> circles = new ArrayList<>();
        Map<Thread, Thread> seenFrom = new IdentityHashMap<>();
        for (Thread start : threads) {
            Thread next = start;
            while (next != null && !seenFrom.containsKey(next)) {
                seenFrom.put(next, start);
                next = awaited(next);
            }
            if (next != null && seenFrom.get(next) == start) {
                circles.add(circle(next));
            }
        }
        return circles;
    }

    private List<Thread> circle(Thread first) {
        List<Thread> circle = new ArrayList<>();
        Thread thread = first;
        do {
            circle.add(thread);
            thread = awaited(thread);
        } while (thread != first);
        return circle;
    }

    /** The owner of the lock that {@code thread} waits for; null if it waits for none, or nobody is known to own it. */
    private Thread awaited(Thread thread) {
        Object blocker = LockSupport.getBlocker(thread);
        if (blocker instanceof JavaMonitor) {
            Target_com_oracle_svm_core_monitor_JavaMonitorQueuedSynchronizer monitor =
                    SubstrateUtil.cast(blocker, Target_com_oracle_svm_core_monitor_JavaMonitorQueuedSynchronizer.class);
            return byNumber.get(monitor.getState());
        }
        if (synchronizers && blocker instanceof AbstractOwnableSynchronizer) {
            Target_java_util_concurrent_locks_AbstractOwnableSynchronizer synchronizer =
                    SubstrateUtil.cast(blocker, Target_java_util_concurrent_locks_AbstractOwnableSynchronizer.class);
            return synchronizer.getExclusiveOwnerThread();
        }
        return null;
    }
}

/** The state of a monitor is the number of the thread that owns it, 0 for none. */
@TargetClass(className = "com.oracle.svm.core.monitor.JavaMonitorQueuedSynchronizer")
final class Target_com_oracle_svm_core_monitor_JavaMonitorQueuedSynchronizer {
    private Target_com_oracle_svm_core_monitor_JavaMonitorQueuedSynchronizer() {}

    @Alias
    native long getState();
}

/** Tells its subclasses only. */
@TargetClass(AbstractOwnableSynchronizer.class)
final class Target_java_util_concurrent_locks_AbstractOwnableSynchronizer {
    private Target_java_util_concurrent_locks_AbstractOwnableSynchronizer() {}

    @Alias
    native Thread getExclusiveOwnerThread();
}
