package org.eremite.mm;

import static org.eremite.mm.SlabLayout.*;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Objects of fixed sizes in slabs (Bonwick, The Slab Allocator, USENIX 1994), handed over in batches to the caches of
 * {@link ObjectCaches}. An empty slab goes back to the frame allocator at once.
 *
 * <p>Kernel dialect. One lock for each size class, taken after that of a cache and before those of
 * {@link FrameAllocator}.
 */
final class SlabAllocator {
    /** A CPU keeps about so many bytes of free objects of one size. */
    private static final long CACHE_BYTES = 8 << 10;
    private static final long CACHE_LEAST = 2;
    private static final long CACHE_MOST = 32;

    private final FrameAllocator frames;
    private final MemoryMap memory;
    private final Panic panic;
    private final SpinLock spinLock;

    private long control;

    /** State arrives in {@link #initialize}. */
    SlabAllocator(FrameAllocator frames, MemoryMap memory, Processors processors, Panic panic) {
        this.frames = frames;
        this.memory = memory;
        this.panic = panic;
        this.spinLock = new SpinLock(processors);
    }

    /** Makes the control block in {@link SlabLayout#CONTROL_BYTES} bytes at {@code address}. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    void initialize(long address) {
        control = address;
        int index = 0;
        long previous = -GRANULE;
        // Steps of 16 up to 128, then four sizes for each power of two.
        long step = GRANULE;
        for (long size = GRANULE; size <= SLAB_LIMIT; size += step) {
            addClass(index, size, previous);
            index++;
            previous = size;
            if (size >= 8 * GRANULE && Alignment.isPowerOfTwo(size)) {
                step = size >> 2;
            }
        }
        if (index != CLASSES) {
            panic.panic("wrong number of size classes", "classes", index);
        }
    }

    /** The size class of objects of at least {@code bytes} bytes, which is at most {@link SlabLayout#SLAB_LIMIT}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long classOf(long bytes) {
        long index = RawMemory.getByte(control + INDEX + ((bytes + GRANULE - 1) >> GRANULE_SHIFT));
        return sizeClass(index);
    }

    /** As {@link #classOf}, of objects at multiples of {@code alignment}; 0 if there is none. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long alignedClassOf(long bytes, long alignment) {
        // A class whose size is a multiple of the alignment places all its objects so.
        long last = sizeClass(CLASSES - 1);
        for (long sizeClass = classOf(bytes); sizeClass <= last; sizeClass += CLASS_BYTES) {
            if (Alignment.is(sizeOf(sizeClass), alignment)) {
                return sizeClass;
            }
        }
        return 0;
    }

    /** Number of a size class. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long indexOf(long sizeClass) {
        return (sizeClass - control) >> CLASS_SHIFT;
    }

    /** The size class with this number. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    long sizeClass(long index) {
        return control + (index << CLASS_SHIFT);
    }

    /** Bytes of an object of a size class. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long sizeOf(long sizeClass) {
        return RawMemory.getLong(sizeClass + CLASS_SIZE);
    }

    /** The size class of an object in use. Panics if {@code object} is not one, as far as that can be told without a lock. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long classOfObject(long object) {
        long slab = Alignment.down(object, SLAB);
        if (RawMemory.getLong(slab + TAG) != (SLAB_TAG ^ slab)) {
            panic.panic("no memory of the heap starts here", "address", object);
        }
        long sizeClass = RawMemory.getLong(slab + SLAB_CLASS);
        long offset = object - slab - RawMemory.getLong(sizeClass + CLASS_FIRST);
        long number = (offset * RawMemory.getLong(sizeClass + CLASS_RECIPROCAL)) >>> 32;
        if (offset < 0 || number * sizeOf(sizeClass) != offset || object >= RawMemory.getLong(slab + SLAB_FRESH)) {
            panic.panic("no object of the heap starts here", "address", object);
        }
        return sizeClass;
    }

    /** Moves up to {@code count} objects of {@code sizeClass} to the shelf of a cache, whose lock is held. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void fill(long sizeClass, long shelf, long count) {
        long token = spinLock.acquire(sizeClass + CLASS_LOCK);
        for (long moved = 0; moved < count; moved++) {
            long slab = RawMemory.getLong(sizeClass + CLASS_PARTIAL);
            // A batch does not begin a second slab: that is for whoever needs more.
            if (slab == 0 && moved == 0) {
                slab = addSlab(sizeClass);
            }
            if (slab == 0) {
                break;
            }
            ObjectCacheLayout.push(shelf, takeObject(slab, sizeOf(sizeClass)));
            if (isFull(slab, sizeOf(sizeClass))) {
                unlink(sizeClass, slab);
            }
        }
        spinLock.release(sizeClass + CLASS_LOCK, token);
    }

    /** Frees the first {@code count} objects of the shelf of a cache, whose lock is held. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void drain(long sizeClass, long shelf, long count) {
        long empty = 0;
        long token = spinLock.acquire(sizeClass + CLASS_LOCK);
        for (long moved = 0; moved < count; moved++) {
            empty = putObject(sizeClass, ObjectCacheLayout.pop(shelf), empty);
        }
        spinLock.release(sizeClass + CLASS_LOCK, token);
        while (empty != 0) {
            long slab = empty;
            empty = RawMemory.getLong(slab + SLAB_NEXT);
            frames.free(memory.physical(slab), SLAB_ORDER);
        }
    }

    /** Whether {@code object} is free in its slab; it looks at every free object of the slab. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    boolean isFreeInSlab(long sizeClass, long object) {
        long token = spinLock.acquire(sizeClass + CLASS_LOCK);
        long freed = RawMemory.getLong(Alignment.down(object, SLAB) + SLAB_FREED);
        while (freed != 0 && freed != object) {
            freed = RawMemory.getLong(freed + OBJECT_LINK);
        }
        spinLock.release(sizeClass + CLASS_LOCK, token);
        return freed == object;
    }

    /** Describes the size class of objects larger than {@code previous} up to {@code size} bytes. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    private void addClass(int index, long size, long previous) {
        long sizeClass = sizeClass(index);
        RawMemory.fillLongs(sizeClass, CLASS_BYTES, 0);
        RawMemory.putLong(sizeClass + CLASS_SIZE, size);
        RawMemory.putLong(sizeClass + CLASS_RECIPROCAL, (1L << 32) / size + 1);
        RawMemory.putLong(sizeClass + CLASS_LIMIT,
                Alignment.min(CACHE_MOST, Alignment.max(CACHE_LEAST, CACHE_BYTES / size)));
        // The lowest bit of the size is an alignment that all objects share once the first has it.
        RawMemory.putLong(sizeClass + CLASS_FIRST, Alignment.max(SLAB_HEADER, size & -size));
        for (long bytes = previous + GRANULE; bytes <= size; bytes += GRANULE) {
            RawMemory.putByte(control + INDEX + (bytes >> GRANULE_SHIFT), (byte) index);
        }
    }

    @Uninterruptible(reason = "Changes a slab; the lock of its size class is held.")
    private long addSlab(long sizeClass) {
        long block = frames.allocate(SLAB_ORDER);
        if (block == Pages.NONE) {
            return 0;
        }
        long slab = memory.direct(block);
        RawMemory.putLong(slab + TAG, SLAB_TAG ^ slab);
        RawMemory.putLong(slab + SLAB_CLASS, sizeClass);
        RawMemory.putLong(slab + SLAB_FREED, 0);
        RawMemory.putLong(slab + SLAB_FRESH, slab + RawMemory.getLong(sizeClass + CLASS_FIRST));
        RawMemory.putLong(slab + SLAB_USED, 0);
        link(sizeClass, slab);
        return slab;
    }

    @Uninterruptible(reason = "Changes a slab; the lock of its size class is held.")
    private static long takeObject(long slab, long size) {
        long object = RawMemory.getLong(slab + SLAB_FREED);
        if (object != 0) {
            RawMemory.putLong(slab + SLAB_FREED, RawMemory.getLong(object + OBJECT_LINK));
        } else {
            object = RawMemory.getLong(slab + SLAB_FRESH);
            RawMemory.putLong(slab + SLAB_FRESH, object + size);
        }
        RawMemory.putLong(slab + SLAB_USED, RawMemory.getLong(slab + SLAB_USED) + 1);
        return object;
    }

    /** Frees {@code object}; returns {@code empty}, the list of slabs that are to be freed, with its slab if that is empty now. */
    @Uninterruptible(reason = "Changes a slab; the lock of its size class is held.")
    private static long putObject(long sizeClass, long object, long empty) {
        long slab = Alignment.down(object, SLAB);
        boolean wasFull = isFull(slab, sizeOf(sizeClass));
        RawMemory.putLong(object + OBJECT_LINK, RawMemory.getLong(slab + SLAB_FREED));
        RawMemory.putLong(slab + SLAB_FREED, object);
        long used = RawMemory.getLong(slab + SLAB_USED) - 1;
        RawMemory.putLong(slab + SLAB_USED, used);
        if (wasFull) {
            link(sizeClass, slab);
        }
        if (used != 0) {
            return empty;
        }
        unlink(sizeClass, slab);
        RawMemory.putLong(slab + TAG, 0);
        RawMemory.putLong(slab + SLAB_NEXT, empty);
        return slab;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static boolean isFull(long slab, long size) {
        return RawMemory.getLong(slab + SLAB_FREED) == 0 && RawMemory.getLong(slab + SLAB_FRESH) + size > slab + SLAB;
    }

    @Uninterruptible(reason = "Changes a list of slabs; the lock of the size class is held.")
    private static void link(long sizeClass, long slab) {
        long next = RawMemory.getLong(sizeClass + CLASS_PARTIAL);
        RawMemory.putLong(slab + SLAB_NEXT, next);
        RawMemory.putLong(slab + SLAB_PREVIOUS, 0);
        if (next != 0) {
            RawMemory.putLong(next + SLAB_PREVIOUS, slab);
        }
        RawMemory.putLong(sizeClass + CLASS_PARTIAL, slab);
    }

    @Uninterruptible(reason = "Changes a list of slabs; the lock of the size class is held.")
    private static void unlink(long sizeClass, long slab) {
        long next = RawMemory.getLong(slab + SLAB_NEXT);
        long previous = RawMemory.getLong(slab + SLAB_PREVIOUS);
        if (next != 0) {
            RawMemory.putLong(next + SLAB_PREVIOUS, previous);
        }
        RawMemory.putLong(previous == 0 ? sizeClass + CLASS_PARTIAL : previous + SLAB_NEXT, next);
    }
}
