package org.eremite.mm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * One window of virtual addresses: who may use which (reserve, free), and what memory is behind them (commit, protect,
 * uncommit). Reserving is bookkeeping only and costs the same for a page and for a terabyte.
 *
 * <p>Addresses and lengths are multiples of {@link Pages#SMALL}; lengths are rounded up. A range that is not so, not in
 * the window or not reserved is refused. A reservation may be freed in parts. What happens to overlapping ranges at the
 * same time is for callers to order. Frames and addresses are not used anew before the old translations are gone from
 * every CPU.
 *
 * <p>Kernel dialect. {@code commit}, {@code protect}, {@code uncommit} and {@code free} are called with interrupts enabled
 * and no lock held, since they flush TLBs. The lock guards the tree of free extents and is taken before those of the heap.
 */
public final class AddressSpace {
    private static final int ALL = Paging.READ | Paging.WRITE | Paging.EXECUTE;

    private final PageMapper mapper;
    private final KernelHeap heap;
    private final Panic panic;
    private final SpinLock spinLock;

    private long lock;
    private long base;
    private long limit;
    private long free;
    private long reservedBytes;

    /** State arrives in {@link #initialize}. */
    public AddressSpace(PageMapper mapper, KernelHeap heap, Processors processors, Panic panic) {
        this.mapper = mapper;
        this.heap = heap;
        this.panic = panic;
        this.spinLock = new SpinLock(processors);
    }

    /**
     * Takes charge of the window [{@code base}, {@code limit}), of which nothing is mapped; once, after the heap is
     * initialised. Returns false if out of memory. The window does not hold address 0, nor cross the middle of the
     * address range; bounds are multiples of {@link Pages#SMALL}, else panic.
     */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    public boolean initialize(long base, long limit) {
        if (base >= limit || base == 0 || base < 0 != limit < 0 || !Alignment.is(base | limit, Pages.SMALL)) {
            panic.panic("bad window of addresses", "base", base);
        }
        lock = heap.allocate(SpinLock.BYTES);
        long node = heap.allocate(ExtentLayout.BYTES);
        if (lock == 0 || node == 0) {
            heap.free(lock);
            heap.free(node);
            return false;
        }
        RawMemory.putInt(lock, 0);
        this.base = base;
        this.limit = limit;
        free = 0;
        add(node, base, limit - base);
        return true;
    }

    /**
     * Reserves {@code bytes} bytes at a multiple of {@code alignment}, a power of two; {@link Pages#SMALL} holds
     * anyway. Returns their address, or 0 if there are no such addresses or no memory to record them.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long reserve(long bytes, long alignment) {
        long length = Alignment.up(bytes, Pages.SMALL);
        if (bytes <= 0 || length <= 0 || !Alignment.isPowerOfTwo(alignment)) {
            return 0;
        }
        long token = spinLock.acquire(lock);
        long address = 0;
        long node = find(length, alignment);
        if (node != 0) {
            address = Alignment.up(ExtentTree.start(node), alignment);
            if (!take(node, address, length)) {
                address = 0;
            }
        }
        spinLock.release(lock, token);
        return address;
    }

    /** Reserves exactly these addresses; false if one of them is not free or there is no memory to record it. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public boolean reserveAt(long address, long bytes) {
        long length = checkedLength(address, bytes);
        if (length == 0) {
            return false;
        }
        long token = spinLock.acquire(lock);
        long node = ExtentTree.floor(free, address);
        boolean done = node != 0 && address + length <= ExtentTree.end(node) && take(node, address, length);
        spinLock.release(lock, token);
        return done;
    }

    /**
     * Puts zeroed memory behind reserved addresses, in large pages where these suit; what is committed already keeps its
     * contents; all of it gets {@code protection}, which is not 0. Returns false, with the range as it was, if it is
     * refused or memory is lacking.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public boolean commit(long address, long bytes, int protection) {
        long length = reservedLength(address, bytes);
        return length != 0 && isProtection(protection) && mapper.commit(address, address + length, protection);
    }

    /**
     * Changes the protection of committed addresses; restrictions hold on every CPU on return. Returns false, with the
     * range as it was, if it is refused, not committed as a whole, or memory for page tables is lacking.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public boolean protect(long address, long bytes, int protection) {
        long length = reservedLength(address, bytes);
        return length != 0 && isProtection(protection) && mapper.protect(address, address + length, protection);
    }

    /**
     * Takes the memory away from reserved addresses, as far as they have any. Returns false, with the range as it was, if
     * it is refused, or if it ends inside a large page and memory for page tables is lacking.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public boolean uncommit(long address, long bytes) {
        long length = reservedLength(address, bytes);
        return length != 0 && mapper.uncommit(address, address + length);
    }

    /**
     * Uncommits reserved addresses and gives them up: a reservation, part of one, or several. Returns false as
     * {@link #uncommit} does; also if there is no memory to record free addresses, which then stay reserved but are
     * uncommitted.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public boolean free(long address, long bytes) {
        if (!uncommit(address, bytes)) {
            return false;
        }
        // Only from here on, with old translations flushed, may the addresses be handed out.
        long length = Alignment.up(bytes, Pages.SMALL);
        long node = heap.allocate(ExtentLayout.BYTES);
        long token = spinLock.acquire(lock);
        boolean done = give(address, length, node);
        spinLock.release(lock, token);
        return done;
    }

    /** First address of the window. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long base() {
        return base;
    }

    /** End of the window, exclusive. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long limit() {
        return limit;
    }

    /** Bytes reserved now. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long reservedBytes() {
        long token = spinLock.acquire(lock);
        long bytes = reservedBytes;
        spinLock.release(lock, token);
        return bytes;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private static boolean isProtection(int protection) {
        return protection > 0 && protection <= ALL;
    }

    /** {@code bytes} in whole pages, or 0 if the range is no range of the window. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private long checkedLength(long address, long bytes) {
        if (bytes <= 0 || bytes > limit - base || address < base || address >= limit || !Alignment.is(address, Pages.SMALL)) {
            return 0;
        }
        long length = Alignment.up(bytes, Pages.SMALL);
        return length <= limit - address ? length : 0;
    }

    /** {@code bytes} in whole pages, or 0 if not all of the range is reserved. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long reservedLength(long address, long bytes) {
        long length = checkedLength(address, bytes);
        if (length == 0) {
            return 0;
        }
        long token = spinLock.acquire(lock);
        long node = ExtentTree.floor(free, address + length - Pages.SMALL);
        boolean reserved = node == 0 || ExtentTree.end(node) <= address;
        spinLock.release(lock, token);
        return reserved ? length : 0;
    }

    /** A free extent that holds {@code length} bytes so aligned, or 0. */
    @Uninterruptible(reason = "Reads the tree; the lock is held.")
    private long find(long length, long alignment) {
        // So long an extent fits wherever it starts: one search. Only a window that is nearly full makes it try others.
        long ample = length + Alignment.max(alignment, Pages.SMALL) - Pages.SMALL;
        long node = ample > 0 ? ExtentTree.next(free, Long.MIN_VALUE, ample) : 0;
        if (node != 0) {
            return node;
        }
        node = ExtentTree.next(free, Long.MIN_VALUE, length);
        while (node != 0 && !fits(node, length, alignment)) {
            node = ExtentTree.next(free, ExtentTree.start(node), length);
        }
        return node;
    }

    @Uninterruptible(reason = "Reads the tree; the lock is held.")
    private static boolean fits(long node, long length, long alignment) {
        long skipped = Alignment.up(ExtentTree.start(node), alignment) - ExtentTree.start(node);
        return skipped <= ExtentTree.length(node) - length;
    }

    /** Removes [{@code address}, {@code address + length}) from the free extent {@code node}, which holds it. */
    @Uninterruptible(reason = "Changes the tree; the lock is held.")
    private boolean take(long node, long address, long length) {
        long start = ExtentTree.start(node);
        long rest = ExtentTree.end(node) - (address + length);
        if (address == start && rest == 0) {
            free = ExtentTree.remove(free, node);
            heap.free(node);
        } else if (address == start) {
            ExtentTree.resize(free, node, start + length, rest);
        } else {
            long upper = 0;
            if (rest != 0) {
                upper = heap.allocate(ExtentLayout.BYTES);
                if (upper == 0) {
                    return false;
                }
            }
            ExtentTree.resize(free, node, start, address - start);
            if (rest != 0) {
                add(upper, address + length, rest);
            }
        }
        reservedBytes += length;
        return true;
    }

    /** Adds a free extent, merged with its neighbours; {@code spare} is memory for a node, or 0, and used up. */
    @Uninterruptible(reason = "Changes the tree; the lock is held.")
    private boolean give(long address, long length, long spare) {
        long lower = ExtentTree.floor(free, address + length - Pages.SMALL);
        if (lower != 0 && ExtentTree.end(lower) > address) {
            panic.panic("addresses freed twice", "address", address);
        }
        long upper = ExtentTree.floor(free, address + length);
        boolean meetsLower = lower != 0 && ExtentTree.end(lower) == address;
        boolean meetsUpper = upper != lower;
        long unused = spare;
        if (meetsLower && meetsUpper) {
            long whole = ExtentTree.end(upper) - ExtentTree.start(lower);
            free = ExtentTree.remove(free, upper);
            heap.free(upper);
            ExtentTree.resize(free, lower, ExtentTree.start(lower), whole);
        } else if (meetsLower) {
            ExtentTree.resize(free, lower, ExtentTree.start(lower), ExtentTree.length(lower) + length);
        } else if (meetsUpper) {
            ExtentTree.resize(free, upper, address, length + ExtentTree.length(upper));
        } else if (spare != 0) {
            add(spare, address, length);
            unused = 0;
        } else {
            return false;
        }
        heap.free(unused);
        reservedBytes -= length;
        return true;
    }

    @Uninterruptible(reason = "Changes the tree; the lock is held.")
    private void add(long node, long start, long length) {
        RawMemory.putLong(node + ExtentLayout.START, start);
        RawMemory.putLong(node + ExtentLayout.LENGTH, length);
        free = ExtentTree.insert(free, node);
    }
}
