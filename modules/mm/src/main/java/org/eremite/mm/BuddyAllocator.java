package org.eremite.mm;

import static org.eremite.mm.BuddyLayout.*;
import static org.eremite.mm.FrameRegions.putState;
import static org.eremite.mm.FrameRegions.state;
import static org.eremite.mm.FreeBlocks.bytes;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Physical memory in blocks of 2^order frames, aligned to their size: a binary buddy system (Knowlton 1965; Knuth,
 * The Art of Computer Programming 1, section 2.5) over every region of the memory map. {@link FreeBlocks} is what is
 * free; here are the states of what is allocated, and the lock.
 *
 * <p>Kernel dialect. One lock, innermost of all, held for a bounded number of instructions with interrupts disabled.
 * {@link FrameAllocator} puts caches in front of it.
 */
final class BuddyAllocator {
    /**
     * Largest order: blocks of 1 GiB. An order costs one list head, and the kernel heap serves large requests of native
     * memory from contiguous frames, so the limit is as high as the largest that a program is likely to ask for.
     */
    static final int MAXIMUM_ORDER = 18;

    private final MemoryMap memory;
    private final Panic panic;
    private final SpinLock spinLock;
    private final FrameRegions regions;
    private final FreeBlocks blocks;

    private long control;
    private long totalBytes;
    private long freeBytes;

    /** State arrives in {@link #initialize}. */
    BuddyAllocator(MemoryMap memory, Processors processors, Panic panic) {
        this.memory = memory;
        this.panic = panic;
        this.spinLock = new SpinLock(processors);
        this.regions = new FrameRegions(memory, panic);
        this.blocks = new FreeBlocks(memory, regions);
    }

    /**
     * Takes over all memory of the map; once, on one CPU. Panics if the map is not as its contract says or has no room.
     * Returns the address of {@code extra} bytes for the caller to keep, contents undefined, at a multiple of 64.
     */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    long initialize(long extra) {
        long own = Alignment.up(REGIONS + regions.measure(), CACHE_LINE);
        long host = regions.takeFromLargest(own + extra);
        if (host == Pages.NONE) {
            panic.panic("no memory for the states of frames", "bytes", own + extra);
            return 0;
        }
        control = memory.direct(host);
        RawMemory.putInt(control + LOCK, 0);
        blocks.initialize(control + FREE_LISTS);
        totalBytes = regions.initialize(control + REGIONS);
        freeBytes = totalBytes;
        return control + own;
    }

    /**
     * Physical address of a free block of 2^{@code order} frames, aligned to its size, contents undefined; or
     * {@link Pages#NONE} if there is none, or no such order.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    long allocate(int order) {
        if (order < 0 || order > MAXIMUM_ORDER) {
            return Pages.NONE;
        }
        long block;
        boolean again;
        do {
            long token = spinLock.acquire(control + LOCK);
            block = take(order);
            again = block == Pages.NONE && blocks.carve(order);
            spinLock.release(control + LOCK, token);
        } while (again);
        return block;
    }

    /** Gives back a block of {@link #allocate}. Panics unless exactly this block is allocated. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void free(long physicalAddress, int order) {
        long region = regions.of(physicalAddress);
        long token = spinLock.acquire(control + LOCK);
        checkBlock(region, physicalAddress, order);
        freeBytes += bytes(order);
        blocks.insert(region, physicalAddress, order);
        spinLock.release(control + LOCK, token);
    }

    /**
     * Physical address of a run: {@code frames} contiguous free frames, aligned to the smallest block that holds them and
     * to a block of {@code alignmentOrder}; or {@link Pages#NONE}. What the block has beyond them stays free.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    long allocateRun(long frames, int alignmentOrder) {
        if (frames <= 0 || frames > 1L << MAXIMUM_ORDER) {
            return Pages.NONE;
        }
        int order = alignmentOrder;
        while (1L << order < frames) {
            order++;
        }
        long block = allocate(order);
        if (block != Pages.NONE) {
            makeRun(block, block + bytes(order), block + (frames << Pages.SMALL_SHIFT));
        }
        return block;
    }

    /** Gives back the run that starts at {@code physicalAddress}; false, with nothing changed, if none does. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    boolean freeRun(long physicalAddress) {
        long region = regions.of(physicalAddress);
        long token = spinLock.acquire(control + LOCK);
        long end = endOfRun(region, physicalAddress);
        freeBytes += end - physicalAddress;
        long piece = physicalAddress;
        while (piece < end) {
            int order = state(region, piece) & STATE_ORDER;
            blocks.insert(region, piece, order);
            piece += bytes(order);
        }
        spinLock.release(control + LOCK, token);
        return end != physicalAddress;
    }

    /** Length in bytes of the run that starts at {@code physicalAddress}; 0 if none does. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    long runBytes(long physicalAddress) {
        long region = regions.of(physicalAddress);
        long token = spinLock.acquire(control + LOCK);
        long end = endOfRun(region, physicalAddress);
        spinLock.release(control + LOCK, token);
        return end - physicalAddress;
    }

    /** Turns an allocated block into 2^{@code order} allocated frames that are freed one by one. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void split(long physicalAddress, int order) {
        long region = regions.of(physicalAddress);
        long token = spinLock.acquire(control + LOCK);
        checkBlock(region, physicalAddress, order);
        for (long frame = physicalAddress; frame < physicalAddress + bytes(order); frame += Pages.SMALL) {
            putState(region, frame, STATE_BLOCK);
        }
        spinLock.release(control + LOCK, token);
    }

    /** Moves up to {@code count} free frames to the cache {@code cache}, whose lock is held. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void fill(long cache, long count) {
        long token = spinLock.acquire(control + LOCK);
        for (long moved = 0; moved < count; moved++) {
            long frame = take(0);
            if (frame == Pages.NONE && blocks.carve(0)) {
                frame = take(0);
            }
            if (frame == Pages.NONE) {
                break;
            }
            putState(regions.of(frame), frame, STATE_CACHED);
            FrameCacheLayout.push(cache, frame, memory.direct(frame));
        }
        spinLock.release(control + LOCK, token);
    }

    /** Frees the first {@code count} frames of the cache {@code cache}, whose lock is held. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void drain(long cache, long count) {
        long token = spinLock.acquire(control + LOCK);
        for (long moved = 0; moved < count; moved++) {
            long frame = RawMemory.getLong(cache + FrameCacheLayout.FIRST);
            long region = regions.of(frame);
            FrameCacheLayout.pop(cache, memory.direct(frame));
            freeBytes += Pages.SMALL;
            blocks.insert(region, frame, 0);
        }
        spinLock.release(control + LOCK, token);
    }

    /**
     * Notes that an allocated frame is in a cache from now on. Panics unless exactly this frame is allocated. Needs no
     * lock: nobody else changes the state of an allocated frame.
     */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    void markCached(long frame) {
        long region = regions.of(frame);
        checkBlock(region, frame, 0);
        putState(region, frame, STATE_CACHED);
    }

