package org.eremite.mm;

import static org.eremite.mm.FrameCacheLayout.COUNT;
import static org.eremite.mm.FrameCacheLayout.FIRST;
import static org.eremite.mm.FrameCacheLayout.LOCK;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.FrameSource;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Physical memory: blocks of 2^order frames, aligned to their size, and runs of any number of frames.
 *
 * <p>Single frames come from a cache of the CPU that asks and go back to that of the CPU that frees them, under a lock
 * that other CPUs take only when memory is short: then every cache is drained, so that no request fails, and no two
 * frames stay apart, because of frames in caches. Everything else is of a buddy system. Each operation takes O(1) or
 * O(log n) steps, but for the first use of RAM, which costs a step for each large page.
 *
 * <p>Kernel dialect; any context, also with interrupts disabled. Lock order: a cache, then the buddy system.
 */
public final class FrameAllocator implements FrameSource {
    /** Largest order: blocks of 1 GiB. */
    public static final int MAXIMUM_ORDER = BuddyAllocator.MAXIMUM_ORDER;
    /** Order of a large page. */
    public static final int LARGE_ORDER = Pages.LARGE_SHIFT - Pages.SMALL_SHIFT;

    /** Most frames of a cache. */
    static final long CACHE_LIMIT = 32;
    /** Frames that are moved between a cache and the buddy system at a time. */
    static final long CACHE_BATCH = 16;

    private final MemoryMap memory;
    private final Processors processors;
    private final BuddyAllocator buddies;
    private final SpinLock spinLock;

    private long caches;
    private int cacheCount;

    /** State arrives in {@link #initialize}. */
    public FrameAllocator(MemoryMap memory, Processors processors, Panic panic) {
        this.memory = memory;
        this.processors = processors;
        this.buddies = new BuddyAllocator(memory, processors, panic);
        this.spinLock = new SpinLock(processors);
    }

    /** Takes over all memory of the map; once, on one CPU. Panics if the map is not as its contract says or has no room. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    public void initialize() {
        cacheCount = processors.present();
        caches = buddies.initialize(cacheCount * FrameCacheLayout.BYTES);
        for (int cpu = 0; cpu < cacheCount; cpu++) {
            FrameCacheLayout.clear(cache(cpu));
        }
    }

    /**
     * Physical address of a free block of 2^{@code order} frames, aligned to its size, contents undefined; or
     * {@link Pages#NONE} if there is none, or no such order.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long allocate(int order) {
        long block = order == 0 ? allocateCached() : buddies.allocate(order);
        if (block == Pages.NONE && drain()) {
            block = buddies.allocate(order);
        }
        return block;
    }

    /** Gives back a block of {@link #allocate}. Panics unless exactly this block is allocated. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void free(long physicalAddress, int order) {
        if (order != 0) {
            buddies.free(physicalAddress, order);
            return;
        }
        long token = processors.disableInterrupts();
        long cache = cache(processors.current());
        spinLock.acquireDisabled(cache + LOCK);
        buddies.markCached(physicalAddress);
        FrameCacheLayout.push(cache, physicalAddress, memory.direct(physicalAddress));
        if (RawMemory.getLong(cache + COUNT) > CACHE_LIMIT) {
            buddies.drain(cache, CACHE_BATCH);
        }
        spinLock.release(cache + LOCK, token);
    }

    /**
     * Physical address of a run: {@code frames} contiguous free frames, aligned to the smallest block that holds them and
     * to a block of {@code alignmentOrder}; or {@link Pages#NONE}. What the block has beyond them stays free.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long allocateRun(long frames, int alignmentOrder) {
        long run = buddies.allocateRun(frames, alignmentOrder);
        if (run == Pages.NONE && drain()) {
            run = buddies.allocateRun(frames, alignmentOrder);
        }
        return run;
    }

    /** Gives back the run that starts at {@code physicalAddress}; false, with nothing changed, if none does. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public boolean freeRun(long physicalAddress) {
        return buddies.isRun(physicalAddress) && buddies.freeRun(physicalAddress);
    }

    /** Length in bytes of the run that starts at {@code physicalAddress}; 0 if none does. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long runBytes(long physicalAddress) {
        return buddies.isRun(physicalAddress) ? buddies.runBytes(physicalAddress) : 0;
    }

    /** Turns an allocated block into 2^{@code order} allocated frames that are freed one by one. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void split(long physicalAddress, int order) {
        buddies.split(physicalAddress, order);
    }

    @Override
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long allocateFrame() {
        return allocate(0);
    }

    @Override
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void freeFrame(long physicalAddress) {
        free(physicalAddress, 0);
    }

    /** Bytes this allocator manages: all memory of the map less its own metadata. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long totalBytes() {
        return buddies.totalBytes();
    }

    /** Bytes that are free now. While others allocate, a frame on its way to or from a cache may count twice or not at all. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long freeBytes() {
        long cached = 0;
        for (int cpu = 0; cpu < cacheCount; cpu++) {
            cached += RawMemory.getLongVolatile(cache(cpu) + COUNT);
        }
        return buddies.freeBytes() + (cached << Pages.SMALL_SHIFT);
    }

    /** Largest order that {@link #allocate} could serve now, or -1. Drains all caches. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public int largestFreeOrder() {
        drain();
        return buddies.largestFreeOrder();
    }

    /** A frame of this CPU's cache, filled if it is empty; or {@link Pages#NONE} if nothing is left to fill it with. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long allocateCached() {
        long token = processors.disableInterrupts();
        long cache = cache(processors.current());
        spinLock.acquireDisabled(cache + LOCK);
        if (RawMemory.getLong(cache + COUNT) == 0) {
            buddies.fill(cache, CACHE_BATCH);
        }
        long frame = RawMemory.getLong(cache + FIRST);
        if (frame != Pages.NONE) {
            FrameCacheLayout.pop(cache, memory.direct(frame));
            buddies.markAllocated(frame);
        }
        spinLock.release(cache + LOCK, token);
        return frame;
    }

    /** Empties the caches of all CPUs; false if they were empty. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private boolean drain() {
        boolean any = false;
        for (int cpu = 0; cpu < cacheCount; cpu++) {
            long token = spinLock.acquire(cache(cpu) + LOCK);
            long count = RawMemory.getLong(cache(cpu) + COUNT);
            any |= count != 0;
            buddies.drain(cache(cpu), count);
            spinLock.release(cache(cpu) + LOCK, token);
        }
        return any;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long cache(int cpu) {
        return caches + ((long) cpu << FrameCacheLayout.SHIFT);
    }
}
