package org.eremite.benchmarks.system;

import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import sun.misc.Unsafe;

/** Memory: native memory by size and by number of threads, large pieces with their pages, Java objects. */
@SuppressWarnings("removal")
final class Allocating {
    private static final Unsafe UNSAFE = unsafe();
    private static final int[] SIZES = {16, 64, 256, 1024, 4096, 16_384, 65_536, 1 << 20};
    private static final int[] THREADS = {1, 2, 4, 8, 16, 32, 64, 128};
    private static final int[] OBJECT_THREADS = {1, 2, 4};
    /** Blocks that are allocated at the same time. */
    private static final int LIVE = 16;
    private static final int MAPPED_BYTES = 64 << 20;
    private static final int PAGE_BYTES = 4096;

    private final Rounds rounds;
    private final PrintStream out;

    Allocating(Rounds rounds, PrintStream out) {
        this.rounds = rounds;
        this.out = out;
    }

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** malloc and free of blocks of one size, by one thread. */
    void sizes() throws InterruptedException {
        for (int size : SIZES) {
            rounds.measure("malloc-free-" + size, n -> {
                long begin = System.nanoTime();
                allocateAndFree(n, size, size);
                return System.nanoTime() - begin;
            }).print(out);
        }
    }

    /** malloc and free of 16 to 1024 bytes by many threads at once; operations are those of all threads together. */
    void threads() throws InterruptedException {
        for (int threads : THREADS) {
            int each = Math.max(2 * LIVE, rounds.n() / threads);
            rounds.measure("malloc-free-threads-" + threads, each * threads,
                    _ -> together(threads, () -> allocateAndFree(each, 16, 1024))).print(out);
        }
    }

    /** A piece that is mapped, touched and unmapped; an operation is a page of 4 KiB. */
    void pages() throws InterruptedException {
        rounds.measure("allocate-touch-free-page", MAPPED_BYTES / PAGE_BYTES, _ -> {
            long begin = System.nanoTime();
            long block = UNSAFE.allocateMemory(MAPPED_BYTES);
            for (int offset = 0; offset < MAPPED_BYTES; offset += PAGE_BYTES) {
                UNSAFE.putByte(block + offset, (byte) 1);
            }
            UNSAFE.freeMemory(block);
            return System.nanoTime() - begin;
        }).print(out);
    }

    /** Short-lived Java objects of 32 bytes; operations are those of all threads together. */
    void objects() throws InterruptedException {
        for (int threads : OBJECT_THREADS) {
            int each = 16 * rounds.n();
            rounds.measure("new-object-threads-" + threads, each * threads,
                    _ -> together(threads, () -> allocateObjects(each))).print(out);
        }
    }

    private static void allocateAndFree(int n, int smallest, int largest) {
        long[] blocks = new long[LIVE];
        int size = smallest;
        for (int i = 0; i < n; i++) {
            int slot = i % LIVE;
            if (blocks[slot] != 0) {
                UNSAFE.freeMemory(blocks[slot]);
            }
            long block = UNSAFE.allocateMemory(size);
            UNSAFE.putByte(block, (byte) i);
            blocks[slot] = block;
            size = size == largest ? smallest : 2 * size;
        }
        for (long block : blocks) {
            if (block != 0) {
                UNSAFE.freeMemory(block);
            }
        }
    }

    private static void allocateObjects(int n) {
        Object[] live = new Object[LIVE];
        for (int i = 0; i < n; i++) {
            live[i % LIVE] = new long[2];
        }
    }

    /** Nanoseconds from the moment in which {@code threads} threads begin {@code work} to the end of the last one. */
    private static long together(int threads, Runnable work) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                ready.countDown();
                try {
                    begin.await();
                    work.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                end.countDown();
            });
            thread.setDaemon(true);
            thread.start();
        }
        ready.await();
        long start = System.nanoTime();
        begin.countDown();
        end.await();
        return System.nanoTime() - start;
    }
}
