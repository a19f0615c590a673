package org.eremite.sched;

import static org.eremite.sched.ThreadDescriptor.TIMER_DEADLINE;
import static org.eremite.sched.ThreadDescriptor.TIMER_LEFT;
import static org.eremite.sched.ThreadDescriptor.TIMER_PARENT;
import static org.eremite.sched.ThreadDescriptor.TIMER_RANK;
import static org.eremite.sched.ThreadDescriptor.TIMER_RIGHT;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Leftist heap of threads by deadline, linked through their descriptors (Crane 1972; Knuth, TAOCP 3, 5.2.3).
 *
 * Insertion, removal of the first and removal of any other all take O(log n) steps in the worst case. That is why it
 * is used here: every operation runs with interrupts disabled, and a pairing heap bounds only the average.
 * A heap is its root, 0 if empty.
 */
final class DeadlineHeap {
    private DeadlineHeap() {}

    /** Adds {@code thread}, whose deadline is set, to the heap {@code root}; returns the new root. */
    @Uninterruptible(reason = "Called with the timer lock of a CPU held.")
    static long insert(long root, long thread) {
        RawMemory.putLong(thread + TIMER_LEFT, 0);
        RawMemory.putLong(thread + TIMER_RIGHT, 0);
        RawMemory.putLong(thread + TIMER_PARENT, 0);
        RawMemory.putInt(thread + TIMER_RANK, 1);
        return merge(root, thread);
    }

    /** Removes {@code thread}, which is in the heap {@code root}; returns the new root. */
    @Uninterruptible(reason = "Called with the timer lock of a CPU held.")
    static long remove(long root, long thread) {
        long parent = RawMemory.getLong(thread + TIMER_PARENT);
        long left = RawMemory.getLong(thread + TIMER_LEFT);
        long right = RawMemory.getLong(thread + TIMER_RIGHT);
        orphan(left);
        orphan(right);
        long rest = merge(left, right);
        if (parent == 0) {
            return rest;
        }
        RawMemory.putLong(parent + (RawMemory.getLong(parent + TIMER_LEFT) == thread ? TIMER_LEFT : TIMER_RIGHT), rest);
        if (rest != 0) {
            RawMemory.putLong(rest + TIMER_PARENT, parent);
        }
        // Each step up to which a rank changes adds one to it, so there are at most log n of them.
        long node = parent;
        while (node != 0 && restore(node)) {
            node = RawMemory.getLong(node + TIMER_PARENT);
        }
        return root;
    }

    @Uninterruptible(reason = "Called with the timer lock of a CPU held.")
    private static long merge(long one, long other) {
        long a = one;
        long b = other;
        long last = 0;
        long root = 0;
        while (a != 0 && b != 0) {
            if (RawMemory.getLong(b + TIMER_DEADLINE) < RawMemory.getLong(a + TIMER_DEADLINE)) {
                long swap = a;
                a = b;
                b = swap;
            }
            if (last == 0) {
                root = a;
            } else {
                attachRight(last, a);
            }
            last = a;
            a = RawMemory.getLong(a + TIMER_RIGHT);
        }
        long rest = a != 0 ? a : b;
        if (last == 0) {
            return rest;
        }
        attachRight(last, rest);
        for (long node = last; node != 0; node = RawMemory.getLong(node + TIMER_PARENT)) {
            restore(node);
        }
        return root;
    }

    /** Puts the child of higher rank to the left; true if the rank of {@code node} changed. */
    @Uninterruptible(reason = "Called with the timer lock of a CPU held.")
    private static boolean restore(long node) {
        long left = RawMemory.getLong(node + TIMER_LEFT);
        long right = RawMemory.getLong(node + TIMER_RIGHT);
        if (rank(left) < rank(right)) {
            RawMemory.putLong(node + TIMER_LEFT, right);
            RawMemory.putLong(node + TIMER_RIGHT, left);
        }
        int lower = rank(left) < rank(right) ? rank(left) : rank(right);
        int before = rank(node);
        RawMemory.putInt(node + TIMER_RANK, lower + 1);
        return before != lower + 1;
    }

    @Uninterruptible(reason = "Called with the timer lock of a CPU held.")
    private static int rank(long node) {
        return node == 0 ? 0 : RawMemory.getInt(node + TIMER_RANK);
    }

    @Uninterruptible(reason = "Called with the timer lock of a CPU held.")
    private static void attachRight(long parent, long child) {
        RawMemory.putLong(parent + TIMER_RIGHT, child);
        if (child != 0) {
            RawMemory.putLong(child + TIMER_PARENT, parent);
        }
    }

    @Uninterruptible(reason = "Called with the timer lock of a CPU held.")
    private static void orphan(long node) {
        if (node != 0) {
            RawMemory.putLong(node + TIMER_PARENT, 0);
        }
    }
}
