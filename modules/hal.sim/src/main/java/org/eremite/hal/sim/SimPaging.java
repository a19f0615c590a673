package org.eremite.hal.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eremite.hal.FrameSource;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.Panic;

/**
 * A model of page tables of four levels and of TLBs that forget nothing before a flush.
 *
 * <p>Tables take frames as real ones do and stay until they are removed. The following is reported by panic: double
 * mapping, misalignment, write and execute permission together, a large page in the place of a table, and a frame, an
 * address or the place of a table that is used anew while its former use may still be in a TLB.
 */
public final class SimPaging implements Paging {
    /** Bytes that one entry covers: of the lowest table, and of the tables above it. */
    private static final long[] ENTRY_BYTES = {Pages.SMALL, Pages.LARGE, Pages.LARGE << 9, Pages.LARGE << 18};
    private static final int ENTRY_BITS = 9;

    private record Page(long physicalAddress, long bytes, int protection) {}

    private record Table(int level, long start) {}

    private final Panic panic;
    private final TreeMap<Long, Page> pages = new TreeMap<>();
    private final TreeMap<Long, Page> stale = new TreeMap<>();
    private final TreeMap<Long, Page> staleByFrame = new TreeMap<>();
    private final Map<Table, Long> tables = new HashMap<>();
    private final Map<Table, Long> staleTables = new HashMap<>();
    private FrameSource frames;
    private long mapsUntilFailure = Long.MAX_VALUE;
    private long flushes;

    /** @param panic where misuse is reported */
    public SimPaging(Panic panic) {
        this.panic = panic;
    }

    /** Lets {@code count} more calls of {@link #map} and {@link #split} succeed and all later ones fail. */
    public synchronized void failAfter(long count) {
        mapsUntilFailure = count;
    }

    /** How many more calls of {@link #map} and {@link #split} may succeed. */
    public synchronized long mapsUntilFailure() {
        return mapsUntilFailure;
    }

    /** Number of frames that tables occupy. */
    public synchronized long tables() {
        return tables.size();
    }

    /** Number of pages of {@code pageSize}. */
    public synchronized long pages(long pageSize) {
        return pages.values().stream().filter(page -> page.bytes() == pageSize).count();
    }

    /** Number of calls of {@link #flush}. */
    public synchronized long flushes() {
        return flushes;
    }

    /** Number of translations, and of tables that have been removed, that wait for a flush. */
    public synchronized long unflushed() {
        return stale.size() + staleTables.size();
    }

    /** Number of tables that have been removed and wait for a flush. */
    public synchronized long unflushedTables() {
        return staleTables.size();
    }

    /** Protection of the page that maps {@code virtualAddress}, or 0. */
    public synchronized int protection(long virtualAddress) {
        Map.Entry<Long, Page> entry = find(pages, virtualAddress);
        return entry == null ? 0 : entry.getValue().protection();
    }

    @Override
    public synchronized void attach(FrameSource source) {
        frames = source;
    }

    @Override
    public synchronized boolean map(long virtualAddress, long physicalAddress, long pageSize, int protection) {
        checkPage(virtualAddress, pageSize, protection);
        check((physicalAddress & (pageSize - 1)) == 0, "misaligned frame", physicalAddress);
        check(!overlaps(pages, virtualAddress, pageSize), "mapped twice", virtualAddress);
        check(!overlaps(stale, virtualAddress, pageSize), "address reused before a flush", virtualAddress);
        // The last table is the one that lacks a frame: those above it stay.
        if (!addTables(virtualAddress, pageSize == Pages.LARGE || mapsUntilFailure == 0 ? 1 : 0) || mapsUntilFailure == 0) {
            return false;
        }
        mapsUntilFailure--;
        check(pageSize == Pages.SMALL || !tables.containsKey(new Table(0, virtualAddress)), "table in the way", virtualAddress);
        checkFrame(physicalAddress, pageSize);
        pages.put(virtualAddress, new Page(physicalAddress, pageSize, protection | READ));
        return true;
    }

    @Override
    public synchronized long unmap(long virtualAddress, long pageSize) {
        checkPage(virtualAddress, pageSize, READ);
        Page page = pages.get(virtualAddress);
        if (page == null || page.bytes() != pageSize) {
            return Pages.NONE;
        }
        pages.remove(virtualAddress);
        addStale(virtualAddress, page);
        return page.physicalAddress();
    }

    @Override
    public synchronized boolean protect(long virtualAddress, long pageSize, int protection) {
        checkPage(virtualAddress, pageSize, protection);
        Page page = pages.get(virtualAddress);
        if (page == null || page.bytes() != pageSize) {
            return false;
        }
        pages.put(virtualAddress, new Page(page.physicalAddress(), pageSize, protection | READ));
        if ((page.protection() & ~protection & (WRITE | EXECUTE)) != 0) {
            addStale(virtualAddress, page);
        }
        return true;
    }

