package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.sim.SimMemory.Region;

/** Any sequence of calls, on any machine, against a table of what each page must be. */
class AddressSpacePropertyTest {
    private static final long BASE = 0x7000_0000_0000L;
    private static final int PAGES = 4096;
    private static final int[] PROTECTIONS = {Paging.READ, Paging.READ | Paging.WRITE, Paging.READ | Paging.EXECUTE};

    record Step(Kind kind, int first, int count, int choice) {
        enum Kind { RESERVE, RESERVE_AT, COMMIT, COMMIT_AGAIN, PROTECT, UNCOMMIT, FREE, LIMIT_TABLES }

        long address() {
            return BASE + first * Pages.SMALL;
        }

        long bytes() {
            return count * Pages.SMALL;
        }

        int end() {
            return Math.min(PAGES, first + count);
        }
    }

    /** What each page of the window must be; a committed page holds its mark in its first word. */
    private static final class Model {
        final boolean[] reserved = new boolean[PAGES];
        final int[] protection = new int[PAGES];
        final long[] mark = new long[PAGES];

        boolean isReserved(Step step) {
            boolean all = step.first() + step.count() <= PAGES;
            for (int page = step.first(); page < step.end(); page++) {
                all &= reserved[page];
            }
            return all;
        }

        boolean isFree(Step step) {
            boolean all = step.first() + step.count() <= PAGES;
            for (int page = step.first(); page < step.end(); page++) {
                all &= !reserved[page];
            }
            return all;
        }

        int committed(int first, int end) {
            int count = 0;
            for (int page = first; page < end; page++) {
                count += protection[page] != 0 ? 1 : 0;
            }
            return count;
        }

        void set(Step step, boolean isReserved) {
            for (int page = step.first(); page < step.end(); page++) {
                reserved[page] = isReserved;
            }
        }

        void uncommit(Step step) {
            for (int page = step.first(); page < step.end(); page++) {
                protection[page] = 0;
            }
        }
    }

    @Provide
    Arbitrary<List<Region>> maps() {
        return MemoryMaps.upTo(1200);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> first = Arbitraries.oneOf(Arbitraries.integers().between(0, PAGES - 1),
                Arbitraries.integers().between(0, 7).map(large -> large * 512));
        Arbitrary<Integer> count = Arbitraries.oneOf(Arbitraries.integers().between(1, 30), Arbitraries.integers().between(1, 2000),
                Arbitraries.integers().between(1, 4).map(large -> large * 512));
        return Combinators.combine(Arbitraries.of(Step.Kind.values()), first, count, Arbitraries.integers().between(0, 25))
                .as(Step::new).list().ofMaxSize(100);
    }

    @Property(tries = 300)
    void everyPageIsWhatItMustBe(@ForAll("maps") List<Region> map, @ForAll("steps") List<Step> steps) {
        try (SimulatedKernelMemory machine = new SimulatedKernelMemory(map)) {
            AddressSpace space = machine.space();
            if (!machine.start(space, BASE, BASE + PAGES * Pages.SMALL)) {
                assertTrue(machine.frames.largestFreeOrder() < SlabLayout.SLAB_ORDER);
                return;
            }
            long unused = machine.unusedBytes();
            Model model = new Model();
            if (space.reserveAt(BASE, 3000 * Pages.SMALL)) {
                model.set(new Step(null, 0, 3000, 0), true);
            }
            for (Step step : steps) {
                apply(step, space, model, machine);
                assertEquals(model.committed(0, PAGES) * Pages.SMALL, machine.mapper.committedBytes());
                assertEquals(0, machine.paging.unflushed());
            }
            verify(model, machine, 0, PAGES);
            machine.paging.failAfter(Long.MAX_VALUE);
            for (int page = 0; page < PAGES; page++) {
                if (model.reserved[page]) {
                    int end = page;
                    while (end < PAGES && model.reserved[end]) {
                        end++;
                    }
                    assertTrue(space.free(BASE + page * Pages.SMALL, (end - page) * Pages.SMALL));
                    page = end;
                }
            }
            assertEquals(0, space.reservedBytes());
            assertEquals(unused, machine.unusedBytes());
        }
    }

