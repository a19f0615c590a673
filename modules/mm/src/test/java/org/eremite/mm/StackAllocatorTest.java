package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.sim.SimPanic;
import org.junit.jupiter.api.Test;

class StackAllocatorTest {
    private static final long BASE = 0x6000_0000_0000L;
    private static final long BYTES = 64 << 10;

    private static StackAllocator started(SimulatedKernelMemory machine) {
        return started(machine, machine.started(BASE, BASE + (1L << 30)));
    }

    private static StackAllocator started(SimulatedKernelMemory machine, AddressSpace space) {
        StackAllocator stacks = new StackAllocator(space, machine.mapper, machine.heap, machine.processors, machine.panic);
        assertTrue(stacks.initialize());
        return stacks;
    }

    @Test
    void aStackIsUsableFromLimitToTopAboveAGuard() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            StackAllocator stacks = started(machine);
            for (long bytes : new long[] {1, 4032, 4096, BYTES, 3 << 20}) {
                long top = stacks.allocate(bytes);
                long limit = stacks.limit(top);
                assertEquals(0, top % 64);
                assertTrue(top - limit >= bytes && top - limit < bytes + Pages.SMALL);
                assertEquals(Pages.NONE, machine.paging.translate(limit - 1));
                for (long address = top - 8; address >= limit; address -= 8) {
                    touch(machine, stacks, address, limit);
                    assertEquals(Paging.READ | Paging.WRITE, machine.paging.protection(address));
                    machine.store(address, -1);
                }
                assertEquals(Pages.NONE, machine.paging.translate(limit - 1));
                assertEquals(limit, stacks.limit(top));
                stacks.free(top);
            }
        }
    }

    /** What a machine does when a thread touches its stack. */
    private static void touch(SimulatedKernelMemory machine, StackAllocator stacks, long address, long limit) {
        if (machine.paging.translate(address) == Pages.NONE) {
            assertTrue(stacks.provide(address, limit));
        }
    }

    @Test
    void aNewStackTakesLittleMemoryHoweverLargeItIs() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            StackAllocator stacks = started(machine);
            long free = machine.frames.freeBytes();
            long top = stacks.allocate(100 << 20);
            long taken = free - machine.frames.freeBytes();
            assertEquals(StackAllocator.INITIAL_BYTES, machine.mapper.committedBytes());
            assertTrue(taken <= StackAllocator.INITIAL_BYTES + 4 * Pages.SMALL, "besides its first pages a few page tables");
            // Far below everything that has been touched, as a frame with large locals does.
            long limit = stacks.limit(top);
            assertTrue(stacks.provide(limit + 5 * Pages.SMALL, limit));
            assertEquals(StackAllocator.INITIAL_BYTES + 4 * Pages.SMALL, machine.mapper.committedBytes());
            assertTrue(stacks.provide(limit, limit), "not below the limit");
            assertEquals(Pages.NONE, machine.paging.translate(limit - 1));
            assertFalse(stacks.provide(limit + 8, limit), "there already");
            stacks.free(top);
            stacks.trim();
            assertEquals(0, machine.mapper.committedBytes());
        }
    }

    @Test
    void aStackDoesNotGrowWithoutMemory() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(1 << 20)) {
            StackAllocator stacks = started(machine);
            long top = stacks.allocate(BYTES);
            long limit = stacks.limit(top);
            machine.paging.failAfter(1);
            assertTrue(stacks.provide(top - 5 * Pages.SMALL, limit), "one page is enough");
            assertFalse(stacks.provide(limit, limit));
            machine.paging.failAfter(Long.MAX_VALUE);
            assertTrue(stacks.provide(limit, limit));
        }
    }

    @Test
    void aFreedStackIsUsedAgainWithoutMappingAnything() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            StackAllocator stacks = started(machine);
            long top = stacks.allocate(BYTES);
            long flushes = machine.paging.flushes();
            stacks.free(top);
            assertEquals(top, stacks.allocate(BYTES));
            assertEquals(flushes, machine.paging.flushes());
        }
    }

    @Test
    void sizesNoLongerInUseDoNotFillTheCache() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            StackAllocator stacks = started(machine);
            for (int pages = 1; pages <= 6; pages++) {
                stacks.free(stacks.allocate(pages * Pages.SMALL));
            }
            long top = stacks.allocate(BYTES);
            stacks.free(top);
            assertEquals(top, stacks.allocate(BYTES));
        }
    }

    @Test
    void fewStacksAreKept() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            StackAllocator stacks = started(machine);
            List<Long> tops = new ArrayList<>();
            for (int count = 0; count < 30; count++) {
                tops.add(stacks.allocate(BYTES));
            }
            tops.forEach(stacks::free);
            assertTrue(machine.mapper.committedBytes() <= 8 * (BYTES + Pages.SMALL));
            stacks.trim();
            assertEquals(0, machine.mapper.committedBytes());
        }
    }

    @Test
    void keptStacksGiveWayToNewOnes() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(1 << 20)) {
            StackAllocator stacks = started(machine);
            List<Long> tops = new ArrayList<>();
            for (long top = stacks.allocate(BYTES); top != 0; top = stacks.allocate(BYTES)) {
                tops.add(top);
            }
            tops.forEach(stacks::free);
            assertTrue(stacks.allocate((tops.size() - 2) * BYTES) != 0);
        }
    }

    @Test
    void misuseIsFound() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            StackAllocator stacks = started(machine);
            long top = stacks.allocate(BYTES);
            for (long bad : new long[] {0, top - 64, top - Pages.SMALL, top + Pages.SMALL, top + 8, -64}) {
                assertThrows(SimPanic.Raised.class, () -> stacks.free(bad));
                assertThrows(SimPanic.Raised.class, () -> stacks.limit(bad));
            }
            stacks.free(top);
            assertThrows(SimPanic.Raised.class, () -> stacks.free(top));
        }
    }

    @Test
    void nonsenseSizesAreRefused() {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(8 << 20)) {
            StackAllocator stacks = started(machine);
            for (long bytes : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 30, (1L << 30) - Pages.SMALL}) {
                assertEquals(0, stacks.allocate(bytes));
            }
        }
    }

    private static boolean canTouch(SimulatedKernelMemory machine, StackAllocator stacks, long limit) {
        return machine.paging.translate(limit) != Pages.NONE || stacks.provide(limit, limit);
    }

    @Provide
    Arbitrary<List<Integer>> picks() {
        return Arbitraries.integers().between(-8, 20).list().ofMaxSize(200);
    }

    @Property(tries = 200)
    void stacksAreApartAndEverythingComesBack(@ForAll("picks") List<Integer> picks) {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(2 << 20)) {
            AddressSpace space = machine.started(BASE, BASE + (1L << 30));
            StackAllocator stacks = started(machine, space);
            long unused = machine.freeBytes();
            List<Long> tops = new ArrayList<>();
            for (int pick : picks) {
                if (pick > 0) {
                    long top = stacks.allocate(pick * 3000L);
                    if (top != 0 && canTouch(machine, stacks, stacks.limit(top))) {
                        machine.store(stacks.limit(top), top);
                        machine.store(top - 8, top);
                        tops.add(top);
                    } else if (top != 0) {
                        stacks.free(top);
                    }
                } else if (!tops.isEmpty()) {
                    long top = tops.remove(-pick % tops.size());
                    assertEquals(top, machine.load(stacks.limit(top)));
                    assertEquals(top, machine.load(top - 8));
                    stacks.free(top);
                }
            }
            tops.forEach(stacks::free);
            stacks.trim();
            assertEquals(0, space.reservedBytes());
            assertEquals(unused, machine.freeBytes());
        }
    }
}
