package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.log.LogMessage;
import org.eremite.hal.log.LogTable;

/** What the kernel says in its log about itself. At level info only warnings are shown: a program's output is its own. */
final class KernelMessages {
    static final LogMessage MEMORY =
            new LogMessage(LogTable.MM, LogTable.DEBUG, "memory ready: totalBytes=%d freeBytes=%d");
    static final LogMessage MEMORY_OUT_OF_REACH = new LogMessage(LogTable.MM, LogTable.WARN,
            "RAM that this CPU cannot reach for want of 1 GiB pages, or above 512 GiB, is not used: bytes=%d");
    static final LogMessage CPU_STARTED = new LogMessage(LogTable.SCHED, LogTable.DEBUG, "CPU started: cpu=%d");
    static final LogMessage THREAD_CREATED =
            new LogMessage(LogTable.SCHED, LogTable.DEBUG, "thread created: thread=%x stackBytes=%d");
    static final LogMessage THREAD_FREED = new LogMessage(LogTable.SCHED, LogTable.TRACE, "thread freed: thread=%x");
    static final LogMessage THREAD_REFUSED = new LogMessage(
            LogTable.SCHED, LogTable.DEBUG, "no memory for a thread: stackBytes=%d freeBytes=%d");
    static final LogMessage HEAP_LIMIT = new LogMessage(
            LogTable.VM, LogTable.DEBUG, "Java heap limited: bytes=%d requestedBytes=%d freeBytes=%d");
    static final LogMessage STALLED = new LogMessage(LogTable.SCHED, LogTable.DEBUG, "all threads wait, none with a deadline");
    private static final LogMessage[] PHASES = new LogMessage[BootPhase.COUNT];

    static {
        for (int phase = 0; phase < BootPhase.COUNT; phase++) {
            PHASES[phase] = new LogMessage(
                    LogTable.VM, LogTable.DEBUG, "boot: " + BootPhase.name(phase) + " ready: nanoseconds=%d");
        }
    }

    private KernelMessages() {}

    /** The end of {@code phase}, one of {@link BootPhase}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static LogMessage phase(int phase) {
        return PHASES[phase];
    }
}
