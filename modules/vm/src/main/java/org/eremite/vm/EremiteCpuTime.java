package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.thread.ThreadCpuTimeSupport;
import com.oracle.svm.core.thread.VMThreads;
import org.graalvm.nativeimage.IsolateThread;

/** CPU time of threads, as the scheduler accounts it. */
final class EremiteCpuTime implements ThreadCpuTimeSupport {
    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public long getCurrentThreadCpuTime(boolean includeSystemTime) {
        return Kernel.SCHEDULER.threads().cpuNanoseconds(Kernel.SCHEDULER.threads().current());
    }

    @Override
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    public long getThreadCpuTime(IsolateThread thread, boolean includeSystemTime) {
        return Kernel.SCHEDULER.threads().cpuNanoseconds(
                VMThreads.OSThreadHandleTL.get(thread).rawValue());
    }
}
