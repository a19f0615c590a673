package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BiConsumer;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.sim.SimMemory.Region;

/**
 * The address space as a table of what each page must be: nothing is reserved twice, pages hold what was written to them
 * and new ones zeros, protections are those asked for, old translations are flushed, a failure changes nothing, and in the
 * end all memory is free again, that of page tables too.
 */
final class SpaceProgram implements BiConsumer<List<Region>, long[]> {
    private static final long BASE = 0x7000_0000_0000L;
    private static final int PAGES = 4096;
    private static final int[] PROTECTIONS = {Paging.READ, Paging.READ | Paging.WRITE, Paging.READ | Paging.EXECUTE};

    private final boolean[] reserved = new boolean[PAGES];
    private final int[] protections = new int[PAGES];
    private final long[] marks = new long[PAGES];
    private int committed;

    private SimulatedKernelMemory machine;
    private AddressSpace space;
    private int first;
    private int count;
    private int choice;

    @Override
    public void accept(List<Region> map, long[] steps) {
        try (SimulatedKernelMemory opened = new SimulatedKernelMemory(map)) {
            machine = opened;
            CheckedMemory.use(machine.memory);
            space = machine.space();
            if (!machine.start(space, BASE, BASE + PAGES * Pages.SMALL)) {
                assertTrue(machine.frames.largestFreeOrder() < SlabLayout.SLAB_ORDER);
                return;
            }
            long unused = machine.freeBytes();
            if (space.reserveAt(BASE, 3000 * Pages.SMALL)) {
                set(0, 3000, true);
            }
            for (long step : steps) {
                apply(step);
                assertEquals(committed * Pages.SMALL, machine.mapper.committedBytes(), "conservation");
                assertEquals(0, machine.paging.unflushed(), "flush");
            }
            verify(0, PAGES);
            finish(unused);
        }
    }

    private void finish(long unused) {
        machine.paging.failAfter(Long.MAX_VALUE);
        for (int page = 0; page < PAGES; page++) {
            if (reserved[page]) {
                int end = page;
                while (end < PAGES && reserved[end]) {
                    end++;
                }
                assertTrue(space.free(BASE + page * Pages.SMALL, (end - page) * Pages.SMALL));
                page = end;
            }
        }
        assertEquals(0, space.reservedBytes());
        assertEquals(0, machine.paging.tables(), "page tables");
        assertEquals(unused, machine.freeBytes(), "conservation");
    }

    private void apply(long step) {
        choice = (int) (step >>> 8) & 0xFF;
        first = (int) (step >>> 16) & (PAGES - 1);
        count = 1 + ((int) (step >>> 32) & 7);
        int shape = (int) (step >>> 40) & 0xFF;
        if (shape < 2) {
            count = 1 + ((int) (step >>> 48) & 0x7FF);
        } else if (shape < 5) {
            first &= -512;
            count = 512 * (1 + (shape & 1));
        } else if (shape < 128) {
            // Near the boundary of a large page, and few of these: ranges meet again and again.
            first = Math.floorMod((first & 0x600) + (first & 15) - 8, PAGES);
        }
        int protection = PROTECTIONS[choice % PROTECTIONS.length];
        switch ((int) step & 15) {
            case 0 -> reserve();
            case 1, 2 -> reserveAt();
            case 3, 4, 5, 6, 7 -> commit(protection);
            case 8, 9 -> protect(protection);
            case 10, 11 -> uncommit();
            case 12 -> free();
            case 13 -> machine.paging.failAfter(choice < 128 ? Long.MAX_VALUE : (choice - 128) % 20);
            case 14 -> machine.processors.become(choice % FakeProcessors.COUNT);
            default -> machine.paging.failAfter(Long.MAX_VALUE);
        }
        verify(first, end());
    }

    private long address() {
        return BASE + first * Pages.SMALL;
    }

    private long bytes() {
        return count * Pages.SMALL;
    }

    private int end() {
        return Math.min(PAGES, first + count);
    }

    private void reserve() {
        long alignment = 1L << choice % 26;
        long address = space.reserve(bytes(), alignment);
        if (address == 0) {
            for (int page = 0; page < PAGES; page++) {
                assertFalse(page * Pages.SMALL % alignment == 0 && isAll(page, count, false), "no addresses although there are");
            }
            return;
        }
        int page = (int) ((address - BASE) / Pages.SMALL);
        assertEquals(0, address % alignment, "alignment");
        assertTrue(isAll(page, count, false), "reserved twice");
        set(page, page + count, true);
    }

    private void reserveAt() {
        boolean done = space.reserveAt(address(), bytes());
        assertEquals(isAll(first, count, false), done, "reserved twice");
        if (done) {
            set(first, end(), true);
        }
    }

    private void commit(int protection) {
        boolean isReserved = isAll(first, count, true);
        long missing = count - committedIn(first, end());
        boolean must = isReserved && machine.frames.freeBytes() >= (missing + 20) * Pages.SMALL
                && machine.paging.mapsUntilFailure() >= missing + 4;
        long free = machine.unusedBytes();
        boolean done = space.commit(address(), bytes(), protection);
        assertTrue(done ? isReserved : !must, "no memory although there is some");
        if (!done) {
            assertTrue(free <= machine.unusedBytes(), "a failure costs memory");
            return;
        }
        for (int page = first; page < end(); page++) {
            long address = BASE + page * Pages.SMALL;
            if (protections[page] == 0) {
                assertEquals(0, machine.load(address), "zeros");
                assertEquals(0, machine.load(address + 8), "zeros");
                assertEquals(0, machine.load(address + Pages.SMALL - 8), "zeros");
                marks[page] = page * 1000L + choice + 1;
                machine.store(address, marks[page]);
                machine.store(address + 8, -1);
                machine.store(address + Pages.SMALL - 8, -1);
                committed++;
            }
            protections[page] = protection;
        }
    }

    private void protect(int protection) {
        boolean done = space.protect(address(), bytes(), protection);
        assertTrue(!done || isAll(first, count, true) && committedIn(first, end()) == count);
        for (int page = first; done && page < end(); page++) {
            protections[page] = protection;
        }
    }

    private void uncommit() {
        if (space.uncommit(address(), bytes())) {
            assertTrue(isAll(first, count, true));
            forget();
        }
    }

    private void free() {
        if (space.free(address(), bytes())) {
            assertTrue(isAll(first, count, true));
            forget();
            set(first, end(), false);
        }
    }

    private void forget() {
        committed -= committedIn(first, end());
        for (int page = first; page < end(); page++) {
            protections[page] = 0;
        }
    }

    private boolean isAll(int page, int length, boolean wanted) {
        if (page + length > PAGES) {
            return false;
        }
        for (int each = page; each < page + length; each++) {
            if (reserved[each] != wanted) {
                return false;
            }
        }
        return true;
    }

    private void set(int from, int to, boolean isReserved) {
        for (int page = from; page < to; page++) {
            reserved[page] = isReserved;
        }
    }

    private int committedIn(int from, int to) {
        int pages = 0;
        for (int page = from; page < to; page++) {
            pages += protections[page] != 0 ? 1 : 0;
        }
        return pages;
    }

    private void verify(int from, int to) {
        for (int page = from; page < to; page++) {
            long address = BASE + page * Pages.SMALL;
            assertEquals(protections[page], machine.paging.protection(address), "protection");
            if (protections[page] != 0) {
                assertEquals(marks[page], machine.load(address), "contents");
            }
        }
    }
}
