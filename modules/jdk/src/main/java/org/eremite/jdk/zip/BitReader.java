package org.eremite.jdk.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of a sequence of arrays, the lowest of each byte first (RFC 1951, 3.1.1).
 *
 * <p>Between two arrays fewer bits are kept than whatever was asked for last; a byte of which nothing was taken is given
 * back unless more input was asked for in vain.
 */
final class BitReader {
    /** An answer that needs more input. */
    static final int STARVED = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Most bits held once all of a long that fit have been added. */
    private static final int FULL = Long.SIZE - 1;
    private static final int WHOLE_BYTES = Long.SIZE - Byte.SIZE;

    private long held;
    private int bits;
    private byte[] array;
    private int start;
    private int next;
    private int end;
    private boolean starved;

    /** Forgets everything. */
    void reset() {
        held = 0;
        bits = 0;
        start = 0;
        next = 0;
        end = 0;
    }

    /** Goes on with {@code length} bytes from {@code offset}. */
    void begin(byte[] input, int offset, int length) {
        array = input;
        start = offset;
        next = offset;
        end = offset + length;
        starved = false;
    }

    /** Gives back whole bytes that nobody took, unless all of them still wait for more. */
    void end() {
        if (!starved) {
            int back = Math.min(bits / Byte.SIZE, next - start);
            next -= back;
            bits -= back * Byte.SIZE;
            held &= (1L << bits) - 1;
        }
        array = null;
    }

    /** Bytes taken since {@link #begin}. */
    int consumed() {
        return next - start;
    }

    /** Bytes of the array that have not been looked at. */
    int left() {
        return end - next;
    }

    /** Has at least {@code count} bits in hand, of at most 56, and returns true; or has too few, and all there are. */
    boolean need(int count) {
        while (bits < count) {
            if (next == end) {
                starved = true;
                return false;
            }
            held |= (array[next++] & 0xFFL) << bits;
            bits += Byte.SIZE;
        }
        return true;
    }

    /** Has at least 56 bits in hand and returns them; at least eight bytes must be left. */
    long refill() {
        held |= (long) LONGS.get(array, next) << bits;
        next += FULL - bits >>> 3;
        bits |= WHOLE_BYTES;
        return held;
    }

    /** The next {@code count} bits, at most 32, which are in hand. */
    int peek(int count) {
        return (int) (held & (1L << count) - 1);
    }

    /** {@code count} bits after the next {@code skipped}, all in hand. */
    int peekAt(int skipped, int count) {
        return (int) (held >>> skipped & (1L << count) - 1);
    }

    /** Passes over {@code count} bits in hand. */
    void skip(int count) {
        held >>>= count;
        bits -= count;
    }

    /** The next {@code count} bits, which are in hand, and past them. */
    long take(int count) {
        long value = held & (1L << count) - 1;
        skip(count);
        return value;
    }

    /** Passes over what is left of a byte of which something was taken. */
    void skipToByte() {
        skip(bits % Byte.SIZE);
    }

    /** The entry of {@code decoder} for the next bits, or {@link #STARVED}. */
    int look(HuffmanDecoder decoder) {
        return lookAt(0, decoder);
    }

    /** The entry of {@code decoder} for the bits after the next {@code skipped}, or {@link #STARVED}. */
    int lookAt(int skipped, HuffmanDecoder decoder) {
        while (true) {
            // Beyond what is in hand there may be bits of a byte that is read again later.
            int known = bits - skipped;
            int entry = decoder.look((held & (1L << bits) - 1) >>> skipped);
            if (entry == HuffmanDecoder.NOTHING ? known > 0 : HuffmanDecoder.bits(entry) <= known) {
                return entry;
            }
            if (!need(bits + 1)) {
                return STARVED;
            }
        }
    }

    /** Copies up to {@code length} bytes from a byte boundary on; returns how many. */
    int copy(byte[] target, int offset, int length) {
        int count = 0;
        while (count < length && bits >= Byte.SIZE) {
            target[offset + count++] = (byte) take(Byte.SIZE);
        }
        if (count < length) {
            held = 0;
            int bulk = Math.min(length - count, left());
            System.arraycopy(array, next, target, offset + count, bulk);
            next += bulk;
            count += bulk;
        }
        starved |= count < length;
        return count;
    }
}
