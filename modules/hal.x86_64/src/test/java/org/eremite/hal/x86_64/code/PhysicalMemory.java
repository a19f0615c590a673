package org.eremite.hal.x86_64.code;

import java.util.HashMap;
import java.util.Map;

/** Memory of the machine under test, zero where nothing was written. */
final class PhysicalMemory {
    private static final int PAGE = 4096;

    private final Map<Long, byte[]> pages = new HashMap<>();

    PhysicalMemory() {}

    /** A copy that shares nothing with {@code other}. */
    PhysicalMemory(PhysicalMemory other) {
        other.pages.forEach((number, page) -> pages.put(number, page.clone()));
    }

    int getByte(long address) {
        byte[] page = pages.get(address / PAGE);
        return page == null ? 0 : page[(int) (address % PAGE)] & 0xFF;
    }

    void putByte(long address, int value) {
        pages.computeIfAbsent(address / PAGE, number -> new byte[PAGE])[(int) (address % PAGE)] = (byte) value;
    }

    long getLong(long address) {
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = value << 8 | getByte(address + i);
        }
        return value;
    }

    void put(long address, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            putByte(address + i, (int) (value >> 8 * i));
        }
    }

    void put(long address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            putByte(address + i, bytes[i]);
        }
    }
}
