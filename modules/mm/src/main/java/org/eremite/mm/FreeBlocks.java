package org.eremite.mm;

import static org.eremite.mm.BuddyAllocator.MAXIMUM_ORDER;
import static org.eremite.mm.BuddyLayout.*;
import static org.eremite.mm.FrameRegions.putState;
import static org.eremite.mm.FrameRegions.state;
import static org.eremite.mm.FrameRegions.stateAddress;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;

/**
 * The free blocks of {@link BuddyAllocator}: a doubly linked list for each order, through the first words of the blocks,
 * and the virgin tail of each region.
 *
 * <p>Starting costs the same on any amount of RAM: of a virgin tail nothing is written, and one chunk of
 * {@link Pages#LARGE} bytes is carved off it when no listed block is large enough.
 *
 * <p>Kernel dialect, under the lock of {@code BuddyAllocator}.
 */
final class FreeBlocks {
    private final MemoryMap memory;
    private final FrameRegions regions;

    private long lists;

    /** State arrives in {@link #initialize}. */
    FreeBlocks(MemoryMap memory, FrameRegions regions) {
        this.memory = memory;
        this.regions = regions;
    }

    /** Nothing is listed yet; {@code lists} is memory for the heads of the lists. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    void initialize(long lists) {
        this.lists = lists;
        RawMemory.fillLongs(lists, REGIONS - FREE_LISTS, Pages.NONE);
    }

    /**
     * Removes a block of {@code order} from the lists, splitting a larger one if need be; the caller writes its state.
     * {@link Pages#NONE} if no listed block is large enough.
     */
    @Uninterruptible(reason = "Changes the free lists; the lock is held.")
    long take(int order) {
        int found = order;
        while (found <= MAXIMUM_ORDER && RawMemory.getLong(list(found)) == Pages.NONE) {
            found++;
        }
        if (found > MAXIMUM_ORDER) {
            return Pages.NONE;
        }
        long block = RawMemory.getLong(list(found));
        long region = regions.of(block);
        unlink(block, found);
        while (found > order) {
            found--;
            link(region, block + bytes(found), found);
        }
        return block;
    }

    /** Carves one chunk off the virgin tail of a region that can hold a block of {@code order}; false if none is left. */
    @Uninterruptible(reason = "Changes the free lists; the lock is held.")
    boolean carve(int order) {
        for (int index = 0; index < regions.count(); index++) {
            long region = regions.at(index);
            long virgin = RawMemory.getLong(region + REGION_VIRGIN);
            long end = RawMemory.getLong(region + REGION_END);
            long first = Alignment.up(RawMemory.getLong(region + REGION_START), bytes(order));
            if (virgin < end && first + bytes(order) <= end) {
                long next = Alignment.min(end, Alignment.down(virgin, CHUNK) + CHUNK);
                RawMemory.fillLongs(stateAddress(region, Alignment.down(virgin, CHUNK)), CHUNK_STATES, STATE_INSIDE);
                RawMemory.putLong(region + REGION_VIRGIN, next);
                insertRange(region, virgin, next);
                return true;
            }
        }
        return false;
    }

    /** Makes [{@code start}, {@code end}) free, as the largest aligned blocks that it consists of. */
    @Uninterruptible(reason = "Changes the free lists; the lock is held.")
    void insertRange(long region, long start, long end) {
        long block = start;
        while (block < end) {
            int order = largestOrder(block, end);
            insert(region, block, order);
            block += bytes(order);
        }
    }

    /** Makes a block free, merged with its buddy for as long as that is free as a whole. */
    @Uninterruptible(reason = "Changes the free lists; the lock is held.")
    void insert(long region, long physicalAddress, int order) {
        long start = RawMemory.getLong(region + REGION_START);
        long virgin = RawMemory.getLong(region + REGION_VIRGIN);
        long block = physicalAddress;
        int merged = order;
        while (merged < MAXIMUM_ORDER) {
            long buddy = block ^ bytes(merged);
            if (buddy < start || buddy + bytes(merged) > virgin || state(region, buddy) != (STATE_FREE | merged)) {
                break;
            }
            unlink(buddy, merged);
            putState(region, Alignment.max(block, buddy), STATE_INSIDE);
            block = Alignment.min(block, buddy);
            merged++;
        }
        link(region, block, merged);
    }

    /** Largest order of a block that could be had now, with what would be carved off, or -1. */
    @Uninterruptible(reason = "Reads the free lists; the lock is held.")
    int largest() {
        int largest = -1;
        for (int order = 0; order <= MAXIMUM_ORDER; order++) {
            if (RawMemory.getLong(list(order)) != Pages.NONE) {
                largest = order;
            }
        }
        for (int index = 0; index < regions.count(); index++) {
            int order = largestVirginOrder(regions.at(index));
            if (order > largest) {
                largest = order;
            }
        }
        return largest;
    }

    /** Largest aligned block in the virgin tail of {@code region} and the free blocks that touch it, or -1. */
    @Uninterruptible(reason = "Reads the free lists; the lock is held.")
    private int largestVirginOrder(long region) {
        long virgin = RawMemory.getLong(region + REGION_VIRGIN);
        long end = RawMemory.getLong(region + REGION_END);
        if (virgin == end) {
            return -1;
        }
        long start = virgin;
        // Neighbours below are merged as far as they can be, so only one order can end where the tail starts.
        for (int order = 0; order < MAXIMUM_ORDER && start - bytes(order) >= RawMemory.getLong(region + REGION_START); order++) {
            if (!Alignment.is(start, bytes(order + 1))) {
                if (state(region, start - bytes(order)) != (STATE_FREE | order)) {
                    break;
                }
                start -= bytes(order);
            }
        }
        int largest = MAXIMUM_ORDER;
        while (Alignment.up(start, bytes(largest)) + bytes(largest) > end) {
            largest--;
        }
        return largest;
    }

    @Uninterruptible(reason = "Changes the free lists; the lock is held.")
    private void link(long region, long block, int order) {
        long next = RawMemory.getLong(list(order));
        long links = memory.direct(block);
        RawMemory.putLong(links + BLOCK_NEXT, next);
        RawMemory.putLong(links + BLOCK_PREVIOUS, Pages.NONE);
        if (next != Pages.NONE) {
            RawMemory.putLong(memory.direct(next) + BLOCK_PREVIOUS, block);
        }
        RawMemory.putLong(list(order), block);
        putState(region, block, STATE_FREE | order);
    }

    @Uninterruptible(reason = "Changes the free lists; the lock is held.")
    private void unlink(long block, int order) {
        long links = memory.direct(block);
        long next = RawMemory.getLong(links + BLOCK_NEXT);
        long previous = RawMemory.getLong(links + BLOCK_PREVIOUS);
        if (next != Pages.NONE) {
            RawMemory.putLong(memory.direct(next) + BLOCK_PREVIOUS, previous);
        }
        RawMemory.putLong(previous == Pages.NONE ? list(order) : memory.direct(previous) + BLOCK_NEXT, next);
    }

    /** Largest order of a block that starts at {@code block}, is aligned and ends at or below {@code end}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static int largestOrder(long block, long end) {
        int order = 0;
        while (order < MAXIMUM_ORDER && Alignment.is(block, bytes(order + 1)) && block + bytes(order + 1) <= end) {
            order++;
        }
        return order;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long bytes(int order) {
        return Pages.SMALL << order;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long list(int order) {
        return lists + (long) order * Long.BYTES;
    }
}
