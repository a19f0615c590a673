package org.eremite.hal.x86_64.code;

import static org.eremite.hal.x86_64.PageTableDescriptor.ADDRESS;
import static org.eremite.hal.x86_64.PageTableDescriptor.ENTRIES;
import static org.eremite.hal.x86_64.PageTableDescriptor.LEVELS;
import static org.eremite.hal.x86_64.PageTableDescriptor.P;
import static org.eremite.hal.x86_64.PageTableDescriptor.PCD;
import static org.eremite.hal.x86_64.PageTableDescriptor.PS;
import static org.eremite.hal.x86_64.PageTableDescriptor.PWT;
import static org.eremite.hal.x86_64.PageTableDescriptor.RW;
import static org.eremite.hal.x86_64.PageTableDescriptor.XD;
import static org.eremite.hal.x86_64.PageTableDescriptor.shift;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;
import org.eremite.hal.x86_64.DirectMap;

/**
 * The page tables the machine boots with, complete before it starts: the image at its final addresses with its final
 * permissions, and the direct map. The boot root adds an identity mapping of the first GiB, which entry code needs
 * while it turns paging on; the final root, in use from the first Java instruction, lacks it.
 */
final class PageTables {
    private static final long PAGE = 4096;
    private static final long LARGE_PAGE = 2L << 20;
    private static final long HUGE_PAGE = 1L << 30;
    private static final int LEVEL_1GIB = 3;
    private static final int LEVEL_2MIB = 2;
    private static final int LEVEL_4KIB = 1;

    private final long physicalAddress;
    private final List<long[]> tables = new ArrayList<>();
    private final int finalRoot;

    private PageTables(long physicalAddress) {
        this.physicalAddress = physicalAddress;
        this.finalRoot = newTable();
    }

    /** Tables for {@code segments}, as a section that will lie at {@code physicalAddress}. */
    static CodeSection build(List<PlacedSegment> segments, long physicalAddress) {
        PageTables builder = new PageTables(physicalAddress);
        segments.forEach(builder::mapSegment);
        builder.mapDirect(segments);
        int bootRoot = builder.addBootRoot();
        return new CodeSection(
                "eremite.pagetables",
                Permission.READ_WRITE,
                (int) PAGE,
                builder.bytes(),
                0,
                Map.of(SymbolNames.FINAL_PML4, (int) (builder.finalRoot * PAGE), SymbolNames.BOOT_PML4, (int)
                        (bootRoot * PAGE)),
                List.of());
    }

    private int newTable() {
        tables.add(new long[ENTRIES]);
        return tables.size() - 1;
    }

    private long addressOf(int table) {
        return physicalAddress + table * PAGE;
    }

    private void mapSegment(PlacedSegment segment) {
        long flags = P | rights(segment.permission());
        long end = segment.memoryBytes();
        for (long offset = 0; offset < end; ) {
            long virtual = segment.virtualAddress() + offset;
            long physical = segment.physicalAddress() + offset;
            if (((virtual | physical) & (LARGE_PAGE - 1)) == 0 && end - offset >= LARGE_PAGE) {
                map(virtual, physical | flags | PS, LEVEL_2MIB);
                offset += LARGE_PAGE;
            } else {
                map(virtual, physical | flags, LEVEL_4KIB);
                offset += PAGE;
            }
        }
    }

    private static long rights(Permission permission) {
        return switch (permission) {
            case READ -> XD;
            case READ_WRITE -> RW | XD;
            case READ_EXECUTE -> 0;
        };
    }

    /**
     * All of the direct map in the largest pages that permit it: image code and constants are read-only there too, and
     * devices are not cached. What a CPU without 1 GiB pages shall reach contains none.
     */
    private void mapDirect(List<PlacedSegment> segments) {
        for (long physical = 0; physical < DirectMap.BYTES; physical += HUGE_PAGE) {
            mapDirect(segments, physical, HUGE_PAGE, LEVEL_1GIB);
        }
    }

    private void mapDirect(List<PlacedSegment> segments, long physical, long bytes, int level) {
        boolean devices = physical >= DirectMap.DEVICES && physical + bytes <= DirectMap.DEVICES_END;
        boolean someDevices = physical < DirectMap.DEVICES_END && physical + bytes > DirectMap.DEVICES;
        boolean readOnly = overlapsProtected(segments, physical, bytes);
        boolean whole = !readOnly && devices == someDevices
                && (level < LEVEL_1GIB || physical >= DirectMap.BYTES_BY_LARGE_PAGES);
        if (level > LEVEL_4KIB && !whole) {
            long part = bytes / ENTRIES;
            for (long page = physical; page < physical + bytes; page += part) {
                mapDirect(segments, page, part, level - 1);
            }
            return;
        }
        long flags = P | XD | (readOnly ? 0 : RW) | (devices ? PCD | PWT : 0) | (level > LEVEL_4KIB ? PS : 0);
        map(DirectMap.BASE + physical, physical | flags, level);
    }

    private static boolean overlapsProtected(List<PlacedSegment> segments, long physical, long bytes) {
        return segments.stream()
                .anyMatch(segment -> segment.permission() != Permission.READ_WRITE
                        && segment.physicalAddress() < physical + bytes
                        && segment.physicalAddress() + segment.memoryBytes() > physical);
    }

    private int addBootRoot() {
        int root = newTable();
        System.arraycopy(tables.get(finalRoot), 0, tables.get(root), 0, ENTRIES);
        int low = newTable();
        int directory = newTable();
        for (int page = 0; page < ENTRIES; page++) {
            tables.get(directory)[page] = page * LARGE_PAGE | P | RW | PS;
        }
        tables.get(low)[0] = addressOf(directory) | P | RW;
        tables.get(root)[0] = addressOf(low) | P | RW;
        return root;
    }

    private void map(long virtual, long entry, int level) {
        int table = finalRoot;
        for (int current = LEVELS; current > level; current--) {
            int index = index(virtual, current);
            long value = tables.get(table)[index];
            if (value == 0) {
                int next = newTable();
                tables.get(table)[index] = addressOf(next) | P | RW;
                table = next;
            } else if ((value & PS) != 0) {
                throw new IllegalArgumentException("page is mapped twice: virtualAddress=0x" + Long.toHexString(virtual));
            } else {
                table = (int) (((value & ADDRESS) - physicalAddress) / PAGE);
            }
        }
        int index = index(virtual, level);
        if (tables.get(table)[index] != 0) {
            throw new IllegalArgumentException("page is mapped twice: virtualAddress=0x" + Long.toHexString(virtual));
        }
        tables.get(table)[index] = entry;
    }

    private static int index(long virtual, int level) {
        return (int) (virtual >>> shift(level)) & (ENTRIES - 1);
    }

    private byte[] bytes() {
        ByteBuffer buffer =
                ByteBuffer.allocate((int) (tables.size() * PAGE)).order(ByteOrder.LITTLE_ENDIAN);
        for (long[] table : tables) {
            for (long entry : table) {
                buffer.putLong(entry);
            }
        }
        return buffer.array();
    }
}
