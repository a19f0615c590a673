package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.thread.PlatformThreads;
import com.oracle.svm.core.thread.Safepoint;
import com.oracle.svm.core.thread.ThreadListener;
import com.oracle.svm.core.thread.VMThreads.StatusSupport;
import jdk.internal.misc.Unsafe;
import org.eremite.sched.BeatListener;
import org.graalvm.nativeimage.IsolateThread;
import org.graalvm.word.WordFactory;

/**
 * Counts the beats of a Java thread in a field of its own {@link Thread} object, from the timer's interrupt: 0 becomes 1, and
 * 1 becomes 2. Any other value stays. The first beat that does not find 0 has met a thread that does not answer now, and is the
 * last until the thread asks again.
 *
 * <p>The collector moves the object, but only while it has stopped all threads that run Java code. This one does: it was
 * interrupted on the way, and cannot stop before the handler has returned. Where it does not, or is the one that collects,
 * this beat is left out.
 */
final class BeatWords implements BeatListener, ThreadListener {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final int NO_BEAT = 0;
    private static final int ONE_BEAT = 1;

    /** Has the beats of the running thread counted at {@code offset} of its object. */
    @Uninterruptible(reason = "The thread's object and its control block are named together.")
    static void start(IsolateThread self, long offset, long nanos) {
        ThreadBlock.setBeatWord(Kernel.SCHEDULER.threads().current(), self.rawValue(), offset);
        Kernel.SCHEDULER.threads().startBeats(nanos);
    }

    @Override
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    public boolean onBeat(long thread) {
        IsolateThread runtimeThread = WordFactory.pointer(ThreadBlock.runtimeThread(thread));
        if (StatusSupport.getStatusVolatile(runtimeThread) != StatusSupport.STATUS_IN_JAVA
                || Safepoint.singleton().isPendingOrInProgress()) {
            return true;
        }
        Thread object = PlatformThreads.fromVMThread(runtimeThread);
        long offset = ThreadBlock.beatOffset(thread);
        int seen = UNSAFE.getInt(object, offset);
        if (seen == NO_BEAT || seen == ONE_BEAT) {
            UNSAFE.putInt(object, offset, seen + 1);
        }
        return seen == NO_BEAT;
    }

    /** The runtime is about to free what belongs to the thread, which goes on for a while without it. */
    @Override
    @Uninterruptible(reason = "Only uninterruptible code may be executed after Thread.exit.")
    public void afterThreadExit(IsolateThread runtimeThread, Thread javaThread) {
        if (ThreadBlock.runtimeThread(Kernel.SCHEDULER.threads().current()) == runtimeThread.rawValue()) {
            Kernel.SCHEDULER.threads().stopBeats();
        }
    }
}
