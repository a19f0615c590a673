package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;
import org.eremite.sched.SchedulingPolicy;
import org.graalvm.nativeimage.CurrentIsolate;

/** What a platform thread may decide about itself. Plain Java, called by the thread. */
public final class ThreadControl {
    /** Least time from one beat to the next, in nanoseconds. */
    public static final long LEAST_BEAT_NANOS = SchedulingPolicy.LEAST_BEAT_NANOS;

    private ThreadControl() {}

    /** Binds the thread to {@code cpu}, where it is when this returns, or to none if -1; false if there is no such CPU. */
    public static boolean pin(int cpu) {
        return Blocking.pin(cpu);
    }

    /** The CPU the thread is on, or was a moment ago if it is bound to none. */
    @Uninterruptible(reason = "A thread control block is raw memory that no collector knows.")
    public static int cpu() {
        return Kernel.SCHEDULER.threads().lastCpu(Kernel.SCHEDULER.threads().current());
    }

    /**
     * From now on, while the thread runs, each beat counts {@code word} up, from 0 to 1 and from 1 to 2; the first that does not
     * find 0 is the last.
     *
     * @param word an int field of the thread's class
     * @param nanos from one beat to the next, at least {@link #LEAST_BEAT_NANOS}
     */
    public static void startBeats(Field word, long nanos) {
        BeatWords.start(CurrentIsolate.getCurrentThread(), Unsafe.getUnsafe().objectFieldOffset(word), nanos);
    }

    /** Ends what {@link #startBeats} began. */
    @Uninterruptible(reason = "A thread control block is raw memory that no collector knows.")
    public static void stopBeats() {
        Kernel.SCHEDULER.threads().stopBeats();
    }

    /** Whether {@link #startBeats} is in force. Not to be inlined: the caller's stores to the word come before this load. */
    @Uninterruptible(reason = "A thread control block is raw memory that no collector knows.")
    public static boolean hasBeats() {
        return Kernel.SCHEDULER.threads().hasBeats();
    }
}
