package org.eremite.hal.sim;

import org.eremite.hal.RawMemory;

/**
 * Raw memory that refuses the addresses behind a null reference: a mistake in the code under test then fails a test, not
 * the JVM. {@link InterleavingClassLoader} puts it in the place of {@link RawMemory}.
 */
public final class GuardedMemory {
    /** No object and no simulated memory lies below. */
    private static final long LOWEST_ADDRESS = 1 << 16;

    private GuardedMemory() {}

    private static long checked(long address) {
        if (Long.compareUnsigned(address, LOWEST_ADDRESS) < 0) {
            throw new AssertionError("access through a null reference: address=" + address);
        }
        return address;
    }

    /** {@link RawMemory#getByte}. */
    public static byte getByte(long address) {
        return RawMemory.getByte(checked(address));
    }

    /** {@link RawMemory#putByte}. */
    public static void putByte(long address, byte value) {
        RawMemory.putByte(checked(address), value);
    }

    /** {@link RawMemory#putShort}. */
    public static void putShort(long address, short value) {
        RawMemory.putShort(checked(address), value);
    }

    /** {@link RawMemory#getInt}. */
    public static int getInt(long address) {
        return RawMemory.getInt(checked(address));
    }

    /** {@link RawMemory#putInt}. */
    public static void putInt(long address, int value) {
        RawMemory.putInt(checked(address), value);
    }

    /** {@link RawMemory#getLong}. */
    public static long getLong(long address) {
        return RawMemory.getLong(checked(address));
    }

    /** {@link RawMemory#putLong}. */
    public static void putLong(long address, long value) {
        RawMemory.putLong(checked(address), value);
    }

    /** {@link RawMemory#getIntVolatile}. */
    public static int getIntVolatile(long address) {
        return RawMemory.getIntVolatile(checked(address));
    }

    /** {@link RawMemory#putIntVolatile}. */
    public static void putIntVolatile(long address, int value) {
        RawMemory.putIntVolatile(checked(address), value);
    }

    /** {@link RawMemory#getLongVolatile}. */
    public static long getLongVolatile(long address) {
        return RawMemory.getLongVolatile(checked(address));
    }

    /** {@link RawMemory#putLongVolatile}. */
    public static void putLongVolatile(long address, long value) {
        RawMemory.putLongVolatile(checked(address), value);
    }

    /** {@link RawMemory#putIntRelease}. */
    public static void putIntRelease(long address, int value) {
        RawMemory.putIntRelease(checked(address), value);
    }

    /** {@link RawMemory#putLongRelease}. */
    public static void putLongRelease(long address, long value) {
        RawMemory.putLongRelease(checked(address), value);
    }

    /** {@link RawMemory#compareAndSetInt}. */
    public static boolean compareAndSetInt(long address, int expected, int value) {
        return RawMemory.compareAndSetInt(checked(address), expected, value);
    }

    /** {@link RawMemory#compareAndSetLong}. */
    public static boolean compareAndSetLong(long address, long expected, long value) {
        return RawMemory.compareAndSetLong(checked(address), expected, value);
    }

    /** {@link RawMemory#getAndAddInt}. */
    public static int getAndAddInt(long address, int delta) {
        return RawMemory.getAndAddInt(checked(address), delta);
    }

    /** {@link RawMemory#getAndAddLong}. */
    public static long getAndAddLong(long address, long delta) {
        return RawMemory.getAndAddLong(checked(address), delta);
    }

    /** {@link RawMemory#fullFence}. */
    public static void fullFence() {
        RawMemory.fullFence();
    }

    /** {@link RawMemory#fillLongs}. */
    public static void fillLongs(long address, long bytes, long value) {
        RawMemory.fillLongs(checked(address), bytes, value);
    }

    /** {@link RawMemory#copy}. */
    public static void copy(long from, long to, long bytes) {
        RawMemory.copy(checked(from), checked(to), bytes);
    }
}