    private static void apply(Step step, AddressSpace space, Model model, SimulatedKernelMemory machine) {
        int protection = PROTECTIONS[step.choice() % PROTECTIONS.length];
        switch (step.kind()) {
            case RESERVE -> reserve(step, space, model);
            case RESERVE_AT -> {
                boolean done = space.reserveAt(step.address(), step.bytes());
                assertEquals(model.isFree(step), done);
                if (done) {
                    model.set(step, true);
                }
            }
            case COMMIT, COMMIT_AGAIN -> commit(step, protection, space, model, machine);
            case PROTECT -> {
                boolean done = space.protect(step.address(), step.bytes(), protection);
                assertTrue(!done || model.isReserved(step) && model.committed(step.first(), step.end()) == step.count());
                for (int page = step.first(); done && page < step.end(); page++) {
                    model.protection[page] = protection;
                }
            }
            case UNCOMMIT -> {
                if (space.uncommit(step.address(), step.bytes())) {
                    assertTrue(model.isReserved(step));
                    model.uncommit(step);
                }
            }
            case FREE -> {
                if (space.free(step.address(), step.bytes())) {
                    assertTrue(model.isReserved(step));
                    model.uncommit(step);
                    model.set(step, false);
                }
            }
            case LIMIT_TABLES -> machine.paging.failAfter(step.choice() < 8 ? Long.MAX_VALUE : (step.choice() - 8) * 40L);
        }
        verify(model, machine, step.first(), step.end());
    }

    private static void reserve(Step step, AddressSpace space, Model model) {
        long alignment = 1L << step.choice();
        long address = space.reserve(step.bytes(), alignment);
        if (address != 0) {
            Step taken = new Step(null, (int) ((address - BASE) / Pages.SMALL), step.count(), 0);
            assertEquals(0, address % alignment);
            assertTrue(model.isFree(taken));
            model.set(taken, true);
        } else {
            for (int page = 0; page < PAGES; page++) {
                boolean aligned = page * Pages.SMALL % alignment == 0;
                assertFalse(aligned && model.isFree(new Step(null, page, step.count(), 0)));
            }
        }
    }

    private static void commit(Step step, int protection, AddressSpace space, Model model, SimulatedKernelMemory machine) {
        boolean isReserved = model.isReserved(step);
        long missing = step.count() - model.committed(step.first(), step.end());
        long ample = (missing + 20) * Pages.SMALL;
        boolean must = isReserved && machine.frames.freeBytes() >= ample && machine.paging.mapsUntilFailure() >= missing + 4;
        long free = machine.unusedBytes();
        boolean done = space.commit(step.address(), step.bytes(), protection);
        assertTrue(done ? isReserved : !must);
        if (!done) {
            assertEquals(free, machine.unusedBytes());
            return;
        }
        assertEquals(free - missing * Pages.SMALL, machine.unusedBytes());
        for (int page = step.first(); page < step.end(); page++) {
            long address = BASE + page * Pages.SMALL;
            if (model.protection[page] == 0) {
                assertEquals(0, machine.load(address));
                assertEquals(0, machine.load(address + 8));
                assertEquals(0, machine.load(address + Pages.SMALL - 8));
                model.mark[page] = page * 1000L + step.choice();
                machine.store(address, model.mark[page]);
                machine.store(address + 8, -1);
                machine.store(address + Pages.SMALL - 8, -1);
            }
            model.protection[page] = protection;
        }
    }

    private static void verify(Model model, SimulatedKernelMemory machine, int first, int end) {
        for (int page = first; page < end; page++) {
            long address = BASE + page * Pages.SMALL;
            assertEquals(model.protection[page], machine.paging.protection(address));
            if (model.protection[page] != 0) {
                assertEquals(model.mark[page], machine.load(address));
            }
        }
    }
}
