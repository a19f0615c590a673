package org.eremite.mm;

import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.SpinLock;
import org.eremite.hal.sim.SimCores;

/** What a {@link PlantedDefect} does in place of what it should. */
@SuppressWarnings("unused")
public final class WrongCalls {
    private WrongCalls() {}

    public static boolean always(long value, long alignment) {
        return true;
    }

    public static long down(long value, long alignment) {
        return Alignment.down(value, alignment);
    }

    public static boolean holdsNothing(FrameAllocator frames) {
        return false;
    }

    public static boolean holdsNothing(ObjectCaches caches) {
        return false;
    }

    public static boolean neverTrims(KernelHeap heap) {
        return false;
    }

    public static void staysListed(FreeBlocks blocks, long block, int order) {}

    public static long noBytes(int order) {
        return 0;
    }

    public static int neverFree(long region, long block) {
        return BuddyLayout.STATE_INSIDE;
    }

    public static void keepsBlock(FrameAllocator frames, long block, int order) {}

    public static void keepsFrame(FrameAllocator frames, long frame) {}

    public static long halfSize(long sizeClass) {
        return SlabAllocator.sizeOf(sizeClass) / 2;
    }

    public static void doesNotCopy(long from, long to, long bytes) {}

    public static void doesNotFill(long address, long bytes, long value) {}

    public static void doesNotFree(KernelHeap heap, long address) {}

    public static void doesNotFree(UncheckedHeap heap, long address) {}

    public static void doesNotUndo(PageMapper mapper, long unmapped, long last, long start, long end) {}

    public static void doesNotFlush(Paging paging, long start, long bytes) {}

    public static void doesNotRemoveTables(PageMapper mapper, long start, long end) {}

    public static boolean doesNotSplit(PageMapper mapper, long address) {
        return true;
    }

    public static void doesNotResize(long root, long node, long start, long length) {}

    public static long everythingIsReserved(AddressSpace space, long address, long bytes) {
        return Alignment.up(bytes, Pages.SMALL);
    }

    public static boolean takesNothing(AddressSpace space, long node, long address, long length) {
        return true;
    }

    public static void doesNotLockAtAll(SpinLock lock, long address) {}

    public static long doesNotLock(SpinLock lock, long address) {
        return 1;
    }

    public static boolean alwaysSets(long address, int expected, int value) {
        return true;
    }

    /** A CPU that waits for something that no other will do. */
    public static boolean mapsForEver(PageMapper mapper, long address, int order, int protection) {
        while (true) {
            SimCores.point();
        }
    }

    public static boolean doesNotProtect(Paging paging, long address, long bytes, int protection) {
        return true;
    }
}
