package org.eremite.jdk;

import com.oracle.svm.core.SubstrateUtil;
import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eremite.vm.Deadlocks;

/** What the runtime leaves out of {@link java.lang.management.ThreadMXBean}: which threads there are, and where they are. */
@TargetClass(className = "com.oracle.svm.core.jdk.management.SubstrateThreadMXBean")
final class Target_com_oracle_svm_core_jdk_management_SubstrateThreadMXBean {
    private Target_com_oracle_svm_core_jdk_management_SubstrateThreadMXBean() {}

    @Substitute
    public long[] getAllThreadIds() {
        return ThreadInfos.identifiers();
    }

    @Substitute
    public ThreadInfo getThreadInfo(long id) {
        return ThreadInfos.of(new long[] {id}, 0)[0];
    }

    @Substitute
    public ThreadInfo[] getThreadInfo(long[] ids) {
        return ThreadInfos.of(ids, 0);
    }

    @Substitute
    public ThreadInfo getThreadInfo(long id, int maxDepth) {
        return ThreadInfos.of(new long[] {id}, maxDepth)[0];
    }

    @Substitute
    public ThreadInfo[] getThreadInfo(long[] ids, int maxDepth) {
        return ThreadInfos.of(ids, maxDepth);
    }

    @Substitute
    public ThreadInfo[] getThreadInfo(long[] ids, boolean lockedMonitors, boolean lockedSynchronizers) {
        ThreadInfos.refuseLocks(lockedMonitors, lockedSynchronizers);
        return ThreadInfos.of(ids, Integer.MAX_VALUE);
    }

    @Substitute
    public ThreadInfo[] dumpAllThreads(boolean lockedMonitors, boolean lockedSynchronizers) {
        ThreadInfos.refuseLocks(lockedMonitors, lockedSynchronizers);
        return ThreadInfos.of(ThreadInfos.identifiers(), Integer.MAX_VALUE);
    }

    @Substitute
    public long[] findMonitorDeadlockedThreads() {
        return ThreadInfos.deadlocked(false);
    }

    @Substitute
    public long[] findDeadlockedThreads() {
        return ThreadInfos.deadlocked(true);
    }
}

/** Made by nobody but the virtual machine. */
@TargetClass(ThreadInfo.class)
final class Target_java_lang_management_ThreadInfo {
    @Alias
    Target_java_lang_management_ThreadInfo(
            Thread t,
            int state,
            Object lockObj,
            Thread lockOwner,
            long blockedCount,
            long blockedTime,
            long waitedCount,
            long waitedTime,
            StackTraceElement[] stackTrace) {}
}

/** Threads as the management interface describes them; contention is not counted. */
final class ThreadInfos {
    /** States of the tool interface, JVM TI 1.2, GetThreadState. */
    private static final int TERMINATED = 0x0002;
    private static final int ALIVE = 0x0001;
    private static final int RUNNABLE = 0x0004;
    private static final int WAITING_INDEFINITELY = 0x0010;
    private static final int WAITING_WITH_TIMEOUT = 0x0020;
    private static final int BLOCKED_ON_MONITOR_ENTER = 0x0400;
    private static final long NOT_MEASURED = -1;

    private ThreadInfos() {}

    /** Identifiers of all platform threads. */
    static long[] identifiers() {
        return Thread.getAllStackTraces().keySet().stream().mapToLong(Thread::threadId).sorted().toArray();
    }

    /** Identifiers of threads that wait for each other in a circle; null if there are none, as the interface has it. */
    static long[] deadlocked(boolean synchronizers) {
        long[] identifiers = Deadlocks.find(synchronizers).stream().flatMap(List::stream).mapToLong(Thread::threadId).toArray();
        return identifiers.length == 0 ? null : identifiers;
    }

    /** Descriptions with at most {@code depth} frames, null for a thread that does not live. */
    static ThreadInfo[] of(long[] identifiers, int depth) {
        for (long identifier : identifiers) {
            if (identifier <= 0) {
                throw new IllegalArgumentException("Invalid thread ID parameter: " + identifier);
            }
        }
        if (depth < 0) {
            throw new IllegalArgumentException("Invalid maxDepth parameter: " + depth);
        }
        Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
        ThreadInfo[] descriptions = new ThreadInfo[identifiers.length];
        threads.forEach((thread, stack) -> {
            for (int i = 0; i < identifiers.length; i++) {
                if (identifiers[i] == thread.threadId()) {
                    descriptions[i] = describe(thread, Arrays.copyOf(stack, Math.min(stack.length, depth)));
                }
            }
        });
        return descriptions;
    }

    private static ThreadInfo describe(Thread thread, StackTraceElement[] stack) {
        return SubstrateUtil.cast(
                new Target_java_lang_management_ThreadInfo(
                        thread, state(thread.getState()), null, null, 0, NOT_MEASURED, 0, NOT_MEASURED, stack),
                ThreadInfo.class);
    }

    private static int state(Thread.State state) {
        return switch (state) {
            case NEW -> 0;
            case RUNNABLE -> ALIVE | RUNNABLE;
            case BLOCKED -> ALIVE | BLOCKED_ON_MONITOR_ENTER;
            case WAITING -> ALIVE | WAITING_INDEFINITELY;
            case TIMED_WAITING -> ALIVE | WAITING_WITH_TIMEOUT;
            case TERMINATED -> TERMINATED;
        };
    }

    /** Who holds what is not known. */
    static void refuseLocks(boolean monitors, boolean synchronizers) {
        if (monitors || synchronizers) {
            throw new UnsupportedOperationException("locks are not observed");
        }
    }
}
