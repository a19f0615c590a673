package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimMemory;
import org.eremite.hal.sim.SimMemory.Region;
import org.eremite.hal.sim.SimPanic;
import org.junit.jupiter.api.Test;

class KernelHeapTest {
    record Step(Kind kind, long bytes, int alignmentBits, int pick) {
        enum Kind { ALLOCATE, ALLOCATE_ALIGNED, REALLOCATE, FREE }
    }

    /** Bytes asked for and the byte they are filled with. */
    record Content(long bytes, byte mark) {}

    @Provide
    Arbitrary<List<Region>> maps() {
        return MemoryMaps.upTo(1800);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> bytes = Arbitraries.oneOf(Arbitraries.longs().between(0, 300), Arbitraries.longs().between(0, 70_000),
                Arbitraries.longs().between(0, 3L << 20), Arbitraries.longs());
        return Combinators.combine(Arbitraries.of(Step.Kind.values()), bytes,
                Arbitraries.integers().between(0, 21), Arbitraries.integers().between(0, 1000))
                .as(Step::new).list().ofMaxSize(150);
    }

    @Property(tries = 300)
    void keepsContentsApartAndGivesEverythingBack(@ForAll("maps") List<Region> map, @ForAll("steps") List<Step> steps) {
        try (SimMemory memory = new SimMemory(map)) {
            FrameAllocator frames = FrameAllocatorTest.initialized(memory);
            KernelHeap heap = new KernelHeap(frames, memory, new FakeProcessors(), new SimPanic());
            if (!heap.initialize(false)) {
                assertEquals(0, frames.freeBytes());
                return;
            }
            long free = frames.freeBytes();
            TreeMap<Long, Content> contents = new TreeMap<>();
            byte mark = 0;
            for (Step step : steps) {
                apply(step, ++mark, heap, contents);
            }
            for (Map.Entry<Long, Content> entry : contents.entrySet()) {
                assertHolds(entry.getKey(), entry.getValue(), entry.getValue().bytes());
                heap.free(entry.getKey());
            }
            heap.trim();
            assertEquals(free, frames.freeBytes());
        }
    }

    private static void apply(Step step, byte mark, KernelHeap heap, TreeMap<Long, Content> contents) {
        long picked = contents.isEmpty() ? 0 : (Long) contents.keySet().toArray()[step.pick() % contents.size()];
        switch (step.kind()) {
            case ALLOCATE -> add(heap.allocate(step.bytes()), 16, step, mark, heap, contents);
            case ALLOCATE_ALIGNED -> {
                long alignment = 1L << step.alignmentBits();
                add(heap.allocateAligned(step.bytes(), alignment), Math.max(16, alignment), step, mark, heap, contents);
            }
            case REALLOCATE -> {
                long moved = heap.reallocate(picked, step.bytes());
                if (moved != 0 && picked != 0) {
                    Content old = contents.remove(picked);
                    assertHolds(moved, old, Math.min(old.bytes(), step.bytes()));
                }
                add(moved, 16, step, mark, heap, contents);
            }
            case FREE -> {
                if (picked != 0) {
                    assertHolds(picked, contents.get(picked), contents.remove(picked).bytes());
                }
                heap.free(picked);
            }
        }
    }

    private static void add(long address, long alignment, Step step, byte mark, KernelHeap heap, TreeMap<Long, Content> contents) {
        if (address == 0) {
            return;
        }
        assertTrue(step.bytes() >= 0);
        assertEquals(0, address & (alignment - 1));
        long available = heap.bytesOf(address);
        assertTrue(available >= step.bytes());
        Map.Entry<Long, Content> below = contents.floorEntry(address);
        assertTrue(below == null || below.getKey() + heap.bytesOf(below.getKey()) <= address);
        Long above = contents.ceilingKey(address);
        assertTrue(above == null || address + available <= above);
        for (long offset = 0; offset < available; offset++) {
            RawMemory.putByte(address + offset, mark);
        }
        contents.put(address, new Content(step.bytes(), mark));
    }

    private static void assertHolds(long address, Content content, long bytes) {
        for (long offset = 0; offset < bytes; offset++) {
            assertEquals(content.mark(), RawMemory.getByte(address + offset));
        }
    }

    @Property(tries = 200)
    void handsOutLittleMoreThanAskedFor(@ForAll("sizes") long bytes) {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 8L << 20)) {
            KernelHeap heap = initialized(memory);
            assertTrue(heap.bytesOf(heap.allocate(bytes)) <= Math.max(bytes + 16, bytes + bytes / 4 + 1024));
        }
    }

    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.longs().between(1, 1 << 20);
    }

    @Property(tries = 50)
    void slabsAreDense(@ForAll("small") long bytes) {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 8L << 20)) {
            KernelHeap heap = initialized(memory);
            List<Long> addresses = new ArrayList<>();
            for (long address = heap.allocate(bytes); address != 0; address = heap.allocate(bytes)) {
                addresses.add(address);
            }
            assertTrue(addresses.size() * heap.bytesOf(addresses.getFirst()) > (6L << 20) * 7 / 8);
            addresses.forEach(heap::free);
        }
    }

    @Provide
    Arbitrary<Long> small() {
        return Arbitraries.longs().between(1, SlabLayout.SLAB_LIMIT);
    }

    @Test
    void misuseIsFound() {
        for (long bytes : new long[] {1, 100, 5000, 10240, 40_000, 1 << 20}) {
            assertPanic(heap -> {
                long address = heap.allocate(bytes);
                heap.allocate(bytes);
                heap.free(address);
                heap.free(address);
            });
            assertPanic(heap -> heap.free(heap.allocate(bytes) + 16 * 3 + 8));
            assertPanic(heap -> heap.free(heap.allocate(bytes) - 8));
        }
        assertPanic(heap -> heap.free(heap.allocate(64) + 64));
        assertPanic(heap -> heap.allocateAligned(1, 3));
        assertPanic(heap -> heap.allocateAligned(1, 4L << 20));
    }

    @Test
    void aProgramMayWriteTheMarkOfFreedMemory() {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 8L << 20)) {
            KernelHeap heap = initialized(memory);
            long address = heap.allocate(16);
            heap.free(heap.allocate(16));
            RawMemory.putLong(address + SlabLayout.OBJECT_MARK, SlabLayout.FREE_MARK ^ address);
            heap.free(address);
        }
    }

    private interface Misuse {
        void on(KernelHeap heap);
    }

    private static void assertPanic(Misuse misuse) {
        try (SimMemory memory = new SimMemory(Pages.LARGE, 8L << 20)) {
            KernelHeap heap = initialized(memory);
            assertThrows(SimPanic.Raised.class, () -> misuse.on(heap));
        }
    }

    static KernelHeap initialized(SimMemory memory) {
        KernelHeap heap = new KernelHeap(FrameAllocatorTest.initialized(memory), memory, new FakeProcessors(), new SimPanic());
        assertTrue(heap.initialize(false));
        return heap;
    }
}
