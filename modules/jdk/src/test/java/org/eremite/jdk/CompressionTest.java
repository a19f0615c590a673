package org.eremite.jdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.jdk.Compression.MalformedException;
import org.eremite.jdk.zip.DeflateStream;
import org.junit.jupiter.api.Test;

/** The natives of {@code java.util.zip}, on arrays and on memory. */
class CompressionTest {
    private static final int COUNT_BITS = 31;
    private static final long COUNT = (1L << COUNT_BITS) - 1;
    private static final long FINISHED = 1L << 62;

    @Property(tries = 200)
    void memoryAndArraysAreTheSame(@ForAll @IntRange(max = 100_000) int length, @ForAll long seed,
            @ForAll boolean inMemory, @ForAll boolean outMemory) throws MalformedException {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(1 + random.nextInt(100));
        }
        try (Arena arena = Arena.ofConfined()) {
            Place source = new Place(arena, bytes, inMemory);
            Place packed = new Place(arena, new byte[length + 1000], outMemory);
            long deflater = Compression.openDeflater(6, Deflater.DEFAULT_STRATEGY, false);
            long result = Compression.deflate(deflater, source.bytes(length), packed.bytes(length + 1000), DeflateStream.FINISH, 0);
            assertTrue((result & FINISHED) != 0);
            assertEquals(length, result & COUNT);
            int size = (int) (result >>> COUNT_BITS & COUNT);
            Place back = new Place(arena, new byte[length + 5], inMemory);
            long inflater = Compression.openInflater(false);
            result = Compression.inflate(inflater, packed.bytes(size), back.bytes(length + 5));
            assertTrue((result & FINISHED) != 0);
            assertEquals(size, result & COUNT);
            assertEquals(length, result >>> COUNT_BITS & COUNT);
            assertArrayEquals(bytes, back.content(length));
            assertEquals(Compression.deflater(deflater).adler(), Compression.inflater(inflater).adler());
        }
    }

    @Test
    void whatCameBeforeAMalformationIsCounted() {
        long inflater = Compression.openInflater(true);
        byte[] stored = {0, 2, 0, -3, -1, 8, 9, 7, 7};
        byte[] out = new byte[10];
        MalformedException e = assertThrows(MalformedException.class,
                () -> Compression.inflate(inflater, Bytes.of(stored, 0, stored.length), Bytes.of(out, 0, 10)));
        assertEquals("invalid block type", e.getMessage());
        assertEquals(2, e.produced());
        assertEquals(9, out[1]);
    }

    @Test
    void aClosedHandleIsRefused() {
        long inflater = Compression.openInflater(true);
        Compression.closeInflater(inflater);
        assertThrows(IllegalStateException.class, () -> Compression.inflater(inflater));
    }

    @Test
    void aDictionaryNobodyAskedForIsRefused() {
        long inflater = Compression.openInflater(false);
        assertThrows(IllegalArgumentException.class,
                () -> Compression.setInflaterDictionary(inflater, Bytes.of(new byte[3], 0, 3)));
    }

    /** Bytes in an array or in memory. */
    private record Place(byte[] array, MemorySegment memory, boolean inMemory) {
        Place(Arena arena, byte[] array, boolean inMemory) {
            this(array, arena.allocate(array.length + 1L), inMemory);
            MemorySegment.copy(array, 0, memory, ValueLayout.JAVA_BYTE, 0, array.length);
        }

        Bytes bytes(int length) {
            return inMemory ? Bytes.at(memory.address(), length) : Bytes.of(array, 0, length);
        }

        byte[] content(int length) {
            return inMemory ? memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE) : java.util.Arrays.copyOf(array, length);
        }
    }
}
