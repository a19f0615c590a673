package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimMemory;
import org.eremite.hal.sim.SimMemory.Region;
import org.eremite.hal.sim.SimPanic;

/**
 * The kernel heap as a set of extents with contents: they do not overlap, are aligned and large enough, keep what is
 * written to them, also when they move; a request fails only for want of memory and then changes nothing; in the end all
 * memory is free again. The sign of the first step chooses checking mode.
 */
final class HeapProgram implements BiConsumer<List<Region>, long[]> {
    /** Bytes asked for, bytes that can be used, and the mark at both ends. */
    private record Content(long bytes, long available, byte mark) {}

    private final FakeProcessors processors = new FakeProcessors();
    private final TreeMap<Long, Content> contents = new TreeMap<>();
    private final List<Long> addresses = new ArrayList<>();
    private FrameAllocator frames;
    private KernelHeap heap;
    private boolean checked;

    @Override
    public void accept(List<Region> map, long[] steps) {
        try (SimMemory memory = new SimMemory(map)) {
            CheckedMemory.use(memory);
            frames = new FrameAllocator(memory, processors, new SimPanic());
            frames.initialize();
            heap = new KernelHeap(frames, memory, processors, new SimPanic());
            checked = steps.length > 0 && steps[0] < 0;
            if (!heap.initialize(checked)) {
                return;
            }
            heap.trim();
            long free = frames.freeBytes();
            for (long step : steps) {
                apply(step);
            }
            for (Map.Entry<Long, Content> entry : contents.entrySet()) {
                assertHolds(entry.getKey(), entry.getValue(), entry.getValue().bytes());
                heap.free(entry.getKey());
            }
            heap.trim();
            assertEquals(free, frames.freeBytes(), "conservation");
        }
    }

    private void apply(long step) {
        int pick = (int) (step >>> 40) & 0xFFFF;
        long bytes = bytes(step);
        byte mark = (byte) (step >>> 56);
        switch ((int) step & 7) {
            case 0, 1 -> add(heap.allocate(bytes), bytes, 16, mark);
            case 2 -> {
                long alignment = 1L << pick % 22;
                add(heap.allocateAligned(bytes, alignment), bytes, Math.max(16, alignment), mark);
            }
            case 3 -> reallocate(pick(pick), bytes, mark);
            case 4, 5, 6 -> free(pick(pick));
            default -> processors.become(pick % FakeProcessors.COUNT);
        }
    }

    /** Mostly small, sometimes large, seldom nonsense. */
    private static long bytes(long step) {
        long size = (step >>> 8) & 0xFF_FFFF;
        return switch ((int) (step >>> 3) & 31) {
            case 0 -> size % (3L << 20);
            case 1, 2, 3 -> size % 70_000;
            case 4 -> step;
            case 5, 6, 7, 8, 9, 10, 11 -> size % 11_000;
            default -> size % 300;
        };
    }

    private void reallocate(long address, long bytes, byte mark) {
        long before = frames.freeBytes();
        long moved = heap.reallocate(address, bytes);
        if (moved == 0) {
            assertFailure(bytes, 16, before);
            return;
        }
        if (address != 0) {
            Content old = remove(address);
            assertHolds(moved, old, Math.min(old.bytes(), bytes));
        }
        add(moved, bytes, 16, mark);
    }

    private void free(long address) {
        if (address != 0) {
            Content content = remove(address);
            assertHolds(address, content, content.bytes());
        }
        heap.free(address);
    }

    private void add(long address, long bytes, long alignment, byte mark) {
        if (address == 0) {
            assertFailure(bytes, alignment, -1);
            return;
        }
        assertTrue(bytes >= 0);
        assertEquals(0, address & (alignment - 1), "alignment");
        long available = heap.bytesOf(address);
        assertTrue(available >= bytes, "too little memory");
        Map.Entry<Long, Content> below = contents.floorEntry(address);
        assertTrue(below == null || below.getKey() + below.getValue().available() <= address, "overlap");
        Long above = contents.ceilingKey(address);
        assertTrue(above == null || address + available <= above, "overlap");
        for (long offset = 0; offset < available; offset = next(offset, available)) {
            RawMemory.putByte(address + offset, mark);
        }
        contents.put(address, new Content(bytes, available, mark));
        addresses.add(address);
    }

    /** A request may fail only if no block that would hold it is free, even after a trim. */
    private void assertFailure(long bytes, long alignment, long before) {
        heap.trim();
        if (bytes >= 0 && bytes <= 1L << 29) {
            long envelope = checked ? Math.max(alignment, 32) + 16 : 0;
            long block = Math.max(Math.max(bytes + envelope, alignment), SlabLayout.SLAB);
            int order = 64 - Long.numberOfLeadingZeros((block - 1) >> Pages.SMALL_SHIFT);
            assertTrue(frames.largestFreeOrder() < order, "no memory although there is some");
        }
        assertTrue(before <= frames.freeBytes(), "a failure costs memory");
    }

    private long pick(int pick) {
        return addresses.isEmpty() ? 0 : addresses.get(pick % addresses.size());
    }

    private Content remove(long address) {
        int index = addresses.indexOf(address);
        addresses.set(index, addresses.getLast());
        addresses.removeLast();
        return contents.remove(address);
    }

    private static void assertHolds(long address, Content content, long bytes) {
        for (long offset = 0; offset < bytes; offset = next(offset, content.available())) {
            assertEquals(content.mark(), RawMemory.getByte(address + offset), "contents");
        }
    }

    /** Every byte at both ends, one of each 97 between. */
    private static long next(long offset, long bytes) {
        return offset < 48 || offset + 97 > bytes - 48 ? offset + 1 : offset + 97;
    }
}
