package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimMemory;
import org.eremite.hal.sim.SimMemory.Region;
import org.eremite.hal.sim.SimPanic;
import org.junit.jupiter.api.Test;

class FrameAllocatorTest {
    @Provide
    Arbitrary<List<Region>> maps() {
        return MemoryMaps.upTo(1800);
    }

    @Property(tries = 100)
    void everyFrameCanBeAllocatedOnceAndMergesAgain(@ForAll("maps") List<Region> map) {
        try (SimMemory memory = new SimMemory(map)) {
            FrameAllocator frames = initialized(memory);
            int largest = frames.largestFreeOrder();
            List<Long> allocated = new ArrayList<>();
            for (long frame = frames.allocateFrame(); frame != Pages.NONE; frame = frames.allocateFrame()) {
                allocated.add(frame);
            }
            assertEquals(frames.totalBytes(), allocated.stream().distinct().count() * Pages.SMALL);
            assertEquals(-1, frames.largestFreeOrder());
            allocated.forEach(frames::freeFrame);
            assertEquals(largest, frames.largestFreeOrder());
        }
    }

    @Test
    void costOfStartingDoesNotDependOnTheAmountOfMemory() {
        // Not quite equal: the states of more frames move the first free frame, and so what its buddies are.
        assertTrue(costOfStarting(512L << 20) < costOfStarting(16L << 20) * 1.05);
    }

