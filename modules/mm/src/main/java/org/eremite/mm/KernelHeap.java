package org.eremite.mm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;

/**
 * Memory for the kernel and native memory of programs, physically contiguous and reached through
 * {@link MemoryMap#direct}: objects of size classes with a cache for each CPU, and runs of frames for what is larger.
 *
 * <p>In checking mode, chosen when it starts, it finds memory freed twice, overruns and writes to freed memory
 * ({@link HeapChecker}), at the price of more memory and time.
 *
 * <p>Kernel dialect; any context, also with interrupts disabled.
 */
public final class KernelHeap {
    /** Every address is a multiple of this. */
    public static final long ALIGNMENT = SlabLayout.GRANULE;
    /** Largest alignment that can be asked for. */
    public static final long MAXIMUM_ALIGNMENT = Pages.LARGE;

    private final UncheckedHeap heap;
    private final HeapChecker checker;
    private final Panic panic;

    private boolean checking;

    /** State arrives in {@link #initialize}. */
    public KernelHeap(FrameAllocator frames, MemoryMap memory, Processors processors, Panic panic) {
        this.heap = new UncheckedHeap(frames, memory, processors, panic);
        this.checker = new HeapChecker(heap, processors, panic);
        this.panic = panic;
    }

    /** Takes control blocks from the frame allocator; once, after that is initialised. False if out of memory. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    public boolean initialize(boolean checked) {
        checking = checked;
        return heap.initialize() && (!checked || checker.initialize());
    }

    /**
     * Address of at least {@code bytes} bytes, contents undefined; 0 if there is no memory or {@code bytes} is negative.
     * No bytes at all get an address of their own, too.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long allocate(long bytes) {
        return allocateAligned(bytes, ALIGNMENT);
    }

    /** As {@link #allocate}, at a multiple of {@code alignment}: a power of two up to {@link #MAXIMUM_ALIGNMENT}, else panic. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long allocateAligned(long bytes, long alignment) {
        if (!Alignment.isPowerOfTwo(alignment) || alignment > MAXIMUM_ALIGNMENT) {
            panic.panic("bad alignment", "alignment", alignment);
        }
        if (bytes < 0) {
            return 0;
        }
        long multiple = Alignment.max(alignment, ALIGNMENT);
        return checking ? checker.allocate(bytes, multiple) : heap.allocate(bytes, multiple);
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
        // In checking mode it always moves, which shows who keeps the old address.
        if (!checking && heap.fits(bytes, available)) {
            return address;
        }
        long moved = allocate(bytes);
        if (moved != 0) {
            RawMemory.copy(address, moved, Alignment.min(bytes, available));
            free(address);
        }
        return moved;
    }

    /**
     * Gives back memory; nothing for address 0. Panics if {@code address} is not allocated: in checking mode always, else
     * as far as that is cheap to see.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void free(long address) {
        if (address == 0) {
            return;
        }
        if (checking) {
            checker.free(address);
        } else {
            heap.free(address);
        }
    }

    /** Bytes that can be used at {@code address}, an allocated one: at least as many as were asked for. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long bytesOf(long address) {
        return checking ? checker.bytesOf(address) : heap.bytesOf(address);
    }

    /**
     * Gives what CPUs keep for themselves, and what is in quarantine, back to the frame allocator, as far as whole slabs
     * are free; false if there was nothing.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public boolean trim() {
        return checking ? checker.trim() : heap.trim();
    }
}
