package org.eremite.mm;

import static org.eremite.mm.EnvelopeDescriptor.*;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * A heap that finds mistakes of its users: memory freed twice or never allocated, writes beyond either end, writes to
 * memory that has been freed. The first and second are found when memory is freed, the last when it leaves the
 * quarantine, in which freed memory waits, filled with a pattern, until {@link #QUARANTINE_BYTES} more have been freed.
 * Each is a panic. New memory is filled with another pattern, so that nobody relies on zeros.
 *
 * <p>Kernel dialect. The lock guards the quarantine; none of the heap's is taken under it.
 */
final class HeapChecker {
    /** Most bytes of programs in quarantine. */
    static final long QUARANTINE_BYTES = 1 << 20;
    /** Larger allocations are not put in quarantine: they would drive out all others. */
    static final long QUARANTINE_LARGEST = QUARANTINE_BYTES >> 3;

    private static final long LOCK = 0;
    private static final long OLDEST = 8;
    private static final long NEWEST = 16;
    private static final long WAITING = 24;
    private static final long CONTROL_BYTES = 32;
    private static final long REPEATED = 0x0101_0101_0101_0101L;

    private final UncheckedHeap heap;
    private final Panic panic;
    private final SpinLock spinLock;

    private long control;

    /** State arrives in {@link #initialize}. */
    HeapChecker(UncheckedHeap heap, Processors processors, Panic panic) {
        this.heap = heap;
        this.panic = panic;
        this.spinLock = new SpinLock(processors);
    }

    /** Makes an empty quarantine; once, after the heap is initialised. False if out of memory. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    boolean initialize() {
        control = heap.allocate(CONTROL_BYTES, SlabLayout.GRANULE);
        if (control != 0) {
            RawMemory.fillLongs(control, CONTROL_BYTES, 0);
        }
        return control != 0;
    }

    /** As {@link KernelHeap#allocateAligned}; arguments are in range. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    long allocate(long bytes, long alignment) {
        if (bytes > Pages.SMALL << FrameAllocator.MAXIMUM_ORDER) {
            return 0;
        }
        long header = Alignment.max(HEADER_BYTES, alignment);
        long base = heap.allocate(header + bytes + FENCE_LEAST, alignment);
        if (base == 0 && trim()) {
            base = heap.allocate(header + bytes + FENCE_LEAST, alignment);
        }
        if (base == 0) {
            return 0;
        }
        long address = base + header;
        RawMemory.putLong(address + BASE, base);
        RawMemory.putLong(address + BYTES, bytes);
        RawMemory.putLong(address + NEXT, 0);
        fill(address, address + bytes, FRESH);
        fill(address + bytes, fenceEnd(address), FENCE);
        RawMemory.putLongRelease(address + TAG, LIVE_TAG ^ address);
        return address;
    }

    /** Puts memory of {@link #allocate} in quarantine. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    void free(long address) {
        checkLive(address);
        long fence = firstOther(address + RawMemory.getLong(address + BYTES), fenceEnd(address), FENCE);
        if (fence != 0) {
            panic.panic("memory written behind its end", "address", address);
        }
        if (!RawMemory.compareAndSetLong(address + TAG, LIVE_TAG ^ address, QUARANTINE_TAG ^ address)) {
            panic.panic("memory freed twice", "address", address);
        }
        fill(address, address + RawMemory.getLong(address + BYTES), FREED);
        release(enqueue(address));
    }

    /** Bytes that were asked for at {@code address}. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long bytesOf(long address) {
        checkLive(address);
        return RawMemory.getLong(address + BYTES);
    }

    /** Ends the quarantine of everything in it and trims the heap; false if no memory came back. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    boolean trim() {
        long token = spinLock.acquire(control + LOCK);
        long oldest = RawMemory.getLong(control + OLDEST);
        RawMemory.fillLongs(control + OLDEST, CONTROL_BYTES - OLDEST, 0);
        spinLock.release(control + LOCK, token);
        release(oldest);
        return heap.trim() | oldest != 0;
    }

    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private void checkLive(long address) {
        if (!Alignment.is(address, SlabLayout.GRANULE)) {
            panic.panic("no memory of the heap starts here", "address", address);
        }
        long tag = RawMemory.getLongVolatile(address + TAG);
        if (tag == (QUARANTINE_TAG ^ address)) {
            panic.panic("memory freed twice", "address", address);
        }
        if (tag != (LIVE_TAG ^ address)) {
            panic.panic("no memory of the heap starts here, or it was written before its start", "address", address);
        }
    }

    /** Adds freed memory to the quarantine and returns what has to leave it for that, linked by NEXT. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long enqueue(long address) {
        long bytes = RawMemory.getLong(address + BYTES);
        if (bytes > QUARANTINE_LARGEST) {
            return address;
        }
        long evicted = 0;
        long token = spinLock.acquire(control + LOCK);
        long newest = RawMemory.getLong(control + NEWEST);
        RawMemory.putLong(newest == 0 ? control + OLDEST : newest + NEXT, address);
        RawMemory.putLong(control + NEWEST, address);
        // What is empty counts too: its envelope takes memory all the same.
        long waiting = RawMemory.getLong(control + WAITING) + bytes + HEADER_BYTES;
        while (waiting > QUARANTINE_BYTES) {
            long oldest = RawMemory.getLong(control + OLDEST);
            waiting -= RawMemory.getLong(oldest + BYTES) + HEADER_BYTES;
            RawMemory.putLong(control + OLDEST, RawMemory.getLong(oldest + NEXT));
            RawMemory.putLong(oldest + NEXT, evicted);
            evicted = oldest;
        }
        RawMemory.putLong(control + WAITING, waiting);
        spinLock.release(control + LOCK, token);
        return evicted;
    }

    /** Frees the memory in a list linked by NEXT, unless somebody has written to it. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void release(long list) {
        long address = list;
        while (address != 0) {
            long next = RawMemory.getLong(address + NEXT);
            long end = address + RawMemory.getLong(address + BYTES);
            long base = RawMemory.getLong(address + BASE);
            if (RawMemory.getLong(address + TAG) != (QUARANTINE_TAG ^ address) || firstOther(address, end, FREED) != 0) {
                panic.panic("memory written after it was freed", "address", address);
            }
            RawMemory.putLong(address + TAG, 0);
            heap.free(base);
            address = next;
        }
    }

    /** End of the fence behind the program's memory. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private long fenceEnd(long address) {
        long base = RawMemory.getLong(address + BASE);
        long start = address + RawMemory.getLong(address + BYTES);
        return Alignment.min(base + heap.bytesOf(base), start + FENCE_MOST);
    }

    @Uninterruptible(reason = "Loops over raw memory that no collector knows.")
    private static void fill(long start, long end, byte value) {
        long cursor = start;
        for (; cursor < end && !Alignment.is(cursor, Long.BYTES); cursor++) {
            RawMemory.putByte(cursor, value);
        }
        for (; cursor + Long.BYTES <= end; cursor += Long.BYTES) {
            RawMemory.putLong(cursor, (value & 0xFFL) * REPEATED);
        }
        for (; cursor < end; cursor++) {
            RawMemory.putByte(cursor, value);
        }
    }

    /** Address of a byte other than {@code value}, or 0. */
    @Uninterruptible(reason = "Loops over raw memory that no collector knows.")
    private static long firstOther(long start, long end, byte value) {
        long cursor = start;
        while (cursor < end) {
            if (Alignment.is(cursor, Long.BYTES) && cursor + Long.BYTES <= end
                    && RawMemory.getLong(cursor) == (value & 0xFFL) * REPEATED) {
                cursor += Long.BYTES;
            } else if (RawMemory.getByte(cursor) == value) {
                cursor++;
            } else {
                return cursor;
            }
        }
        return 0;
    }
}
