package org.eremite.mm;

import static org.eremite.mm.HeapLayout.*;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Memory for the kernel and native memory of programs: objects of fixed sizes in slabs (Bonwick, The Slab Allocator,
 * USENIX 1994), and runs of frames for what is larger; all of it physically contiguous and reached through
 * {@link MemoryMap#direct}.
 *
 * <p>An empty slab goes back to the frame allocator at once. No object starts where its slab starts, and a run of frames
 * has no header, so an address tells by arithmetic and one state of a frame what it is.
 *
 * <p>Kernel dialect. One lock for each size class, taken before the lock of {@link FrameAllocator}.
 */
public final class KernelHeap {
    /** Every address is a multiple of this. */
    public static final long ALIGNMENT = GRANULE;
    /** Largest alignment that can be asked for. */
    public static final long MAXIMUM_ALIGNMENT = Pages.LARGE;

    private final FrameAllocator frames;
    private final MemoryMap memory;
    private final Panic panic;
    private final SpinLock spinLock;

    private long control;

    /** State arrives in {@link #initialize}. */
    public KernelHeap(FrameAllocator frames, MemoryMap memory, Processors processors, Panic panic) {
        this.frames = frames;
        this.memory = memory;
        this.panic = panic;
        this.spinLock = new SpinLock(processors);
    }

    /** Takes the heap's control block from the frame allocator; once, after that is initialised. False if out of memory. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    public boolean initialize() {
        long block = frames.allocate(CONTROL_ORDER);
        if (block == Pages.NONE) {
            return false;
        }
        control = memory.direct(block);
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
        return true;
    }

    /**
     * Address of at least {@code bytes} bytes, contents undefined; 0 if there is no memory or {@code bytes} is negative.
     * No bytes at all get an address of their own, too.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long allocate(long bytes) {
        if (bytes < 0) {
            return 0;
        }
        return bytes <= SLAB_LIMIT ? allocateObject(classOf(bytes)) : allocateRun(bytes, 0);
    }

    /** As {@link #allocate}, at a multiple of {@code alignment}: a power of two up to {@link #MAXIMUM_ALIGNMENT}, else panic. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long allocateAligned(long bytes, long alignment) {
        if (!Alignment.isPowerOfTwo(alignment) || alignment > MAXIMUM_ALIGNMENT) {
            panic.panic("bad alignment", "alignment", alignment);
        }
        if (alignment <= GRANULE) {
            return allocate(bytes);
        }
        if (bytes < 0) {
            return 0;
        }
        if (bytes <= SLAB_LIMIT) {
            // A class whose size is a multiple of the alignment places all its objects so.
            long last = control + (CLASSES - 1) * CLASS_BYTES;
            for (long sizeClass = classOf(bytes); sizeClass <= last; sizeClass += CLASS_BYTES) {
                if (Alignment.is(RawMemory.getLong(sizeClass + CLASS_SIZE), alignment)) {
                    return allocateObject(sizeClass);
                }
            }
        }
        int order = 0;
        while (Pages.SMALL << order < alignment) {
            order++;
        }
        return allocateRun(bytes, order);
    }

    /**
     * Memory of at least {@code bytes} bytes with the contents of {@code address} as far as they fit, at {@code address}
     * or elsewhere; alignment {@link #ALIGNMENT}. {@code address} 0 allocates. Returns 0, with {@code address} still
     * allocated, if there is no memory or {@code bytes} is negative.
     */
    @Uninterruptible(reason = "Moves raw memory that no collector knows.")
    public long reallocate(long address, long bytes) {
        if (address == 0 || bytes < 0) {
            return allocate(bytes);
        }
        long available = bytesOf(address);
        boolean fits = bytes <= SLAB_LIMIT
                ? RawMemory.getLong(classOf(bytes) + CLASS_SIZE) == available
                : bytes <= available && bytes > available - (available >> 2);
        if (fits) {
            return address;
        }
        long moved = allocate(bytes);
        if (moved != 0) {
            RawMemory.copy(address, moved, Alignment.min(bytes, available));
            free(address);
        }
        return moved;
    }

    /** Gives back memory; nothing for address 0. Panics if {@code address} is not allocated, as far as that is cheap to see. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void free(long address) {
        if (address == 0) {
            return;
        }
        if (!Alignment.is(address, Pages.SMALL) || !frames.freeRun(memory.physical(address))) {
            freeObject(slabOf(address), address);
        }
    }

    /** Bytes that can be used at {@code address}, an allocated one: at least as many as were asked for. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long bytesOf(long address) {
        long bytes = Alignment.is(address, Pages.SMALL) ? frames.runBytes(memory.physical(address)) : 0;
        return bytes != 0 ? bytes : RawMemory.getLong(RawMemory.getLong(slabOf(address) + SLAB_CLASS) + CLASS_SIZE);
    }

    /** Describes the size class of objects larger than {@code previous} up to {@code size} bytes. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    private void addClass(int index, long size, long previous) {
        long sizeClass = control + index * CLASS_BYTES;
        RawMemory.fillLongs(sizeClass, CLASS_BYTES, 0);
        RawMemory.putLong(sizeClass + CLASS_SIZE, size);
        RawMemory.putLong(sizeClass + CLASS_RECIPROCAL, (1L << 32) / size + 1);
        // The lowest bit of the size is an alignment that all objects share once the first has it.
        RawMemory.putLong(sizeClass + CLASS_FIRST, Alignment.max(SLAB_HEADER, size & -size));
        for (long bytes = previous + GRANULE; bytes <= size; bytes += GRANULE) {
            RawMemory.putByte(control + INDEX + (bytes >> GRANULE_SHIFT), (byte) index);
        }
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long classOf(long bytes) {
        long index = RawMemory.getByte(control + INDEX + ((bytes + GRANULE - 1) >> GRANULE_SHIFT));
        return control + (index << CLASS_SHIFT);
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long allocateObject(long sizeClass) {
        long token = spinLock.acquire(sizeClass + CLASS_LOCK);
        long object = 0;
        long slab = RawMemory.getLong(sizeClass + CLASS_PARTIAL);
        if (slab == 0) {
            slab = addSlab(sizeClass);
        }
        if (slab != 0) {
            object = takeObject(slab, RawMemory.getLong(sizeClass + CLASS_SIZE));
            if (isFull(slab, RawMemory.getLong(sizeClass + CLASS_SIZE))) {
                unlink(sizeClass, slab);
            }
        }
        spinLock.release(sizeClass + CLASS_LOCK, token);
        return object;
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
        RawMemory.putLong(object + OBJECT_MARK, 0);
        RawMemory.putLong(slab + SLAB_USED, RawMemory.getLong(slab + SLAB_USED) + 1);
        return object;
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void freeObject(long slab, long object) {
        long sizeClass = RawMemory.getLong(slab + SLAB_CLASS);
        long token = spinLock.acquire(sizeClass + CLASS_LOCK);
        checkObject(sizeClass, slab, object);
        boolean wasFull = isFull(slab, RawMemory.getLong(sizeClass + CLASS_SIZE));
        RawMemory.putLong(object + OBJECT_LINK, RawMemory.getLong(slab + SLAB_FREED));
        RawMemory.putLong(object + OBJECT_MARK, FREED_MARK ^ object);
        RawMemory.putLong(slab + SLAB_FREED, object);
        long used = RawMemory.getLong(slab + SLAB_USED) - 1;
        RawMemory.putLong(slab + SLAB_USED, used);
        if (wasFull) {
            link(sizeClass, slab);
        }
        if (used == 0) {
            unlink(sizeClass, slab);
            RawMemory.putLong(slab + TAG, 0);
        }
        spinLock.release(sizeClass + CLASS_LOCK, token);
        if (used == 0) {
            frames.free(memory.physical(slab), SLAB_ORDER);
        }
    }

    /** Panics unless {@code object} is one of the slab's objects and in use. */
    @Uninterruptible(reason = "Reads a slab; the lock of its size class is held.")
    private void checkObject(long sizeClass, long slab, long object) {
        long size = RawMemory.getLong(sizeClass + CLASS_SIZE);
        long offset = object - slab - RawMemory.getLong(sizeClass + CLASS_FIRST);
        long number = (offset * RawMemory.getLong(sizeClass + CLASS_RECIPROCAL)) >>> 32;
        if (offset < 0 || number * size != offset || object >= RawMemory.getLong(slab + SLAB_FRESH)) {
            panic.panic("no object of the heap starts here", "address", object);
        }
        if (RawMemory.getLong(object + OBJECT_MARK) == (FREED_MARK ^ object)) {
            // A program may have written the mark itself: look whether the object is really free.
            long freed = RawMemory.getLong(slab + SLAB_FREED);
            while (freed != 0) {
                if (freed == object) {
                    panic.panic("memory freed twice", "address", object);
                }
                freed = RawMemory.getLong(freed + OBJECT_LINK);
            }
        }
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

    /** The slab that holds {@code address}; panics if there is none. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long slabOf(long address) {
        long slab = Alignment.down(address, SLAB);
        if (RawMemory.getLong(slab + TAG) != (SLAB_TAG ^ slab)) {
            panic.panic("no memory of the heap starts here", "address", address);
        }
        return slab;
    }
}