    /** Notes that a frame of a cache is allocated from now on. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    void markAllocated(long frame) {
        putState(regions.of(frame), frame, STATE_BLOCK);
    }

    /** Whether a run starts at {@code physicalAddress}; nobody frees it meanwhile, so no lock is needed. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean isRun(long physicalAddress) {
        long region = regions.of(physicalAddress);
        return region != 0
                && Alignment.is(physicalAddress, Pages.SMALL)
                && physicalAddress < RawMemory.getLong(region + REGION_VIRGIN)
                && (state(region, physicalAddress) & STATE_KIND) == STATE_RUN;
    }

    /** Bytes this allocator manages: all memory of the map less its own metadata. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long totalBytes() {
        return totalBytes;
    }

    /** Bytes that are free now, without those in caches; a snapshot, without the lock. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long freeBytes() {
        return freeBytes;
    }

    /** Largest order that {@link #allocate} could serve now, or -1. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    int largestFreeOrder() {
        long token = spinLock.acquire(control + LOCK);
        int largest = blocks.largest();
        spinLock.release(control + LOCK, token);
        return largest;
    }

    /** Allocates a listed block of {@code order}; {@link Pages#NONE} if no listed block is large enough. */
    @Uninterruptible(reason = "Changes the free blocks; the lock is held.")
    private long take(int order) {
        long block = blocks.take(order);
        if (block != Pages.NONE) {
            putState(regions.of(block), block, STATE_BLOCK | order);
            freeBytes -= bytes(order);
        }
        return block;
    }

    /** Makes [{@code block}, {@code end}) of an allocated block a run and frees the rest, up to {@code limit}. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void makeRun(long block, long limit, long end) {
        long region = regions.of(block);
        long token = spinLock.acquire(control + LOCK);
        long piece = block;
        while (piece < end) {
            int order = FreeBlocks.largestOrder(piece, end);
            putState(region, piece, (piece == block ? STATE_RUN : STATE_CONTINUATION) | order);
            piece += bytes(order);
        }
        freeBytes += limit - end;
        blocks.insertRange(region, end, limit);
        spinLock.release(control + LOCK, token);
    }

    /** Where the run that starts at {@code physicalAddress} ends; that address itself if none starts there. */
    @Uninterruptible(reason = "Reads states of frames; the lock is held.")
    private static long endOfRun(long region, long physicalAddress) {
        if (region == 0 || !Alignment.is(physicalAddress, Pages.SMALL)) {
            return physicalAddress;
        }
        long virgin = RawMemory.getLong(region + REGION_VIRGIN);
        long end = physicalAddress;
        int kind = STATE_RUN;
        while (end < virgin && (state(region, end) & STATE_KIND) == kind) {
            end += bytes(state(region, end) & STATE_ORDER);
            kind = STATE_CONTINUATION;
        }
        return end;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private void checkBlock(long region, long physicalAddress, int order) {
        if (region == 0 || order < 0 || order > MAXIMUM_ORDER || !Alignment.is(physicalAddress, bytes(order))
                || physicalAddress >= RawMemory.getLong(region + REGION_VIRGIN)
                || state(region, physicalAddress) != (STATE_BLOCK | order)) {
            panic.panic("no block of this order is allocated here", "physicalAddress", physicalAddress);
        }
    }
}
