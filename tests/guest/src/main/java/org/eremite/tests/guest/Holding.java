package org.eremite.tests.guest;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import sun.misc.Unsafe;

/**
 * Memory of one kind, of which every word checked is a function of its number and a seed: whoever else writes there
 * changes it. It knows what to free before it has anything, so that an {@code OutOfMemoryError} in between loses nothing.
 */
@SuppressWarnings({"removal", "restricted"})
abstract class Holding {
    /** Where memory comes from. */
    enum Kind {
        BYTES, LONGS, OBJECTS, SHARED_ARENA, DIRECT_BUFFER, NATIVE;

        Holding create(long seed) {
            return switch (this) {
                case BYTES -> new Bytes(seed);
                case LONGS -> new Longs(seed);
                case OBJECTS -> new Linked(seed);
                case SHARED_ARENA -> new OfArena(seed);
                case DIRECT_BUFFER -> new Direct(seed);
                case NATIVE -> new Native(seed);
            };
        }
    }

    private static final Unsafe UNSAFE = ForbiddenAccesses.unsafe();
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;
    /** Of a large block so many words are written and looked at, and its last one: about one in each page. */
    private static final long MOST_WORDS = 512;

    final long seed;

    private Holding(long seed) {
        this.seed = seed;
    }

    /** Takes about {@code bytes}, at least eight, and writes them; new memory of Java is zero before. */
    abstract void allocate(long bytes);

    /** Fails if anything is not as it was written. */
    abstract void check();

    /** Makes it larger or smaller, keeping what both sizes have; {@code false} if memory of this kind cannot. */
    boolean resize(long bytes) {
        return false;
    }

    /** Gives it back; by any thread, and once. */
    abstract void free();

    static long expected(long seed, long index) {
        return (seed ^ index) * GOLDEN_RATIO;
    }

    private static long stride(long words) {
        return Math.max(1, words / MOST_WORDS);
    }

    static void fill(MemorySegment memory, long seed, boolean zero) {
        long words = memory.byteSize() / Long.BYTES;
        for (long i = 0; i < words; i += stride(words)) {
            if (zero) {
                verify(memory, i, 0);
            }
            memory.set(WORD, i * Long.BYTES, expected(seed, i));
        }
        memory.set(WORD, (words - 1) * Long.BYTES, expected(seed, words - 1));
    }

    static void check(MemorySegment memory, long seed) {
        long words = memory.byteSize() / Long.BYTES;
        for (long i = 0; i < words; i += stride(words)) {
            verify(memory, i, expected(seed, i));
        }
        verify(memory, words - 1, expected(seed, words - 1));
    }

    private static void verify(MemorySegment memory, long index, long expected) {
        long found = memory.get(WORD, index * Long.BYTES);
        if (found != expected) {
            throw new AssertionError("word " + index + " of " + memory + " is " + Long.toHexString(found) + ", not "
                    + Long.toHexString(expected));
        }
    }

    private static int words(long bytes) {
        return (int) Math.max(1, bytes / Long.BYTES);
    }

    private static final class Bytes extends Holding {
        private MemorySegment memory;

        Bytes(long seed) {
            super(seed);
        }

        @Override
        void allocate(long bytes) {
            memory = MemorySegment.ofArray(new byte[(int) Math.max(Long.BYTES, bytes)]);
            fill(memory, seed, true);
        }

        @Override
        void check() {
            check(memory, seed);
        }

        @Override
        void free() {
            memory = null;
        }
    }

    private static final class Longs extends Holding {
        private MemorySegment memory;

        Longs(long seed) {
            super(seed);
        }

        @Override
        void allocate(long bytes) {
            memory = MemorySegment.ofArray(new long[words(bytes)]);
            fill(memory, seed, true);
        }

        @Override
        void check() {
            check(memory, seed);
        }

        @Override
        void free() {
            memory = null;
        }
    }

    /** A list of small objects of different sizes: the collector has something to follow and to compact. */
    private static final class Linked extends Holding {
        private static final int MOST_OBJECTS = 4096;
        private static final int LARGEST = 64;

        private record Node(long[] words, Node next) {
        }

        private Node first;

        Linked(long seed) {
            super(seed);
        }

        @Override
        void allocate(long bytes) {
            SplittableRandom sizes = new SplittableRandom(seed);
            for (long i = Math.min(MOST_OBJECTS, 1 + bytes / (LARGEST * Long.BYTES)); i > 0; i--) {
                long[] words = new long[1 + sizes.nextInt(LARGEST)];
                words[words.length - 1] = expected(seed, i);
                words[0] = expected(seed, i);
                first = new Node(words, first);
            }
        }

        @Override
        void check() {
            long i = 1;
            for (Node node = first; node != null; node = node.next()) {
                long[] words = node.words();
                Expect.equal(expected(seed, i), words[0]);
                Expect.equal(expected(seed, i), words[words.length - 1]);
                for (int k = 1; k < words.length - 1; k++) {
                    Expect.that(words[k] == 0, "a word nobody wrote is " + words[k]);
                }
                i++;
            }
        }

        @Override
        void free() {
            first = null;
        }
    }

    private static final class OfArena extends Holding {
        private Arena arena;
        private MemorySegment memory;

        OfArena(long seed) {
            super(seed);
        }

        @Override
        void allocate(long bytes) {
            arena = Arena.ofShared();
            memory = arena.allocate(Math.max(Long.BYTES, bytes));
            fill(memory, seed, true);
        }

        @Override
        void check() {
            check(memory, seed);
        }

        @Override
        void free() {
            if (arena != null) {
                arena.close();
            }
        }
    }

    /** Freed when the collector has found that nobody refers to it. */
    private static final class Direct extends Holding {
        private MemorySegment memory;

        Direct(long seed) {
            super(seed);
        }

        @Override
        void allocate(long bytes) {
            memory = MemorySegment.ofBuffer(ByteBuffer.allocateDirect((int) Math.max(Long.BYTES, bytes)));
            fill(memory, seed, true);
        }

        @Override
        void check() {
            check(memory, seed);
        }

        @Override
        void free() {
            memory = null;
        }
    }

    private static final class Native extends Holding {
        private long address;
        private long bytes;

        Native(long seed) {
            super(seed);
        }

        private MemorySegment memory() {
            return MemorySegment.ofAddress(address).reinterpret(bytes);
        }

        @Override
        void allocate(long size) {
            long wanted = Math.max(Long.BYTES, size);
            address = UNSAFE.allocateMemory(wanted);
            bytes = wanted;
            fill(memory(), seed, false);
        }

        @Override
        void check() {
            check(memory(), seed);
        }

        /** Which words are written depends on the size; the first one always is. */
        @Override
        boolean resize(long size) {
            long wanted = Math.max(Long.BYTES, size);
            address = UNSAFE.reallocateMemory(address, wanted);
            bytes = wanted;
            MemorySegment memory = memory();
            verify(memory, 0, expected(seed, 0));
            fill(memory, seed, false);
            return true;
        }

        @Override
        void free() {
            if (address != 0) {
                UNSAFE.freeMemory(address);
            }
        }
    }
}
