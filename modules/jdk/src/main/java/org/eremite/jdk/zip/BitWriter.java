package org.eremite.jdk.zip;

import java.util.Arrays;

/** Bits in the order of the DEFLATE format (RFC 1951, 3.1.1), kept until somebody takes them. */
final class BitWriter {
    private static final int INITIAL_BYTES = 1 << 14;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int start;
    private int end;
    private long held;
    private int bits;

    /** Forgets everything. */
    void reset() {
        start = 0;
        end = 0;
        held = 0;
        bits = 0;
    }

    /** Adds the {@code count} lowest bits of {@code value}, at most 32; the others are zero. */
    void write(int value, int count) {
        held |= (value & 0xFFFF_FFFFL) << bits;
        bits += count;
        while (bits >= Byte.SIZE) {
            put((byte) held);
            held >>>= Byte.SIZE;
            bits -= Byte.SIZE;
        }
    }

    /** Fills the last byte up with zeros. */
    void align() {
        if (bits > 0) {
            put((byte) held);
            held = 0;
            bits = 0;
        }
    }

    /** Adds whole bytes at a byte boundary. */
    void write(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
    }

    /** Adds a number, its highest byte first, at a byte boundary. */
    void writeBigEndian(int value, int count) {
        for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((byte) (value >>> shift));
        }
    }

    /** Bits of the last, unfinished byte. */
    int unfinishedBits() {
        return bits;
    }

    /** Whether no whole byte is left to take. */
    boolean isEmpty() {
        return start == end;
    }

    /** Hands over up to {@code length} whole bytes; returns how many. */
    int drain(byte[] target, int offset, int length) {
        int count = Math.min(length, end - start);
        System.arraycopy(bytes, start, target, offset, count);
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
        return count;
    }

    private void put(byte value) {
        if (end == bytes.length) {
            room(1);
        }
        bytes[end++] = value;
    }

    private void room(int length) {
        if (bytes.length - end < length) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            end -= start;
            start = 0;
            if (bytes.length - end < length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + length));
            }
        }
    }
}
