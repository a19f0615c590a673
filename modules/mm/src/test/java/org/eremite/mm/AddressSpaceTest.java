package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.sim.SimPanic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AddressSpaceTest {
    private static final long BASE = 0x7000_0000_0000L;
    private static final long GIB = 1L << 30;
    private static final int READ_WRITE = Paging.READ | Paging.WRITE;

    @Test
    void reservingCostsNothing() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(1 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + 1024 * GIB);
            long unused = machine.unusedBytes();
            long first = space.reserve(32 * GIB, 4 * GIB);
            long second = space.reserve(32 * GIB - 1, 64 * GIB);
            assertEquals(0, first % (4 * GIB));
            assertEquals(0, second % (64 * GIB));
            assertEquals(64 * GIB, space.reservedBytes());
            assertEquals(unused, machine.unusedBytes());
            assertTrue(space.free(first, 32 * GIB));
            assertTrue(space.free(second, 32 * GIB));
            assertTrue(space.reserveAt(BASE, 1024 * GIB));
        }
    }

    @Test
    void alignmentThatOnlyOneExtentMeetsIsFound() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(1 << 20)) {
            AddressSpace space = machine.started(BASE + Pages.SMALL, BASE + 2 * GIB);
            assertEquals(BASE + GIB, space.reserve(GIB, GIB));
            assertEquals(0, space.reserve(GIB - Pages.SMALL + 1, 1));
            assertEquals(BASE + Pages.SMALL, space.reserve(GIB - Pages.SMALL, 1));
            assertEquals(0, space.reserve(1, 1));
        }
    }

    @Test
    void highHalfWindowsWork() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            AddressSpace space = machine.started(-64 * GIB, -Pages.LARGE);
            long address = space.reserve(Pages.LARGE, Pages.LARGE);
            assertEquals(-64 * GIB, address);
            assertTrue(space.commit(address, Pages.LARGE, READ_WRITE));
            assertTrue(space.free(address, Pages.LARGE));
            assertTrue(space.reserveAt(-64 * GIB, 64 * GIB - Pages.LARGE));
            assertFalse(space.reserveAt(-Pages.LARGE, Pages.LARGE));
        }
    }

    @Test
    void alignedRangesUseLargePages() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(16 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + GIB);
            assertTrue(space.reserveAt(BASE, GIB));
            assertTrue(space.commit(BASE + Pages.LARGE - Pages.SMALL, 2 * Pages.LARGE + 2 * Pages.SMALL, READ_WRITE));
            assertEquals(2, machine.paging.pages(Pages.LARGE));
            assertEquals(2, machine.paging.pages(Pages.SMALL));
            assertTrue(space.uncommit(BASE, GIB));
            // Tables that earlier small pages left behind do not stand in the way.
            assertTrue(space.commit(BASE + Pages.LARGE, Pages.SMALL, READ_WRITE));
            assertTrue(space.uncommit(BASE + Pages.LARGE, Pages.SMALL));
            assertTrue(space.commit(BASE + Pages.LARGE, Pages.LARGE, READ_WRITE));
            assertEquals(1, machine.paging.pages(Pages.LARGE));
            assertEquals(0, machine.paging.pages(Pages.SMALL));
        }
    }

    @Test
    void aPartOfALargePageCanBeGivenBack() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(16 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + GIB);
            assertTrue(space.reserveAt(BASE, GIB));
            assertTrue(space.commit(BASE, Pages.LARGE, READ_WRITE));
            machine.store(BASE + Pages.LARGE - 8, 7);
            long free = machine.frames.freeBytes();
            assertTrue(space.uncommit(BASE + Pages.SMALL, 3 * Pages.SMALL));
            assertEquals(free + 2 * Pages.SMALL, machine.frames.freeBytes(), "three frames less one for a table");
            assertEquals(7, machine.load(BASE + Pages.LARGE - 8));
            assertTrue(space.protect(BASE + 8 * Pages.SMALL, Pages.SMALL, Paging.READ));
            assertEquals(READ_WRITE, machine.paging.protection(BASE));
            assertEquals(Paging.READ, machine.paging.protection(BASE + 8 * Pages.SMALL));
        }
    }

    @Test
    void aPartOfALargePageIsKeptIfNoTableCanBeHad() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(16 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + GIB);
            assertTrue(space.reserveAt(BASE, GIB));
            assertTrue(space.commit(BASE, Pages.LARGE, READ_WRITE));
            machine.paging.failAfter(0);
            assertFalse(space.uncommit(BASE, Pages.SMALL));
            assertFalse(space.protect(BASE, Pages.SMALL, Paging.READ));
            assertFalse(space.free(BASE + Pages.SMALL, Pages.SMALL));
            assertEquals(Pages.LARGE, machine.mapper.committedBytes());
            assertTrue(space.uncommit(BASE, Pages.LARGE));
        }
    }

    @Test
    void smallPagesServeWhereNoLargeFrameIsLeft() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + GIB);
            assertTrue(space.reserveAt(BASE, GIB));
            while (machine.frames.largestFreeOrder() >= FrameAllocator.LARGE_ORDER) {
                long block = machine.frames.allocate(FrameAllocator.LARGE_ORDER);
                machine.frames.split(block, FrameAllocator.LARGE_ORDER);
                for (long frame = block + Pages.SMALL; frame < block + Pages.LARGE; frame += Pages.SMALL) {
                    machine.frames.freeFrame(frame);
                }
            }
            assertTrue(space.commit(BASE, Pages.LARGE, READ_WRITE));
            assertEquals(512, machine.paging.pages(Pages.SMALL));
        }
    }

    @Test
    void badRangesAreRefused() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + GIB);
            assertTrue(space.reserveAt(BASE, Pages.LARGE));
            for (long bytes : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, GIB + 1}) {
                assertEquals(0, space.reserve(bytes, 1));
                assertFalse(space.reserveAt(BASE, bytes));
                assertFalse(space.commit(BASE, bytes, READ_WRITE));
                assertFalse(space.free(BASE, bytes));
            }
            for (long alignment : new long[] {0, -1, 3, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertEquals(0, space.reserve(1, alignment));
            }
            for (long address : new long[] {0, BASE - Pages.SMALL, BASE + 1, BASE + GIB, -Pages.SMALL, BASE + Pages.LARGE}) {
                assertFalse(space.commit(address, Pages.SMALL, READ_WRITE));
                assertFalse(space.protect(address, Pages.SMALL, READ_WRITE));
                assertFalse(space.uncommit(address, Pages.SMALL));
                assertFalse(space.free(address, Pages.SMALL));
            }
            assertFalse(space.commit(BASE + Pages.LARGE - Pages.SMALL, 2 * Pages.SMALL, READ_WRITE), "half of it reserved");
            assertFalse(space.commit(BASE, Pages.SMALL, 0));
            assertFalse(space.commit(BASE, Pages.SMALL, 8));
            assertThrows(SimPanic.Raised.class, () -> space.commit(BASE, Pages.SMALL, Paging.WRITE | Paging.EXECUTE));
        }
    }

    @Test
    void badWindowsAreRefused() {
        long[][] windows = {{0, GIB}, {GIB, GIB}, {2 * GIB, GIB}, {-GIB, GIB}, {GIB + 8, 2 * GIB}, {GIB, 2 * GIB + 8}};
        for (long[] window : windows) {
            try (SimulatedKernelMemory machine = new SimulatedKernelMemory(1 << 20)) {
                assertThrows(SimPanic.Raised.class, () -> machine.started(window[0], window[1]));
            }
        }
    }

    @Test
    @Tag("many-repetitions")
    void commitAndUncommitOverAndOverLeaksNothing() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(16 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + GIB);
            long unused = machine.unusedBytes();
            for (int round = 0; round < 60; round++) {
                long bytes = (round % 7 + 1) * 300 * Pages.SMALL;
                long address = space.reserve(bytes, Pages.LARGE);
                assertTrue(space.commit(address, bytes, READ_WRITE));
                assertTrue(space.uncommit(address, bytes / 2));
                assertTrue(space.commit(address, bytes, Paging.READ));
                assertTrue(space.free(address, bytes));
                assertEquals(unused, machine.unusedBytes());
            }
        }
    }

    @Test
    void withoutMemoryToRecordThemAddressesStayAsTheyWere() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(1 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + 8 * Pages.SMALL);
            assertTrue(space.reserveAt(BASE, 3 * Pages.SMALL));
            long last = 0;
            for (long taken = machine.heap.allocate(ExtentLayout.BYTES); taken != 0;
                    taken = machine.heap.allocate(ExtentLayout.BYTES)) {
                last = taken;
            }
            assertFalse(space.free(BASE + Pages.SMALL, Pages.SMALL), "between reserved addresses");
            assertFalse(space.reserveAt(BASE + 5 * Pages.SMALL, Pages.SMALL), "free addresses on both sides");
            assertEquals(3 * Pages.SMALL, space.reservedBytes());
            machine.heap.free(last);
            assertTrue(space.free(BASE + Pages.SMALL, Pages.SMALL));
            assertEquals(2 * Pages.SMALL, space.reservedBytes());
            assertTrue(space.reserveAt(BASE + Pages.SMALL, Pages.SMALL));
        }
    }

    @Test
    void bookkeepingLeaksNothing() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(1 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + 3 * Pages.LARGE);
            long unused = machine.unusedBytes();
            // More rounds than a slab has nodes; each takes an extent whole, splits one and merges with both neighbours.
            for (int round = 0; round < 3000; round++) {
                assertTrue(space.reserveAt(BASE + Pages.LARGE, Pages.LARGE));
                assertTrue(space.reserveAt(BASE, Pages.LARGE));
                assertTrue(space.free(BASE, Pages.LARGE));
                assertTrue(space.free(BASE + Pages.LARGE, Pages.LARGE));
            }
            assertEquals(unused, machine.unusedBytes());
        }
    }

    @Test
    @Tag("many-repetitions")
    void cpusDoNotDisturbEachOther() throws InterruptedException {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(16 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + GIB);
            long unused = machine.unusedBytes();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            List<Thread> cpus = new ArrayList<>();
            for (int cpu = 1; cpu <= 3; cpu++) {
                long mark = cpu;
                Thread thread = new Thread(() -> useAndFree(machine, space, mark));
                thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
                cpus.add(thread);
                thread.start();
            }
            for (Thread thread : cpus) {
                thread.join();
            }
            assertEquals(List.of(), failures);
            assertEquals(0, space.reservedBytes());
            assertEquals(unused, machine.unusedBytes());
        }
    }

    /** Reserves small ranges next to those of others, in the same large pages, and sees that nobody else writes there. */
    private static void useAndFree(SimulatedKernelMemory machine, AddressSpace space, long mark) {
        for (int round = 0; round < 400; round++) {
            long bytes = (round % 5 + 1) * 7 * Pages.SMALL;
            long address = space.reserve(bytes, Pages.SMALL);
            assertTrue(space.commit(address, bytes, READ_WRITE));
            for (long page = address; page < address + bytes; page += Pages.SMALL) {
                assertEquals(0, machine.load(page));
                machine.store(page, mark);
            }
            for (long page = address; page < address + bytes; page += Pages.SMALL) {
                assertEquals(mark, machine.load(page));
            }
            assertTrue(space.free(address, bytes));
        }
    }
}
