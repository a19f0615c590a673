package org.eremite.tests.guest;

import java.lang.foreign.Arena;
import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The heap, the collector and references. */
final class MemoryChecks {
    private static final int MIB = 1 << 20;
    private static final int ROUNDS = 48;
    private static final int TREES_KEPT = 8;
    private static final int TREE_DEPTH = 9;
    private static final int GARBAGE_ARRAYS = 32;
    private static final int GARBAGE_BYTES = 16 << 10;
    private static final int COLLECTIONS = 3;
    private static final int LARGE_LONGS = 2 * MIB;
    private static final int LARGE_ARRAYS = 24;
    private static final int OBJECTS = 2000;
    private static final int ARENAS = 50;
    private static final int CLOSERS = 4;

    private MemoryChecks() {
    }

    static void run(Checks checks) {
        int processors = Runtime.getRuntime().availableProcessors();
        checks.check("collection while all CPUs allocate", () -> allocateOn(Math.max(2, processors)));
        checks.check("objects survive collections unchanged", MemoryChecks::survivors);
        checks.check("weak references, queues, WeakHashMap", MemoryChecks::weakReferences);
        checks.check("soft references of live objects", MemoryChecks::softReferences);
        checks.check("Cleaner and phantom references", MemoryChecks::cleaners);
        checks.check("large arrays", MemoryChecks::largeArrays);
        checks.check("memory is used again", MemoryChecks::memoryIsUsedAgain);
        checks.check("several threads close arenas at once", MemoryChecks::closedArenas);
        checks.check("an array that cannot be is an OutOfMemoryError", MemoryChecks::impossibleArray);
    }

    /** A linked structure that knows what it should hold. */
    private record Tree(Tree left, Tree right, long value) {
        static Tree of(int depth, long value) {
            return depth == 0 ? new Tree(null, null, value)
                    : new Tree(of(depth - 1, 2 * value), of(depth - 1, 2 * value + 1), value);
        }

        /** Compares with the tree {@link #of} makes; returns the number of nodes. */
        int verify(int depth, long expected) {
            Expect.that(value == expected, "a node of value " + expected + " has become " + value);
            return depth == 0 ? 1 : 1 + left.verify(depth - 1, 2 * expected) + right.verify(depth - 1, 2 * expected + 1);
        }
    }

