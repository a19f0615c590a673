package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import org.eremite.hal.Pages;
import org.eremite.hal.sim.SimMemory.Region;

/** What a frame allocator must do, said simply: a set of free frames for each region. */
final class FrameModel {
    private final List<Region> map;
    private final List<BitSet> free;
    private long freeFrames;

    /** @param metadata bytes the allocator keeps for itself, at the start of the first largest region */
    FrameModel(List<Region> map, long metadata) {
        this.map = map;
        long largest = map.stream().mapToLong(Region::length).max().orElseThrow();
        Region host = map.stream().filter(region -> region.length() == largest).findFirst().orElseThrow();
        free = map.stream().map(region -> {
            BitSet frames = new BitSet();
            frames.set(region == host ? (int) (metadata / Pages.SMALL) : 0, (int) (region.length() / Pages.SMALL));
            return frames;
        }).toList();
        freeFrames = free.stream().mapToLong(BitSet::cardinality).sum();
    }

    long freeFrames() {
        return freeFrames;
    }

    boolean canAllocate(int order) {
        return order >= 0 && order <= largestFreeOrder();
    }

    int largestFreeOrder() {
        int largest = -1;
        for (int index = 0; index < map.size(); index++) {
            BitSet frames = free.get(index);
            long base = map.get(index).start() / Pages.SMALL;
            for (int start = frames.nextSetBit(0); start >= 0; start = frames.nextSetBit(frames.nextClearBit(start))) {
                largest = Math.max(largest, largestAligned(base + start, base + frames.nextClearBit(start)));
            }
        }
        return largest;
    }

    private static int largestAligned(long start, long end) {
        for (int order = FrameAllocator.MAXIMUM_ORDER; order >= 0; order--) {
            long bytes = 1L << order;
            if (((start + bytes - 1) & -bytes) + bytes <= end) {
                return order;
            }
        }
        return -1;
    }

    void take(long address, long frames) {
        BitSet region = regionOf(address);
        int first = frame(address);
        assertTrue(region.nextClearBit(first) >= first + frames, "overlap");
        freeFrames -= frames;
        region.clear(first, (int) (first + frames));
    }

    void give(long address, long frames) {
        freeFrames += frames;
        regionOf(address).set(frame(address), (int) (frame(address) + frames));
    }

    private BitSet regionOf(long address) {
        return free.get(index(address));
    }

    private int frame(long address) {
        return (int) ((address - map.get(index(address)).start()) / Pages.SMALL);
    }

    private int index(long address) {
        for (int index = 0; index < map.size(); index++) {
            Region region = map.get(index);
            if (address >= region.start() && address < region.start() + region.length()) {
                return index;
            }
        }
        throw new AssertionError("not RAM: " + address);
    }
}