    @Test
    void aRequestThatNoRegionCanHoldTouchesNothing() {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 16L << 20)) {
            FrameAllocator frames = initialized(memory);
            long written = memory.writtenWords();
            assertEquals(Pages.NONE, frames.allocate(FrameAllocator.MAXIMUM_ORDER));
            assertEquals(written, memory.writtenWords());
        }
    }

    /** Words written plus addresses translated by start and the first allocations. */
    private static long costOfStarting(long bytes) {
        try (SimMemory memory = new SimMemory(Pages.LARGE, bytes)) {
            FrameAllocator frames = initialized(memory);
            for (int count = 0; count < 100; count++) {
                frames.allocateFrame();
            }
            frames.allocate(FrameAllocator.LARGE_ORDER);
            return memory.translations() + memory.writtenWords();
        }
    }

    @Test
    void misuseIsFound() {
        assertPanic(frames -> {
            long block = frames.allocate(2);
            frames.free(block, 2);
            frames.free(block, 2);
        });
        assertPanic(frames -> {
            // The upper of two buddies, after they have merged.
            long lower = frames.allocate(1);
            frames.split(lower, 1);
            frames.freeFrame(lower);
            frames.freeFrame(lower + Pages.SMALL);
            frames.freeFrame(lower + Pages.SMALL);
        });
        assertPanic(frames -> frames.free(frames.allocate(2), 1));
        assertPanic(frames -> frames.free(frames.allocate(2), 3));
        assertPanic(frames -> frames.free(frames.allocate(2) + Pages.SMALL, 0));
        assertPanic(frames -> frames.free(frames.allocate(0) + 8, 0));
        assertPanic(frames -> frames.free(0, 0));
        assertPanic(frames -> frames.free(Pages.NONE, 0));
        assertPanic(frames -> frames.free(15L << 20, 0));
        assertPanic(frames -> frames.free(Long.MAX_VALUE & -Pages.SMALL, 0));
        assertPanic(frames -> frames.free(frames.allocate(0), 19));
        assertPanic(frames -> frames.split(frames.allocate(3), 2));
        assertPanic(frames -> frames.free(frames.allocateRun(4, 0), 2));
    }

    @Test
    void aFrameInACacheIsFree() {
        assertPanic(frames -> {
            long frame = frames.allocateFrame();
            frames.freeFrame(frame);
            frames.freeFrame(frame);
        });
        assertPanic(frames -> {
            // The neighbour has come to the cache together with the frame asked for.
            frames.freeFrame(frames.allocateFrame() ^ Pages.SMALL);
        });
        try (SimMemory memory = new SimMemory(Pages.LARGE, 16L << 20)) {
            FrameAllocator frames = initialized(memory);
            long free = frames.freeBytes();
            long frame = frames.allocateFrame();
            assertEquals(free - Pages.SMALL, frames.freeBytes());
            frames.freeFrame(frame);
            assertEquals(free, frames.freeBytes());
            assertEquals(frame, frames.allocateFrame(), "what a CPU freed last it gets first");
        }
    }

    @Test
    void aCacheKeepsAFewFramesAndTheRestIsForAll() {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 4L << 20)) {
            FakeProcessors processors = new FakeProcessors();
            FrameAllocator frames = new FrameAllocator(memory, processors, new SimPanic());
            frames.initialize();
            List<Long> all = new ArrayList<>();
            for (long frame = frames.allocateFrame(); frame != Pages.NONE; frame = frames.allocateFrame()) {
                all.add(frame);
            }
            all.forEach(frames::freeFrame);
            processors.become(1);
            int without = 0;
            while (without < all.size() - FrameAllocator.CACHE_LIMIT) {
                assertTrue(frames.allocateFrame() != Pages.NONE);
                without++;
            }
            for (long rest = without; rest < all.size(); rest++) {
                assertTrue(frames.allocateFrame() != Pages.NONE, "caches of other CPUs are drained for the last ones");
            }
            assertEquals(Pages.NONE, frames.allocateFrame());
        }
    }

    @Test
    void theLargestBlockReachesFromFreedIntoUntouchedMemory() {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 3 * Pages.LARGE)) {
            FrameAllocator frames = initialized(memory);
            // The first large page has the metadata in it, so this is the second; the third is untouched.
            long second = frames.allocate(FrameAllocator.LARGE_ORDER);
            assertEquals(2 * Pages.LARGE, second);
            assertEquals(FrameAllocator.LARGE_ORDER, frames.largestFreeOrder());
            frames.free(second, FrameAllocator.LARGE_ORDER);
            assertEquals(FrameAllocator.LARGE_ORDER + 1, frames.largestFreeOrder());
            assertEquals(second, frames.allocate(FrameAllocator.LARGE_ORDER + 1));
            assertTrue(frames.largestFreeOrder() < FrameAllocator.LARGE_ORDER);
        }
    }

    @Test
    void ordersAndLengthsThatDoNotExistAreRefused() {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 16L << 20)) {
            FrameAllocator frames = initialized(memory);
            long free = frames.freeBytes();
            for (int order : new int[] {-1, FrameAllocator.MAXIMUM_ORDER + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                assertEquals(Pages.NONE, frames.allocate(order));
            }
            for (long length : new long[] {0, -1, (1L << FrameAllocator.MAXIMUM_ORDER) + 1, Long.MAX_VALUE}) {
                assertEquals(Pages.NONE, frames.allocateRun(length, 0));
            }
            assertEquals(free, frames.freeBytes());
        }
    }

    @Test
    void onlyTheStartOfARunIsARun() {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 16L << 20)) {
            FrameAllocator frames = initialized(memory);
            long block = frames.allocate(3);
            long run = frames.allocateRun(7, 0);
            long next = frames.allocateRun(1, 0);
            assertEquals(run + 7 * Pages.SMALL, next);
            for (long address : new long[] {block, run + Pages.SMALL, run + 4 * Pages.SMALL, run + 8, 0, Pages.NONE, 16L << 20}) {
                assertEquals(0, frames.runBytes(address));
                assertFalse(frames.freeRun(address));
            }
            assertTrue(frames.freeRun(run));
            assertFalse(frames.freeRun(run));
        }
    }

    private interface Misuse {
        void on(FrameAllocator frames);
    }

    private static void assertPanic(Misuse misuse) {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 16L << 20)) {
            FrameAllocator frames = initialized(memory);
            assertThrows(SimPanic.Raised.class, () -> misuse.on(frames));
        }
    }

    @Test
    void badMapsAreRefused() {
        assertRefused(List.of());
        assertRefused(List.of(new Region(0, Pages.LARGE)));
        assertRefused(List.of(new Region(Pages.SMALL + 1, Pages.LARGE)));
        assertRefused(List.of(new Region(Pages.SMALL, Pages.SMALL + 8)));
        assertRefused(List.of(new Region(Pages.LARGE, Pages.LARGE), new Region(Pages.SMALL, Pages.SMALL)));
        assertRefused(List.of(new Region(Pages.LARGE, Pages.LARGE), new Region(Pages.LARGE + Pages.SMALL, Pages.LARGE)));
        assertRefused(List.of(new Region(Pages.LARGE, -Pages.LARGE)));
    }

    private static void assertRefused(List<Region> map) {
        try (SimMemory memory = new SimMemory(map)) {
            assertThrows(SimPanic.Raised.class, () -> initialized(memory));
        }
    }

    @Test
    void cpusDoNotGetTheSameFrame() throws InterruptedException {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 16L << 20)) {
            FrameAllocator frames = initialized(memory);
            List<Thread> cpus = new ArrayList<>();
            List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int cpu = 0; cpu < 3; cpu++) {
                long mark = cpu;
                Thread thread = new Thread(() -> allocateAndFree(frames, memory, mark));
                thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
                cpus.add(thread);
                thread.start();
            }
            for (Thread thread : cpus) {
                thread.join();
            }
            assertEquals(List.of(), failures);
            assertEquals(frames.totalBytes(), frames.freeBytes());
        }
    }

    private static void allocateAndFree(FrameAllocator frames, SimMemory memory, long mark) {
        for (int round = 0; round < 3000; round++) {
            int order = round % 7;
            long block = frames.allocate(order);
            assertTrue(block != Pages.NONE);
            RawMemory.fillLongs(memory.direct(block), Pages.SMALL, mark);
            assertEquals(mark, RawMemory.getLong(memory.direct(block) + 64));
            frames.free(block, order);
        }
    }

    static FrameAllocator initialized(SimMemory memory) {
        FrameAllocator frames = new FrameAllocator(memory, new FakeProcessors(), new SimPanic());
        frames.initialize();
        return frames;
    }
}
