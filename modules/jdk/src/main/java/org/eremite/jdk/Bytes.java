package org.eremite.jdk;

import org.eremite.hal.RawMemory;

/**
 * Bytes that a native method of the JDK gets: part of an array, or memory by address. Code that works on arrays sees memory
 * as pieces copied into an array and back.
 */
final class Bytes {
    /** Most bytes of memory that are copied at a time. */
    static final int PIECE = 1 << 14;

    private final byte[] array;
    private final int offset;
    private final long address;
    private final int length;

    private Bytes(byte[] array, int offset, long address, int length) {
        this.array = array;
        this.offset = offset;
        this.address = address;
        this.length = length;
    }

    /** {@code length} bytes of {@code array}. */
    static Bytes of(byte[] array, int offset, int length) {
        return new Bytes(array, offset, 0, length);
    }

    /** {@code length} bytes of memory. */
    static Bytes at(long address, int length) {
        return new Bytes(null, 0, address, length);
    }

    int length() {
        return length;
    }

    /** How many bytes from {@code position} on are dealt with at a time, at most {@code most}. */
    int piece(int position, int most) {
        int left = length - position;
        return array != null ? left : Math.min(left, most);
    }

    /** The array for a piece of {@code count} bytes: the very one, or another that holds nothing yet. */
    byte[] array(int count) {
        return array != null ? array : new byte[count];
    }

    /** Where in that array the piece at {@code position} begins. */
    int start(int position) {
        return array != null ? offset + position : 0;
    }

    /** Fills {@code piece} from memory; an array is its own piece. */
    void load(int position, byte[] piece, int count) {
        if (array == null) {
            for (int i = 0; i < count; i++) {
                piece[i] = RawMemory.getByte(address + position + i);
            }
        }
    }

    /** Writes what is in {@code piece} to memory. */
    void store(int position, byte[] piece, int count) {
        if (array == null) {
            for (int i = 0; i < count; i++) {
                RawMemory.putByte(address + position + i, piece[i]);
            }
        }
    }
}