    @Override
    public synchronized long probe(long virtualAddress) {
        Map.Entry<Long, Page> entry = find(pages, virtualAddress);
        if (entry != null) {
            return entry.getValue().bytes();
        }
        int level = 0;
        while (level < ENTRY_BYTES.length - 1 && !tables.containsKey(table(level, virtualAddress))) {
            level++;
        }
        // One look into the table of this level: up to its next entry that is in use, or to its end.
        long bytes = ENTRY_BYTES[level];
        long end = (virtualAddress & -(bytes << ENTRY_BITS)) + (bytes << ENTRY_BITS);
        long next = (virtualAddress & -bytes) + bytes;
        while (next != end && !used(level, next)) {
            next += bytes;
        }
        return virtualAddress - next;
    }

    @Override
    public synchronized boolean split(long virtualAddress) {
        checkPage(virtualAddress, Pages.LARGE, READ);
        Page page = pages.get(virtualAddress);
        check(page != null && page.bytes() == Pages.LARGE, "no large page to split", virtualAddress);
        if (mapsUntilFailure == 0 || !addTables(virtualAddress, 0)) {
            return false;
        }
        mapsUntilFailure--;
        for (long offset = 0; offset < Pages.LARGE; offset += Pages.SMALL) {
            pages.put(virtualAddress + offset, new Page(page.physicalAddress() + offset, Pages.SMALL, page.protection()));
        }
        return true;
    }

    @Override
    public synchronized long removeEmptyTable(long virtualAddress) {
        if (find(pages, virtualAddress) != null && find(pages, virtualAddress).getValue().bytes() == Pages.LARGE) {
            return Pages.NONE;
        }
        int level = 0;
        while (level < ENTRY_BYTES.length - 1 && !tables.containsKey(table(level, virtualAddress))) {
            level++;
        }
        if (level == ENTRY_BYTES.length - 1) {
            return Pages.NONE;
        }
        Table table = table(level, virtualAddress);
        for (int index = 0; index < 1 << ENTRY_BITS; index++) {
            if (used(level, table.start() + index * ENTRY_BYTES[level])) {
                return Pages.NONE;
            }
        }
        long frame = tables.remove(table);
        staleTables.put(table, frame);
        return frame;
    }

    @Override
    public synchronized long translate(long virtualAddress) {
        Map.Entry<Long, Page> entry = find(pages, virtualAddress);
        return entry == null ? Pages.NONE : entry.getValue().physicalAddress() + (virtualAddress - entry.getKey());
    }

    @Override
    public synchronized void flush(long virtualAddress, long bytes) {
        flushes++;
        stale.entrySet().removeIf(entry -> {
            boolean flushed = entry.getKey() < virtualAddress + bytes && entry.getKey() + entry.getValue().bytes() > virtualAddress;
            if (flushed) {
                staleByFrame.remove(entry.getValue().physicalAddress());
            }
            return flushed;
        });
        staleTables.keySet().removeIf(table -> table.start() < virtualAddress + bytes
                && table.start() + (ENTRY_BYTES[table.level()] << ENTRY_BITS) > virtualAddress);
    }

    private void addStale(long virtualAddress, Page page) {
        stale.put(virtualAddress, page);
        staleByFrame.put(page.physicalAddress(), page);
    }

    private boolean used(int level, long virtualAddress) {
        return level > 0 && tables.containsKey(new Table(level - 1, virtualAddress)) || pages.containsKey(virtualAddress);
    }

    /** Adds the tables down to {@code level} that {@code virtualAddress} needs; false if frames run out on the way. */
    private boolean addTables(long virtualAddress, int level) {
        for (int upper = ENTRY_BYTES.length - 2; upper >= level; upper--) {
            Table table = table(upper, virtualAddress);
            if (!tables.containsKey(table)) {
                long frame = frames.allocateFrame();
                if (frame == Pages.NONE) {
                    return false;
                }
                checkFrame(frame, Pages.SMALL);
                check(!staleTables.containsKey(table), "table replaced before a flush", virtualAddress);
                tables.put(table, frame);
            }
        }
        return true;
    }

    private void checkFrame(long frame, long bytes) {
        boolean stillTable = staleTables.values().stream().anyMatch(table -> table >= frame && table - frame < bytes);
        check(!overlaps(staleByFrame, frame, bytes) && !stillTable, "frame reused before a flush", frame);
    }

    private static Table table(int level, long virtualAddress) {
        return new Table(level, virtualAddress & -(ENTRY_BYTES[level] << ENTRY_BITS));
    }

    private static Map.Entry<Long, Page> find(TreeMap<Long, Page> map, long address) {
        Map.Entry<Long, Page> entry = map.floorEntry(address);
        return entry != null && address - entry.getKey() < entry.getValue().bytes() ? entry : null;
    }

    private static boolean overlaps(TreeMap<Long, Page> map, long address, long bytes) {
        Long next = map.ceilingKey(address);
        return find(map, address) != null || next != null && next - address < bytes;
    }

    private void checkPage(long virtualAddress, long pageSize, int protection) {
        check(pageSize == Pages.SMALL || pageSize == Pages.LARGE, "no such page size", pageSize);
        check((virtualAddress & (pageSize - 1)) == 0, "misaligned page", virtualAddress);
        check((protection & (WRITE | EXECUTE)) != (WRITE | EXECUTE), "writable and executable", virtualAddress);
    }

    private void check(boolean holds, String what, long value) {
        if (!holds) {
            panic.panic(what, "address", value);
        }
    }
}