    private static void allocateOn(int threads) throws InterruptedException {
        AtomicInteger verified = new AtomicInteger();
        AtomicInteger numbers = new AtomicInteger();
        Thread[] allocators = ThreadChecks.start(threads, () -> {
            if (allocate(numbers.incrementAndGet())) {
                verified.incrementAndGet();
            }
        }).toArray(Thread[]::new);
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(1);
        }
        for (Thread allocator : allocators) {
            allocator.join();
        }
        Expect.equal(threads, verified.get());
    }

    /** Makes trees and garbage, keeps the last trees, and verifies each before it is dropped. */
    private static boolean allocate(long seed) {
        Tree[] kept = new Tree[TREES_KEPT];
        long garbage = 0;
        for (int round = 0; round < ROUNDS + TREES_KEPT; round++) {
            int slot = round % TREES_KEPT;
            if (kept[slot] != null) {
                kept[slot].verify(TREE_DEPTH, seed + round - TREES_KEPT);
            }
            kept[slot] = round < ROUNDS ? Tree.of(TREE_DEPTH, seed + round) : null;
            for (int i = 0; i < GARBAGE_ARRAYS; i++) {
                byte[] fresh = new byte[GARBAGE_BYTES];
                fresh[i] = 1;
                garbage += fresh[i] + fresh[GARBAGE_BYTES - 1];
            }
        }
        return garbage == (long) GARBAGE_ARRAYS * (ROUNDS + TREES_KEPT);
    }

    private static void survivors() {
        Object[] objects = new Object[OBJECTS];
        int[] hashes = new int[OBJECTS];
        Map<Object, Integer> numbers = new IdentityHashMap<>();
        for (int i = 0; i < OBJECTS; i++) {
            objects[i] = i % 2 == 0 ? new long[] {i, i} : new Object[] {i > 0 ? objects[i - 1] : null};
            hashes[i] = System.identityHashCode(objects[i]);
            numbers.put(objects[i], i);
        }
        for (int round = 0; round < COLLECTIONS; round++) {
            System.gc();
            for (int i = 0; i < OBJECTS; i++) {
                Expect.equal(hashes[i], System.identityHashCode(objects[i]));
                Expect.equal(i, numbers.get(objects[i]));
                Expect.that(objects[i] instanceof long[] pair ? pair[0] == i && pair[1] == i
                        : ((Object[]) objects[i])[0] == objects[i - 1], "object " + i + " has changed");
            }
        }
    }

    /** Collects until {@code condition} holds; a single collection need not clear everything. */
    private static void collectUntil(BooleanSupplier condition) throws InterruptedException {
        Expect.eventually(() -> {
            System.gc();
            return condition.getAsBoolean();
        });
    }

    private static void weakReferences() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Object strong = new Object();
        WeakReference<Object> live = new WeakReference<>(strong);
        WeakReference<Object> dead = new WeakReference<>(new Object(), queue);
        WeakHashMap<Object, String> map = new WeakHashMap<>();
        map.put(new Object(), "dead");
        map.put(strong, "live");
        collectUntil(() -> dead.get() == null && map.size() == 1);
        Expect.equal(dead, queue.remove());
        Expect.equal(strong, live.get());
        Expect.equal("live", map.get(strong));
        Reference.reachabilityFence(strong);
    }

    private static void softReferences() {
        Object strong = new Object();
        SoftReference<Object> soft = new SoftReference<>(strong);
        System.gc();
        Expect.equal(strong, soft.get());
        Reference.reachabilityFence(strong);
    }

    private static void cleaners() throws InterruptedException {
        AtomicInteger cleaned = new AtomicInteger();
        Cleaner cleaner = Cleaner.create();
        register(cleaner, cleaned);
        cleaner.register(cleaned, () -> { }).clean();
        collectUntil(() -> cleaned.get() == 1);
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> phantom = new PhantomReference<>(new Object(), queue);
        collectUntil(() -> phantom.refersTo(null));
        Expect.equal(phantom, queue.remove());
    }

    /** Apart, so that no frame of the caller can hold the object. */
    private static void register(Cleaner cleaner, AtomicInteger cleaned) {
        cleaner.register(new Object(), cleaned::incrementAndGet);
    }

    private static void largeArrays() {
        long[] large = new long[LARGE_LONGS];
        for (int i = 0; i < LARGE_LONGS; i += 512) {
            Expect.equal(0L, large[i]);
            large[i] = i;
        }
        System.gc();
        long[] copy = Arrays.copyOf(large, LARGE_LONGS / 2);
        for (int i = 0; i < LARGE_LONGS / 2; i += 512) {
            Expect.equal((long) i, copy[i]);
            Expect.equal((long) i, large[i]);
        }
        int[][] matrix = new int[300][200];
        matrix[299][199] = 1;
        Expect.equal(200, matrix[0].length);
    }

    private static void memoryIsUsedAgain() {
        for (int i = 0; i < LARGE_ARRAYS; i++) {
            byte[] large = new byte[16 * MIB];
            large[i * MIB / 2] = 1;
            Expect.equal((byte) 0, large[large.length - 1]);
        }
    }

    /** Each looks whether others access the memory; others that close arenas do not. */
    private static void closedArenas() throws InterruptedException {
        AtomicInteger closed = new AtomicInteger();
        ThreadChecks.runOn(CLOSERS, () -> {
            for (int i = 0; i < ARENAS; i++) {
                try (Arena arena = Arena.ofShared()) {
                    arena.allocate(Long.BYTES);
                }
                closed.incrementAndGet();
            }
        });
        Expect.equal(CLOSERS * ARENAS, closed.get());
    }

    /** Keeps an array from being proven useless and left out. */
    private static volatile long[] kept;

    private static void impossibleArray() {
        for (int i = 0; i < COLLECTIONS; i++) {
            Expect.thrown(OutOfMemoryError.class, () -> kept = new long[Integer.MAX_VALUE]);
            Expect.equal(1, new int[1].length);
        }
    }
}
