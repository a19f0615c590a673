package org.eremite.mm;

import static org.eremite.mm.StackDescriptor.*;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Stacks of threads in an address space of their own, each above an unmapped guard page. A new stack has memory for its
 * first frames only; more is put behind it where it is touched ({@link #provide}), and stays until the stack is freed.
 * Some freed stacks of the sizes in use are kept: a thread that starts after another has ended then costs no mapping and
 * no flush.
 *
 * <p>Kernel dialect, with interrupts enabled and no lock held, but for {@code provide}. The lock guards the cache.
 */
public final class StackAllocator {
    /** Bytes of a new stack that have memory: a thread that blocks soon needs no more. */
    static final long INITIAL_BYTES = 4 * Pages.SMALL;
    /** Pages put behind a stack at a time. */
    static final int PAGES_PROVIDED = 4;
    /** Sizes of which stacks are kept, a power of two. */
    private static final int SHELVES = 4;
    /** Most stacks kept of one size. */
    private static final long SHELF_LIMIT = 8;
    /** Offset of the shelves behind the lock. */
    private static final long FIRST_SHELF = 2 * SpinLock.BYTES;

    private final AddressSpace space;
    private final PageMapper mapper;
    private final KernelHeap heap;
    private final Panic panic;
    private final SpinLock spinLock;

    private long control;
    private int oldest;

    /** @param space holds nothing but stacks; state arrives in {@link #initialize} */
    public StackAllocator(AddressSpace space, PageMapper mapper, KernelHeap heap, Processors processors, Panic panic) {
        this.space = space;
        this.mapper = mapper;
        this.heap = heap;
        this.panic = panic;
        this.spinLock = new SpinLock(processors);
    }

    /** Prepares an empty cache; once, after the address space is initialised. False if out of memory. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    public boolean initialize() {
        long bytes = FIRST_SHELF + SHELVES * SHELF_SIZE;
        control = heap.allocate(bytes);
        if (control != 0) {
            RawMemory.fillLongs(control, bytes, 0);
        }
        return control != 0;
    }

    /**
     * The top of a stack, exclusive and aligned to 64 bytes, of which at least {@code bytes} bytes below can be used as
     * they are provided, contents undefined; 0 if there is no memory for its first pages.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long allocate(long bytes) {
        if (bytes <= 0 || bytes > space.limit() - space.base()) {
            return 0;
        }
        long size = Alignment.up(bytes + DESCRIPTOR_BYTES, Pages.SMALL);
        long top = takeCached(size);
        if (top == 0) {
            top = map(size);
        }
        if (top == 0) {
            trim();
            top = map(size);
        }
        return top;
    }

    /** Lowest address that can be used of the stack with this top; the page below it is the guard. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long limit(long top) {
        return top + DESCRIPTOR_BYTES - RawMemory.getLong(descriptor(top) + BYTES);
    }

    /**
     * Puts zeroed memory behind {@code virtualAddress}, which is below the top of an allocated stack and not below its
     * limit, and behind some pages below it. False if there is no memory, or if there is some behind it already.
     * Any context in which no lock of this package is held.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public boolean provide(long virtualAddress, long limit) {
        long page = Alignment.down(virtualAddress, Pages.SMALL);
        if (mapper.direct(page) != 0 || !mapper.commit(page, page + Pages.SMALL, Paging.READ | Paging.WRITE)) {
            return false;
        }
        for (int count = 1; count < PAGES_PROVIDED; count++) {
            page -= Pages.SMALL;
            // These are for speed only: they may be there, and there may be no memory.
            if (page < limit || mapper.direct(page) != 0 || !mapper.commit(page, page + Pages.SMALL, Paging.READ | Paging.WRITE)) {
                break;
            }
        }
        return true;
    }

    /** Gives back a stack that no CPU uses any more. Panics if {@code top} is not that of an allocated stack. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void free(long top) {
        unmapAll(putCached(descriptor(top)));
    }

    /** Gives back the memory of all stacks that are kept. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void trim() {
        for (int index = 0; index < SHELVES; index++) {
            long token = spinLock.acquire(control);
            long descriptor = RawMemory.getLong(shelf(index) + SHELF_FIRST);
            RawMemory.fillLongs(shelf(index), SHELF_SIZE, 0);
            spinLock.release(control, token);
            unmapAll(descriptor);
        }
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long map(long size) {
        long guard = space.reserve(size + Pages.SMALL, Pages.SMALL);
        if (guard == 0) {
            return 0;
        }
        long end = guard + Pages.SMALL + size;
        long initial = Alignment.min(size, INITIAL_BYTES);
        if (!space.commit(end - initial, initial, Paging.READ | Paging.WRITE)) {
            space.free(guard, size + Pages.SMALL);
            return 0;
        }
        long top = end - DESCRIPTOR_BYTES;
        long descriptor = mapper.direct(top);
        RawMemory.putLong(descriptor + TAG, LIVE_TAG ^ top);
        RawMemory.putLong(descriptor + BYTES, size);
        RawMemory.putLong(descriptor + ADDRESS, top);
        return top;
    }

    /** Frees the addresses and memory of stacks linked by NEXT. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void unmapAll(long first) {
        long descriptor = first;
        while (descriptor != 0) {
            long next = RawMemory.getLong(descriptor + NEXT);
            long size = RawMemory.getLong(descriptor + BYTES);
            long guard = RawMemory.getLong(descriptor + ADDRESS) + DESCRIPTOR_BYTES - size - Pages.SMALL;
            RawMemory.putLong(descriptor + TAG, 0);
            space.free(guard, size + Pages.SMALL);
            descriptor = next;
        }
    }

    /** A kept stack of {@code size} mapped bytes, or 0. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long takeCached(long size) {
        long top = 0;
        long token = spinLock.acquire(control);
        for (int index = 0; index < SHELVES; index++) {
            long shelf = shelf(index);
            if (RawMemory.getLong(shelf + SHELF_BYTES) == size && RawMemory.getLong(shelf + SHELF_COUNT) != 0) {
                long descriptor = RawMemory.getLong(shelf + SHELF_FIRST);
                RawMemory.putLong(shelf + SHELF_FIRST, RawMemory.getLong(descriptor + NEXT));
                RawMemory.putLong(shelf + SHELF_COUNT, RawMemory.getLong(shelf + SHELF_COUNT) - 1);
                top = RawMemory.getLong(descriptor + ADDRESS);
                RawMemory.putLong(descriptor + TAG, LIVE_TAG ^ top);
                break;
            }
        }
        spinLock.release(control, token);
        return top;
    }

    /**
     * Keeps a stack if there is room; returns those that must go. A size without a shelf takes an empty one, or the one
     * that has had its size longest: else sizes that never come again would fill the cache for good.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long putCached(long descriptor) {
        long size = RawMemory.getLong(descriptor + BYTES);
        long top = RawMemory.getLong(descriptor + ADDRESS);
        long evicted = 0;
        long token = spinLock.acquire(control);
        if (RawMemory.getLong(descriptor + TAG) != (LIVE_TAG ^ top)) {
            panic.panic("stack freed twice", "top", top);
        }
        RawMemory.putLong(descriptor + TAG, CACHED_TAG ^ top);
        long shelf = shelfFor(size);
        if (RawMemory.getLong(shelf + SHELF_BYTES) != size) {
            evicted = RawMemory.getLong(shelf + SHELF_FIRST);
            RawMemory.putLong(shelf + SHELF_BYTES, size);
            RawMemory.putLong(shelf + SHELF_COUNT, 0);
            RawMemory.putLong(shelf + SHELF_FIRST, 0);
        }
        long count = RawMemory.getLong(shelf + SHELF_COUNT);
        if (count < SHELF_LIMIT) {
            RawMemory.putLong(shelf + SHELF_COUNT, count + 1);
            RawMemory.putLong(descriptor + NEXT, RawMemory.getLong(shelf + SHELF_FIRST));
            RawMemory.putLong(shelf + SHELF_FIRST, descriptor);
        } else {
            RawMemory.putLong(descriptor + NEXT, 0);
            evicted = descriptor;
        }
        spinLock.release(control, token);
        return evicted;
    }

    /** The shelf of {@code size}, else an empty one, else the one that has had its size longest. */
    @Uninterruptible(reason = "Changes the cache; the lock is held.")
    private long shelfFor(long size) {
        long empty = 0;
        for (int index = 0; index < SHELVES; index++) {
            if (RawMemory.getLong(shelf(index) + SHELF_BYTES) == size) {
                return shelf(index);
            }
            if (RawMemory.getLong(shelf(index) + SHELF_COUNT) == 0) {
                empty = shelf(index);
            }
        }
        if (empty == 0) {
            empty = shelf(oldest);
            oldest = (oldest + 1) & (SHELVES - 1);
        }
        return empty;
    }

    /** Descriptor of an allocated stack in the direct map. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private long descriptor(long top) {
        boolean aligned = Alignment.is(top, DESCRIPTOR_BYTES) && top >= space.base() && top < space.limit();
        long descriptor = aligned ? mapper.direct(top) : 0;
        if (descriptor == 0 || RawMemory.getLong(descriptor + TAG) != (LIVE_TAG ^ top)) {
            panic.panic("no stack has this top", "top", top);
        }
        return descriptor;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long shelf(int index) {
        return control + FIRST_SHELF + index * SHELF_SIZE;
    }
}
