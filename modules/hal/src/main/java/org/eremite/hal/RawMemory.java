package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;
import jdk.internal.misc.Unsafe;

/**
 * Memory reached by address: the one door to raw loads, stores and atomics for the kernel dialect.
 *
 * <p>Addresses are virtual. In an image each method is one machine instruction; on an ordinary JVM the
 * same class file works on memory of the host process. No method checks its address.
 */
public final class RawMemory {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long BLOCK = 8 * Long.BYTES;

    private RawMemory() {}

    /** Plain load of 8 bits. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static byte getByte(long address) {
        return UNSAFE.getByte(null, address);
    }

    /** Plain store of 8 bits. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void putByte(long address, byte value) {
        UNSAFE.putByte(null, address, value);
    }

    /** Plain store of 16 bits. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void putShort(long address, short value) {
        UNSAFE.putShort(null, address, value);
    }

    /** Plain load of 32 bits. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static int getInt(long address) {
        return UNSAFE.getInt(null, address);
    }

    /** Plain store of 32 bits. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void putInt(long address, int value) {
        UNSAFE.putInt(null, address, value);
    }

    /** Plain load of 64 bits. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static long getLong(long address) {
        return UNSAFE.getLong(null, address);
    }

    /** Plain store of 64 bits. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void putLong(long address, long value) {
        UNSAFE.putLong(null, address, value);
    }

    /** Volatile load of 32 bits (sequentially consistent). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static int getIntVolatile(long address) {
        return UNSAFE.getIntVolatile(null, address);
    }

    /** Volatile store of 32 bits (sequentially consistent). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void putIntVolatile(long address, int value) {
        UNSAFE.putIntVolatile(null, address, value);
    }

    /** Volatile load of 64 bits (sequentially consistent). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static long getLongVolatile(long address) {
        return UNSAFE.getLongVolatile(null, address);
    }

    /** Volatile store of 64 bits (sequentially consistent). */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void putLongVolatile(long address, long value) {
        UNSAFE.putLongVolatile(null, address, value);
    }

    /** Store of 32 bits with release semantics. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void putIntRelease(long address, int value) {
        UNSAFE.putIntRelease(null, address, value);
    }

    /** Store of 64 bits with release semantics. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void putLongRelease(long address, long value) {
        UNSAFE.putLongRelease(null, address, value);
    }

    /** Atomic compare-and-set of 32 bits, volatile on both sides. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static boolean compareAndSetInt(long address, int expected, int value) {
        return UNSAFE.compareAndSetInt(null, address, expected, value);
    }

    /** Atomic compare-and-set of 64 bits, volatile on both sides. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static boolean compareAndSetLong(long address, long expected, long value) {
        return UNSAFE.compareAndSetLong(null, address, expected, value);
    }

    /** Atomic fetch-and-add of 32 bits; returns the value before. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static int getAndAddInt(long address, int delta) {
        return UNSAFE.getAndAddInt(null, address, delta);
    }

    /** Atomic fetch-and-add of 64 bits; returns the value before. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static long getAndAddLong(long address, long delta) {
        return UNSAFE.getAndAddLong(null, address, delta);
    }

    /** Orders every access before it against every access after it. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public static void fullFence() {
        UNSAFE.fullFence();
    }

    /** Stores {@code value} to {@code bytes} / 8 consecutive words; both arguments are multiples of 8. */
    @Uninterruptible(reason = "Loops over raw memory that no collector knows.")
    public static void fillLongs(long address, long bytes, long value) {
        long end = address + bytes;
        long at = address;
        // Eight at a time: the builder does not unroll loops, and this one is most of what fresh memory costs.
        for (; end - at >= BLOCK; at += BLOCK) {
            UNSAFE.putLong(null, at, value);
            UNSAFE.putLong(null, at + Long.BYTES, value);
            UNSAFE.putLong(null, at + 2 * Long.BYTES, value);
            UNSAFE.putLong(null, at + 3 * Long.BYTES, value);
            UNSAFE.putLong(null, at + 4 * Long.BYTES, value);
            UNSAFE.putLong(null, at + 5 * Long.BYTES, value);
            UNSAFE.putLong(null, at + 6 * Long.BYTES, value);
            UNSAFE.putLong(null, at + 7 * Long.BYTES, value);
        }
        for (; at < end; at += Long.BYTES) {
            UNSAFE.putLong(null, at, value);
        }
    }

    /** Copies {@code bytes} bytes forward; the ranges do not overlap. */
    @Uninterruptible(reason = "Loops over raw memory that no collector knows.")
    public static void copy(long from, long to, long bytes) {
        long offset = 0;
        for (; offset + Long.BYTES <= bytes; offset += Long.BYTES) {
            UNSAFE.putLong(null, to + offset, UNSAFE.getLong(null, from + offset));
        }
        for (; offset < bytes; offset++) {
            UNSAFE.putByte(null, to + offset, UNSAFE.getByte(null, from + offset));
        }
    }
}
