package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * A queue of bytes in raw memory between one producer and one consumer at a time, which need no lock between them.
 *
 * <pre>
 *      0                8                16                                  16 + CAPACITY
 *      +----------------+----------------+-----------------------------------+
 *      | TAKEN          | PUT            | byte n at n modulo CAPACITY       |
 *      +----------------+----------------+-----------------------------------+
 * </pre>
 *
 * The counts only grow. A count is stored with release semantics after the byte it covers was written or read, and loaded
 * with volatile semantics by the other side.
 */
final class ByteRing {
    /** Bytes it holds, a power of two. */
    static final int CAPACITY = 4096;
    /** Bytes of memory, all zero to begin with. */
    static final int BYTES = 16 + CAPACITY;

    private static final long TAKEN = 0;
    private static final long PUT = 8;
    private static final long CONTENT = 16;
    private static final long MASK = CAPACITY - 1;

    private ByteRing() {}

    /** Whether {@link #put} would find no room. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static boolean isFull(long ring) {
        return RawMemory.getLongVolatile(ring + PUT) - RawMemory.getLongVolatile(ring + TAKEN) == CAPACITY;
    }

    /** Appends a byte. The producer has seen that there is room. */
    @Uninterruptible(reason = "Runs in interrupt handlers.")
    static void put(long ring, int value) {
        long put = RawMemory.getLong(ring + PUT);
        RawMemory.putByte(ring + CONTENT + (put & MASK), (byte) value);
        RawMemory.putLongRelease(ring + PUT, put + 1);
    }

    /** Removes the oldest byte and returns it (0 to 255), or -1. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    static int take(long ring) {
        long taken = RawMemory.getLong(ring + TAKEN);
        if (RawMemory.getLongVolatile(ring + PUT) == taken) {
            return -1;
        }
        int value = RawMemory.getByte(ring + CONTENT + (taken & MASK)) & 0xFF;
        RawMemory.putLongRelease(ring + TAKEN, taken + 1);
        return value;
    }
}
