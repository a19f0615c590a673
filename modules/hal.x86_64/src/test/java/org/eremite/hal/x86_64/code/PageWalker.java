package org.eremite.hal.x86_64.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Four-level address translation as the CPU does it (SDM vol. 3, 4.5 and 4.6). Written from the manual: it shares no
 * constant with the code under test.
 */
final class PageWalker {
    private static final int PRESENT = 0;
    private static final int WRITABLE = 1;
    private static final int WRITE_THROUGH = 3;
    private static final int CACHE_DISABLED = 4;
    private static final int PAGE_SIZE = 7;
    private static final int EXECUTE_DISABLED = 63;
    private static final int PHYSICAL_BITS = 52;
    private static final int ENTRIES = 512;

    private final LongUnaryOperator memory;

    /** A last-level entry with the rights that all levels together grant. */
    record Page(long virtual, long physical, long bytes, boolean writable, boolean executable, boolean cached) {
        long end() {
            return virtual + bytes;
        }

        /** Physical address of {@code address}, which this page maps. */
        long translate(long address) {
            return physical + (address - virtual);
        }
    }

    /** Reads tables with {@code memory}: physical address to the 64 bits there. */
    PageWalker(LongUnaryOperator memory) {
        this.memory = memory;
    }

    /** The page that maps {@code virtual} for root {@code root}, or null. */
    Page find(long root, long virtual) {
        requireCanonical(virtual);
        long table = root;
        boolean writable = true;
        boolean executable = true;
        for (int low = 39; ; low -= 9) {
            long entry = memory.applyAsLong(table + (virtual >>> low & ENTRIES - 1) * Long.BYTES);
            if (!bit(entry, PRESENT)) {
                return null;
            }
            writable &= bit(entry, WRITABLE);
            executable &= !bit(entry, EXECUTE_DISABLED);
            boolean last = low == 12 || bit(entry, PAGE_SIZE);
            if (last) {
                return page(virtual & -(1L << low), entry, low, writable, executable);
            }
            table = address(entry, 12);
        }
    }

    /** Every page of {@code root}, in ascending order of the unsigned virtual address. */
    List<Page> pages(long root) {
        List<Page> result = new ArrayList<>();
        collect(root, 39, 0, true, true, result);
        return result;
    }

    private void collect(long table, int low, long base, boolean writable, boolean executable, List<Page> result) {
        for (long index = 0; index < ENTRIES; index++) {
            long entry = memory.applyAsLong(table + index * Long.BYTES);
            if (!bit(entry, PRESENT)) {
                continue;
            }
            long virtual = base + (index << low);
            if (low == 39) {
                virtual = virtual << 16 >> 16;
            }
            boolean write = writable && bit(entry, WRITABLE);
            boolean execute = executable && !bit(entry, EXECUTE_DISABLED);
            if (low == 12 || bit(entry, PAGE_SIZE)) {
                result.add(page(virtual, entry, low, write, execute));
            } else {
                collect(address(entry, 12), low - 9, virtual, write, execute, result);
            }
        }
    }

    private static Page page(long virtual, long entry, int low, boolean writable, boolean executable) {
        if (low == 39) {
            throw new AssertionError("PML4 entry has the reserved bit PS: entry=" + Long.toHexString(entry));
        }
        boolean cached = !bit(entry, WRITE_THROUGH) && !bit(entry, CACHE_DISABLED);
        return new Page(virtual, address(entry, low), 1L << low, writable, executable, cached);
    }

    /** Physical address in {@code entry}; bits between it and bit 12 must be zero (bit 12, PAT, too: none uses it). */
    private static long address(long entry, int low) {
        long address = entry & (1L << PHYSICAL_BITS) - 1 & -4096L;
        if ((address & (1L << low) - 1) != 0) {
            throw new AssertionError("reserved bits are set: entry=" + Long.toHexString(entry));
        }
        return address;
    }

    private static void requireCanonical(long virtual) {
        if (virtual << 16 >> 16 != virtual) {
            throw new AssertionError("address is not canonical: " + Long.toHexString(virtual));
        }
    }

    private static boolean bit(long entry, int number) {
        return (entry >>> number & 1) != 0;
    }
}
