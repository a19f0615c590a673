package org.eremite.io;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Open descriptors by number; the lowest free number is given out. Safe for concurrent use: looking a number up takes
 * no lock, changes take one that no device is called under.
 */
public final class DescriptorTable {
    /** Standard input. */
    public static final int STANDARD_INPUT = 0;
    /** Standard output. */
    public static final int STANDARD_OUTPUT = 1;
    /** Standard error. */
    public static final int STANDARD_ERROR = 2;

    private static final int INITIAL_SIZE = 16;
    private static final int DEFAULT_LIMIT = 1 << 16;

    private final int limit;
    /** No number below is free; guarded by this. */
    private int lowestFree;
    /** Grows by replacement; elements change under the lock of this. */
    private volatile AtomicReferenceArray<OpenDescription> open = new AtomicReferenceArray<>(INITIAL_SIZE);

    /** A table in which the three standard descriptors are {@code console}. */
    public DescriptorTable(Descriptor console) {
        this(console, DEFAULT_LIMIT);
    }

    /** A table of at most {@code limit} numbers, at least {@value #INITIAL_SIZE}. */
    DescriptorTable(Descriptor console, int limit) {
        this.limit = limit;
        lowestFree = STANDARD_ERROR + 1;
        OpenDescription shared = new OpenDescription(console, lowestFree);
        for (int number = 0; number < lowestFree; number++) {
            open.set(number, shared);
        }
    }

    /** What is open under {@code number}, to be released by the caller; null if nothing is. */
    public OpenDescription acquire(int number) {
        OpenDescription found = at(number);
        // A description without users is on its way out of the table or has been replaced there.
        while (found != null && !found.retain()) {
            found = at(number);
        }
        return found;
    }

    private OpenDescription at(int number) {
        AtomicReferenceArray<OpenDescription> now = open;
        return number < 0 || number >= now.length() ? null : now.get(number);
    }

    /** Opens {@code descriptor} under the lowest free number and returns that, or {@link Errno#EMFILE} negated. */
    public synchronized int add(Descriptor descriptor) {
        OpenDescription added = new OpenDescription(descriptor, 1);
        int number = lowestFree;
        while (number < open.length() && open.get(number) != null) {
            number++;
        }
        lowestFree = number;
        if (number == limit) {
            return -Errno.EMFILE;
        }
        if (number == open.length()) {
            grow();
        }
        open.set(number, added);
        lowestFree = number + 1;
        return number;
    }

    private void grow() {
        AtomicReferenceArray<OpenDescription> larger =
                new AtomicReferenceArray<>(Math.min(limit, open.length() * 2));
        for (int number = 0; number < open.length(); number++) {
            larger.set(number, open.get(number));
        }
        open = larger;
    }

    /** Opens {@code descriptor} under {@code number} in place of what is open there; zero or an error. */
    public int replace(int number, Descriptor descriptor) {
        return exchange(number, new OpenDescription(descriptor, 1));
    }

    /** Frees {@code number}; zero, {@link Errno#EBADF} negated, or an error of closing what was open. */
    public int close(int number) {
        return exchange(number, null);
    }

    private int exchange(int number, OpenDescription replacement) {
        OpenDescription before;
        synchronized (this) {
            before = at(number);
            if (before == null) {
                return -Errno.EBADF;
            }
            open.set(number, replacement);
            if (replacement == null) {
                lowestFree = Math.min(lowestFree, number);
            }
        }
        return before.release();
    }
}
