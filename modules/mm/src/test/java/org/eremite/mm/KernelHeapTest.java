package org.eremite.mm;

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
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimMemory;
import org.eremite.hal.sim.SimPanic;
import org.junit.jupiter.api.Test;

class KernelHeapTest {
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
