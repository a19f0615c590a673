package org.eremite.mm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;

/**
 * The heap without regard to how it is used: objects of slabs, and runs of frames for what is larger; all of it physically
 * contiguous and reached through {@link MemoryMap#direct}.
 *
 * <p>No object starts where its slab starts, and a run of frames has no header, so an address tells by arithmetic and one
 * state of a frame what it is.
 *
 * <p>Kernel dialect.
 */
final class UncheckedHeap {
    private final FrameAllocator frames;
    private final MemoryMap memory;
    private final Processors processors;
    private final SlabAllocator slabs;
    private final ObjectCaches caches;

    /** State arrives in {@link #initialize}. */
    UncheckedHeap(FrameAllocator frames, MemoryMap memory, Processors processors, Panic panic) {
        this.frames = frames;
        this.memory = memory;
        this.processors = processors;
        this.slabs = new SlabAllocator(frames, memory, processors, panic);
        this.caches = new ObjectCaches(slabs, processors, panic);
    }

    /** Takes the control blocks from the frame allocator. False if out of memory. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    boolean initialize() {
        int cpus = processors.present();
        long ofSlabs = Alignment.up(SlabLayout.CONTROL_BYTES, SlabLayout.CLASS_BYTES);
        long control = allocateRun(ofSlabs + cpus * ObjectCacheLayout.BYTES, 0);
        if (control == 0) {
            return false;
        }
        slabs.initialize(control);
        caches.initialize(control + ofSlabs, cpus);
        return true;
    }

    /** As {@link KernelHeap#allocateAligned}; arguments are in range. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    long allocate(long bytes, long alignment) {
        if (bytes <= SlabLayout.SLAB_LIMIT) {
            long sizeClass = alignment <= SlabLayout.GRANULE ? slabs.classOf(bytes) : slabs.alignedClassOf(bytes, alignment);
            if (sizeClass != 0) {
                long object = caches.allocate(sizeClass);
                if (object == 0 && caches.drain()) {
                    object = caches.allocate(sizeClass);
                }
                return object;
            }
        }
        int order = 0;
        while (Pages.SMALL << order < alignment) {
            order++;
        }
        long run = allocateRun(bytes, order);
        if (run == 0 && caches.drain()) {
            run = allocateRun(bytes, order);
        }
        return run;
    }

    /** Gives back memory. Panics if {@code address} is not allocated, as far as that is cheap to see. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void free(long address) {
        if (!Alignment.is(address, Pages.SMALL) || !frames.freeRun(memory.physical(address))) {
            caches.free(address);
        }
    }

    /** Bytes that can be used at {@code address}, an allocated one. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long bytesOf(long address) {
        long bytes = Alignment.is(address, Pages.SMALL) ? frames.runBytes(memory.physical(address)) : 0;
        return bytes != 0 ? bytes : SlabAllocator.sizeOf(slabs.classOfObject(address));
    }

    /** Whether memory of {@code available} bytes is what {@link #allocate} would give for {@code bytes}, or little more. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    boolean fits(long bytes, long available) {
        return bytes <= SlabLayout.SLAB_LIMIT
                ? SlabAllocator.sizeOf(slabs.classOf(bytes)) == available
                : bytes <= available && bytes > available - (available >> 2);
    }

    /** Gives the memory of free objects back to the frame allocator, as far as whole slabs are free; false if there were none. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    boolean trim() {
        return caches.drain();
    }

    @Uninterruptible(reason = "Hands out raw memory that no collector knows.")
    private long allocateRun(long bytes, int alignmentOrder) {
        if (bytes > Pages.SMALL << FrameAllocator.MAXIMUM_ORDER) {
            return 0;
        }
        // No bytes at all still are one frame: an address of their own.
        long count = Alignment.max(1, Alignment.up(bytes, Pages.SMALL) >> Pages.SMALL_SHIFT);
        long run = frames.allocateRun(count, alignmentOrder);
        return run == Pages.NONE ? 0 : memory.direct(run);
    }
}
