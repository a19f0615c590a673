package org.eremite.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import jdk.internal.misc.Unsafe;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.hal.Entropy;
import org.eremite.hal.RawMemory;

class EntropySourceTest {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** Counts up, byte by byte, and fails after some words. */
    private static final class Counting implements Entropy {
        private int next;
        private int words;

        Counting(int words) {
            this.words = words;
        }

        @Override
        public int fill(long address, long bytes) {
            assertEquals(0, address & 7);
            assertEquals(0, bytes & 7);
            for (long offset = 0; offset < bytes; offset++) {
                if ((offset & 7) == 0 && words-- == 0) {
                    return EXHAUSTED;
                }
                RawMemory.putByte(address + offset, (byte) ++next);
            }
            return FILLED;
        }

        @Override
        public String reason(int code) {
            return "code " + code;
        }
    }

    private static String fill(int words, byte[] buffer, int offset, int length) {
        long staging = UNSAFE.allocateMemory(EntropySource.STAGING_BYTES);
        try {
            String result = new EntropySource(new Counting(words), staging).fill(buffer, offset, length);
            for (int i = 0; i < EntropySource.STAGING_BYTES; i++) {
                assertEquals(0, RawMemory.getByte(staging + i), "nothing is left where others may look");
            }
            return result;
        } finally {
            UNSAFE.freeMemory(staging);
        }
    }

    @Property(tries = 200)
    void exactlyTheRangeIsFilled(@ForAll @IntRange(max = 700) int length, @ForAll @IntRange(max = 20) int offset) {
        byte[] buffer = new byte[offset + length + 3];
        assertNull(fill(Integer.MAX_VALUE, buffer, offset, length));
        for (int i = 0; i < buffer.length; i++) {
            boolean inside = i >= offset && i < offset + length;
            // Parts are multiples of a word, so no byte of the source is dropped before the last part.
            assertEquals(inside ? (byte) (i - offset + 1) : 0, buffer[i], "index " + i);
        }
    }

    @Property(tries = 100)
    void aSourceThatFailsLeavesNothingToMistakeForRandomBytes(
            @ForAll @IntRange(min = 1, max = 700) int length, @ForAll @IntRange(max = 87) int words) {
        byte[] buffer = new byte[length];
        Arrays.fill(buffer, (byte) 1);
        String reason = fill(words, buffer, 0, length);
        if ((length + 7) / 8 <= words) {
            assertNull(reason);
        } else {
            assertEquals("code " + Entropy.EXHAUSTED, reason);
            assertArrayEquals(new byte[length], buffer);
        }
    }

    @Example
    void rangesOutsideTheBufferAreRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> fill(9, new byte[4], 2, 3));
        assertTrue(fill(0, new byte[4], 4, 0) == null, "nothing asked, nothing taken");
    }
}
