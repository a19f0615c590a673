package org.eremite.mm;

import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimCores;
import org.eremite.hal.sim.SimMemory;

/**
 * Raw memory that refuses addresses outside of simulated RAM: a mistake in the code under test then fails a test, not the
 * JVM. Before every access another simulated CPU may go on. {@link DefectiveClassLoader} puts it in the place of
 * {@link RawMemory}; each such loader has one of its own.
 */
public final class CheckedMemory {
    private static SimMemory memory;

    private CheckedMemory() {}

    /** Allows accesses to {@code opened} only. */
    public static void use(SimMemory opened) {
        memory = opened;
    }

    private static void access(long address, long bytes) {
        SimCores.point();
        if (bytes > 0) {
            memory.physical(address);
            memory.physical(address + bytes - 1);
        }
    }

    public static byte getByte(long address) {
        access(address, 1);
        return RawMemory.getByte(address);
    }

    public static void putByte(long address, byte value) {
        access(address, 1);
        RawMemory.putByte(address, value);
    }

    public static int getIntVolatile(long address) {
        access(address, Integer.BYTES);
        return RawMemory.getIntVolatile(address);
    }

    public static void putInt(long address, int value) {
        access(address, Integer.BYTES);
        RawMemory.putInt(address, value);
    }

    public static void putIntRelease(long address, int value) {
        access(address, Integer.BYTES);
        RawMemory.putIntRelease(address, value);
    }

    public static boolean compareAndSetInt(long address, int expected, int value) {
        access(address, Integer.BYTES);
        return RawMemory.compareAndSetInt(address, expected, value);
    }

    public static long getLong(long address) {
        access(address, Long.BYTES);
        return RawMemory.getLong(address);
    }

    public static void putLong(long address, long value) {
        access(address, Long.BYTES);
        RawMemory.putLong(address, value);
    }

    public static long getLongVolatile(long address) {
        access(address, Long.BYTES);
        return RawMemory.getLongVolatile(address);
    }

    public static void putLongRelease(long address, long value) {
        access(address, Long.BYTES);
        RawMemory.putLongRelease(address, value);
    }

    public static boolean compareAndSetLong(long address, long expected, long value) {
        access(address, Long.BYTES);
        return RawMemory.compareAndSetLong(address, expected, value);
    }

    public static void fillLongs(long address, long bytes, long value) {
        access(address, bytes);
        RawMemory.fillLongs(address, bytes, value);
    }

    public static void copy(long from, long to, long bytes) {
        access(from, bytes);
        access(to, bytes);
        RawMemory.copy(from, to, bytes);
    }
}
