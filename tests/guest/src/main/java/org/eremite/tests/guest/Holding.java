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
@SuppressWarnings("removal")
abstract class Holding {
    /** Where memory comes from. */
    enum Kind {
        BYTES, LONGS, OBJECTS, SHARED_ARENA, DIRECT_BUFFER, NATIVE;

        Holding create(long seed) {
            return switch (this) {
                case BYTES, LONGS, DIRECT_BUFFER, SHARED_ARENA -> new OfSegment(this, seed);
                case OBJECTS -> new Linked(seed);
                case NATIVE -> new Native(seed);
            };
        }
    }

    private static final Unsafe UNSAFE = ForbiddenAccesses.unsafe();
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED;
    /** Of a large block so many words are written and looked at, and its last one: about one in each page. */
    private static final long MOST_WORDS = 2048;

    final long seed;

    private Holding(long seed) {
        this.seed = seed;
    }

    /** Takes about {@code bytes}, at least eight, and writes them; new memory of Java is zero before. */
    abstract void allocate(long bytes);

    /** Fails if anything is not as it was written; takes no memory. */
    abstract void check();

    /** Makes it larger or smaller, keeping what both sizes have; {@code false} if memory of this kind cannot. */
    boolean resize(long bytes) {
        return false;
    }

    /** Gives it back; by any thread, and once. */
    abstract void free();

    private static long expected(long seed, long index) {
        return (seed ^ index) * GOLDEN_RATIO;
    }

    private static void verify(long index, long found, long expected) {
        if (found != expected) {
            throw new AssertionError("word " + index + " is " + Long.toHexString(found) + ", not " + Long.toHexString(expected));
        }
    }

    /** A sequence of words. */
    abstract static class Words extends Holding {
        Words(long seed) {
            super(seed);
        }

        abstract long count();

        abstract long get(long index);

        abstract void set(long index, long value);

        private static long stride(long count) {
            return Math.max(1, count / MOST_WORDS);
        }

        final void fill(boolean zero) {
            long count = count();
            for (long i = 0; i < count; i += stride(count)) {
                if (zero) {
                    verify(i, get(i), 0);
                }
                set(i, expected(seed, i));
            }
            set(count - 1, expected(seed, count - 1));
        }

        @Override
        final void check() {
            checkFirst(count(), count());
            verify(count() - 1, get(count() - 1), expected(seed, count() - 1));
        }

        /** Those of the first {@code present} words that were written when there were {@code written}. */
        final void checkFirst(long present, long written) {
            for (long i = 0; i < present; i += stride(written)) {
                verify(i, get(i), expected(seed, i));
            }
        }
    }

    /** Words of a segment. */
    private static final class OfSegment extends Words {
        private final Kind kind;
        private Arena arena;
        private MemorySegment memory;

        OfSegment(Kind kind, long seed) {
            super(seed);
            this.kind = kind;
        }

        private MemorySegment take(long bytes) {
            return switch (kind) {
                case BYTES -> MemorySegment.ofArray(new byte[(int) bytes]);
                case LONGS -> MemorySegment.ofArray(new long[(int) (bytes / Long.BYTES)]);
                // Freed when the collector has found that nobody refers to it.
                case DIRECT_BUFFER -> MemorySegment.ofBuffer(ByteBuffer.allocateDirect((int) bytes));
                case SHARED_ARENA -> {
                    arena = Arena.ofShared();
                    yield arena.allocate(bytes);
                }
                default -> throw new IllegalStateException(kind.toString());
            };
        }

        @Override
        void allocate(long bytes) {
            memory = take(Math.max(Long.BYTES, bytes));
            fill(true);
        }

        @Override
        void free() {
            memory = null;
            if (arena != null) {
                arena.close();
            }
        }

        @Override
        long count() {
            return memory.byteSize() / Long.BYTES;
        }

        @Override
        long get(long index) {
            return memory.get(WORD, index * Long.BYTES);
        }

        @Override
        void set(long index, long value) {
            memory.set(WORD, index * Long.BYTES, value);
        }
    }

    private static final class Native extends Words {
        private long address;
        private long bytes;

        Native(long seed) {
            super(seed);
        }

        @Override
        void allocate(long size) {
            long wanted = Math.max(Long.BYTES, size);
            address = UNSAFE.allocateMemory(wanted);
            bytes = wanted;
            fill(false);
        }

        @Override
        boolean resize(long size) {
            long wanted = Math.max(Long.BYTES, size);
            long before = count();
            address = UNSAFE.reallocateMemory(address, wanted);
            bytes = wanted;
            checkFirst(Math.min(before, count()), before);
            fill(false);
            return true;
        }

        @Override
        void free() {
            if (address != 0) {
                UNSAFE.freeMemory(address);
            }
        }

        @Override
        long count() {
            return bytes / Long.BYTES;
        }

        @Override
        long get(long index) {
            return UNSAFE.getLong(address + index * Long.BYTES);
        }

        @Override
        void set(long index, long value) {
            UNSAFE.putLong(address + index * Long.BYTES, value);
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
                verify(0, words[0], expected(seed, i));
                verify(words.length - 1, words[words.length - 1], expected(seed, i));
                for (int k = 1; k < words.length - 1; k++) {
                    verify(k, words[k], 0);
                }
                i++;
            }
        }

        @Override
        void free() {
            first = null;
        }
    }
}
