package org.eremite.tests.guest;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import sun.misc.Unsafe;

/**
 * How much memory can be had when the program holds none: taken in blocks beside the heap until there is no more, and
 * then the heap's own share again. What becomes less and less has been lost.
 */
@SuppressWarnings("removal")
class MemoryCensus {
    private static final Unsafe UNSAFE = ForbiddenAccesses.unsafe();
    private static final long BLOCK_BYTES = 256 << 10;
    private static final int PAGE = 4096;
    /** The collector keeps some memory for its next collection, more or less by what it saw last: the best of several counts. */
    private static final int WINDOW = 8;
    private static final int TOLERANCE = 16;
    /** Of the heap's maximum; objects fill chunks, so not all of it is to be had. */
    private static final int HEAP_PERCENT = 75;

    private final long[] last = new long[WINDOW];
    private int censuses;
    private long most;
    private long fewest = Long.MAX_VALUE;

    /** Counts, and fills the heap. To be called when no other thread takes memory. */
    void take(AtomicLong progress) {
        System.gc();
        record(countBlocks(progress));
        fillHeap(Runtime.getRuntime().maxMemory() / 100 * HEAP_PERCENT, progress);
    }

    /** So many blocks could be had; fails if that has become less. */
    void record(long blocks) {
        last[censuses++ % WINDOW] = blocks;
        most = Math.max(most, blocks);
        fewest = Math.min(fewest, blocks);
        if (censuses >= WINDOW) {
            long recent = Arrays.stream(last).max().getAsLong();
            Expect.that(recent >= enough(), "memory has been lost: blocks of " + BLOCK_BYTES + " bytes free="
                    + recent + " before=" + most);
        }
    }

    private long enough() {
        return most - most / TOLERANCE;
    }

    /** Whether there are too few counts yet to compare the best of several with an earlier one. */
    boolean isNew() {
        return censuses <= WINDOW;
    }

    /** Whether a loss would have been found: the last count alone shows none, or the best of several have been compared. */
    boolean isConclusive() {
        return !isNew() || censuses > 1 && last[(censuses - 1) % WINDOW] >= enough();
    }

    /** What the censuses found, in one line; empty if there was none. */
    String summary() {
        return censuses == 0 ? "" : ", free between " + megabytes(fewest) + " and " + megabytes(most) + " MiB";
    }

    private static long megabytes(long blocks) {
        return blocks * BLOCK_BYTES >> 20;
    }

    /** Blocks form a list by their first words, since no Java object can be had at the end. */
    private static long countBlocks(AtomicLong progress) {
        long list = 0;
        long count = 0;
        try {
            while (true) {
                long block = UNSAFE.allocateMemory(BLOCK_BYTES);
                for (long offset = 0; offset < BLOCK_BYTES; offset += PAGE) {
                    UNSAFE.putLong(block + offset, list);
                }
                list = block;
                count++;
                progress.incrementAndGet();
            }
        } catch (OutOfMemoryError full) {
            while (list != 0) {
                long next = UNSAFE.getLong(list);
                Expect.that(next == UNSAFE.getLong(list + BLOCK_BYTES - PAGE), "a block is not as it was written");
                UNSAFE.freeMemory(list);
                list = next;
            }
        }
        return count;
    }

    private static void fillHeap(long bytes, AtomicLong progress) {
        byte[][] arrays = new byte[(int) (bytes / BLOCK_BYTES)][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new byte[(int) BLOCK_BYTES];
            progress.incrementAndGet();
        }
    }
}
