package org.eremite.sched;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * The state of a thread: a word that changes by compare-and-set only, so that it needs no lock.
 *
 * <pre>
 *   31                 4   3     2        0
 *  +---------------------+---+------------+
 *  |          0          | w |   state    |    w: a wake-up came while the thread was not BLOCKED
 *  +---------------------+---+------------+
 *
 *   NEW ──start──► RUNNABLE ──makeRunning──► RUNNING ──exit──► EXITED
 *                     ▲  ▲                    │   │
 *                     │  └───makeRunnable─────┘   │ block (refused, and w cleared, if w is set)
 *                     └────────wake──── BLOCKED ◄─┘
 * </pre>
 *
 * A wake-up is remembered until the next attempt to block, which then fails; whoever blocks looks at its own
 * condition before and after. So no wake-up is lost and spurious ones are harmless.
 */
final class ThreadState {
    /** Created, not started. */
    static final int NEW = 0;
    /** On a run queue, or on its way to one or from one. */
    static final int RUNNABLE = 1;
    /** A CPU runs it. */
    static final int RUNNING = 2;
    /** Waits for a wake-up; any CPU may resume it then. */
    static final int BLOCKED = 3;
    /** Will not run again, and no CPU uses its stack. */
    static final int EXITED = 4;

    private static final int STATE_MASK = 7;
    private static final int WAKE_PENDING = 8;

    private ThreadState() {}

    /** The state without the wake-up bit (volatile). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static int get(long thread) {
        return RawMemory.getIntVolatile(thread + ThreadDescriptor.STATE) & STATE_MASK;
    }

    /** NEW to RUNNABLE; true if the caller must queue the thread. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    static boolean start(long thread) {
        return RawMemory.compareAndSetInt(thread + ThreadDescriptor.STATE, NEW, RUNNABLE);
    }

    /**
     * BLOCKED to RUNNABLE, else remembers the wake-up; true if the caller must queue the thread. Writes the word in
     * every case, so that what the waker stored before is visible to the thread once it fails to block.
     */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    static boolean wake(long thread) {
        long word = thread + ThreadDescriptor.STATE;
        for (;;) {
            int value = RawMemory.getIntVolatile(word);
            int state = value & STATE_MASK;
            if (state == NEW || state == EXITED) {
                return false;
            }
            int next = state == BLOCKED ? RUNNABLE : value | WAKE_PENDING;
            if (RawMemory.compareAndSetInt(word, value, next)) {
                return state == BLOCKED;
            }
        }
    }

    /** RUNNING to BLOCKED; false, with the wake-up forgotten, if one was pending. The thread's context is saved. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    static boolean block(long thread) {
        long word = thread + ThreadDescriptor.STATE;
        if (RawMemory.compareAndSetInt(word, RUNNING, BLOCKED)) {
            return true;
        }
        RawMemory.putIntVolatile(word, RUNNING);
        return false;
    }

    /** RUNNING to RUNNABLE. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    static void makeRunnable(long thread) {
        change(thread, RUNNABLE);
    }

    /** RUNNABLE to RUNNING. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    static void makeRunning(long thread) {
        change(thread, RUNNING);
    }

    /** Any state to EXITED. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    static void exit(long thread) {
        RawMemory.putIntVolatile(thread + ThreadDescriptor.STATE, EXITED);
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private static void change(long thread, int state) {
        long word = thread + ThreadDescriptor.STATE;
        int value = RawMemory.getIntVolatile(word);
        while (!RawMemory.compareAndSetInt(word, value, value & WAKE_PENDING | state)) {
            value = RawMemory.getIntVolatile(word);
        }
    }
}
