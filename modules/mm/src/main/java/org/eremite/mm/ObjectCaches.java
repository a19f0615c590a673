package org.eremite.mm;

import static org.eremite.mm.ObjectCacheLayout.*;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * The free objects that each CPU keeps for itself, in front of {@link SlabAllocator} (magazines of a fixed size: Bonwick
 * and Adams, Magazines and Vmem, USENIX 2001). What one CPU allocates another may free; the object is then the other's.
 *
 * <p>Kernel dialect. Each cache has a lock, outermost of those of the heap. It is contended only while memory is short
 * and some CPU drains all caches.
 */
final class ObjectCaches {
    private final SlabAllocator slabs;
    private final Processors processors;
    private final Panic panic;
    private final SpinLock spinLock;

    private long caches;
    private int count;

    /** State arrives in {@link #initialize}. */
    ObjectCaches(SlabAllocator slabs, Processors processors, Panic panic) {
        this.slabs = slabs;
        this.processors = processors;
        this.panic = panic;
        this.spinLock = new SpinLock(processors);
    }

    /** Makes a cache for each of {@code cpus} CPUs in {@link ObjectCacheLayout#BYTES} bytes each at {@code address}. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    void initialize(long address, int cpus) {
        caches = address;
        count = cpus;
        RawMemory.fillLongs(address, cpus * BYTES, 0);
    }

    /** An object of {@code sizeClass}, contents undefined; 0 if there is no memory. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    long allocate(long sizeClass) {
        long token = processors.disableInterrupts();
        long cache = cache(processors.current());
        spinLock.acquireDisabled(cache + LOCK);
        long shelf = shelf(cache, sizeClass);
        if (RawMemory.getLong(shelf + COUNT) == 0) {
            slabs.fill(sizeClass, shelf, batch(sizeClass));
        }
        long object = pop(shelf);
        if (object != 0) {
            RawMemory.putLong(object + SlabLayout.OBJECT_MARK, 0);
        }
        spinLock.release(cache + LOCK, token);
        return object;
    }

    /** Gives back an object of {@link #allocate}. Panics if it is not in use, as far as that is cheap to see. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void free(long object) {
        long sizeClass = slabs.classOfObject(object);
        // A program may have written the mark itself: look whether the object is really free.
        if (RawMemory.getLong(object + SlabLayout.OBJECT_MARK) == (SlabLayout.FREE_MARK ^ object)
                && (slabs.isFreeInSlab(sizeClass, object) || isCached(sizeClass, object))) {
            panic.panic("memory freed twice", "address", object);
        }
        long token = processors.disableInterrupts();
        long cache = cache(processors.current());
        spinLock.acquireDisabled(cache + LOCK);
        long shelf = shelf(cache, sizeClass);
        push(shelf, object);
        if (RawMemory.getLong(shelf + COUNT) > RawMemory.getLong(sizeClass + SlabLayout.CLASS_LIMIT)) {
            slabs.drain(sizeClass, shelf, batch(sizeClass));
        }
        spinLock.release(cache + LOCK, token);
    }

    /** Empties the caches of all CPUs; false if they were empty. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    boolean drain() {
        boolean any = false;
        for (int cpu = 0; cpu < count; cpu++) {
            for (int index = 0; index < SlabLayout.CLASSES; index++) {
                long sizeClass = slabs.sizeClass(index);
                long shelf = shelf(cache(cpu), sizeClass);
                long token = spinLock.acquire(cache(cpu) + LOCK);
                long objects = RawMemory.getLong(shelf + COUNT);
                if (objects != 0) {
                    any = true;
                    slabs.drain(sizeClass, shelf, objects);
                }
                spinLock.release(cache(cpu) + LOCK, token);
            }
        }
        return any;
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private boolean isCached(long sizeClass, long object) {
        boolean found = false;
        for (int cpu = 0; cpu < count; cpu++) {
            long token = spinLock.acquire(cache(cpu) + LOCK);
            long cached = RawMemory.getLong(shelf(cache(cpu), sizeClass) + FIRST);
            while (cached != 0 && cached != object) {
                cached = RawMemory.getLong(cached + SlabLayout.OBJECT_LINK);
            }
            spinLock.release(cache(cpu) + LOCK, token);
            found |= cached == object;
        }
        return found;
    }

    /** Objects that are moved between a cache and the slabs at a time. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static long batch(long sizeClass) {
        return RawMemory.getLong(sizeClass + SlabLayout.CLASS_LIMIT) >> 1;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long cache(int cpu) {
        return caches + cpu * BYTES;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long shelf(long cache, long sizeClass) {
        return cache + SHELVES + (slabs.indexOf(sizeClass) << SHELF_SHIFT);
    }
}
