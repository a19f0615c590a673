package org.eremite.abi;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.eremite.vm.ThreadControl;

/**
 * What a platform thread may ask of the system for itself: a CPU of its own, and beats.
 *
 * <p>Virtual threads have neither; for them the methods throw {@link UnsupportedOperationException}.
 */
public final class CurrentThread {
    /** Least time from one beat to the next, in nanoseconds. */
    public static final long LEAST_BEAT_NANOS = ThreadControl.LEAST_BEAT_NANOS;

    private static final int ANY_CPU = -1;

    private CurrentThread() {}

    /** The number of the CPU this thread is on, or was a moment ago if it is bound to none. */
    public static int cpu() {
        checkPlatformThread();
        return ThreadControl.cpu();
    }

    /**
     * Binds this thread to {@code cpu}, from 0 to {@link Runtime#availableProcessors} - 1. It is there when this returns.
     *
     * @throws IllegalArgumentException if there is no such CPU
     */
    public static void pin(int cpu) {
        checkPlatformThread();
        if (cpu < 0 || !ThreadControl.pin(cpu)) {
            throw new IllegalArgumentException(
                    "no such CPU: cpu=" + cpu + " cpus=" + Runtime.getRuntime().availableProcessors());
        }
    }

    /** Undoes {@link #pin}. */
    public static void unpin() {
        checkPlatformThread();
        ThreadControl.pin(ANY_CPU);
    }

    /**
     * Counts {@code word} of this thread up, from 0 to 1 and from 1 to 2, by the interrupts of the timer of the CPU that it
     * runs on. The first comes when the thread has run for {@code nanos} nanoseconds, the next as much later; while it does
     * not run, there are none. A beat that finds anything but 0 counts as not answered: it is the last one until this method
     * is called again, which may be done at any time, and with the same time does not put off a beat that is on its way.
     * Values other than 0 and 1 stay as they are. While the thread runs no Java code, its beats are left out and do not count.
     *
     * <p>The field is read and written by this thread with opaque accesses: it meets the interrupt as if that were a
     * part of the thread's own program between two of its instructions.
     *
     * @param word an int field of this thread's class or of one that it extends; not static, not final
     * @throws IllegalArgumentException if the field is none of those, or {@code nanos} less than {@link #LEAST_BEAT_NANOS}
     */
    public static void startBeats(Field word, long nanos) {
        checkPlatformThread();
        if (word.getType() != int.class || (word.getModifiers() & (Modifier.STATIC | Modifier.FINAL)) != 0
                || !word.getDeclaringClass().isInstance(Thread.currentThread())) {
            throw new IllegalArgumentException("no int field of this thread: " + word);
        }
        if (nanos < LEAST_BEAT_NANOS) {
            throw new IllegalArgumentException("beats too close: nanos=" + nanos + " least=" + LEAST_BEAT_NANOS);
        }
        ThreadControl.startBeats(word, nanos);
    }

    /** Ends the beats of this thread. */
    public static void stopBeats() {
        checkPlatformThread();
        ThreadControl.stopBeats();
    }

    /** Whether this thread gets beats: it has asked for them, and they have not ended. */
    public static boolean hasBeats() {
        checkPlatformThread();
        return ThreadControl.hasBeats();
    }

    private static void checkPlatformThread() {
        if (Thread.currentThread().isVirtual()) {
            throw new UnsupportedOperationException("a virtual thread has no CPU of its own");
        }
    }
}
