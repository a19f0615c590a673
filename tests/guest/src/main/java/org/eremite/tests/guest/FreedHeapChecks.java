package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Unsafe;

/** Memory that the Java heap gives up can be had outside it, and the other way round. For a machine with little memory. */
@SuppressWarnings("removal")
final class FreedHeapChecks {
    private static final int ARRAY_BYTES = 256 << 10;
    private static final long BLOCK_BYTES = 1 << 20;
    private static final int PAGE = 4096;
    /** Of the largest heap; and the heap is itself most of the memory, so two such parts do not fit side by side. */
    private static final int PERCENT = 80;

    private static final Unsafe UNSAFE = ForbiddenAccesses.unsafe();

    private FreedHeapChecks() {
    }

    static void run(Checks checks) {
        checks.check("a freed heap can be used off-heap", () -> {
            long bytes = Runtime.getRuntime().maxMemory() / 100 * PERCENT;
            fillHeap(bytes);
            System.gc();
            fillNative(bytes);
            fillHeap(bytes);
        });
    }

    private static void fillHeap(long bytes) {
        List<byte[]> arrays = new ArrayList<>();
        for (long filled = 0; filled < bytes; filled += ARRAY_BYTES) {
            byte[] array = new byte[ARRAY_BYTES];
            for (int i = 0; i < ARRAY_BYTES; i += PAGE) {
                Expect.equal((byte) 0, array[i]);
                array[i] = 1;
            }
            arrays.add(array);
        }
        Expect.equal((byte) 1, arrays.getFirst()[0]);
    }

    private static void fillNative(long bytes) {
        List<Long> blocks = new ArrayList<>();
        try {
            for (long filled = 0; filled < bytes; filled += BLOCK_BYTES) {
                long block = UNSAFE.allocateMemory(BLOCK_BYTES);
                blocks.add(block);
                for (long offset = 0; offset < BLOCK_BYTES; offset += PAGE) {
                    UNSAFE.putLong(block + offset, block);
                }
            }
            for (long block : blocks) {
                Expect.equal(block, UNSAFE.getLong(block + BLOCK_BYTES - PAGE));
            }
        } finally {
            blocks.forEach(UNSAFE::freeMemory);
        }
    }
}
