package org.eremite.mm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Puts frames behind virtual pages and takes them away: the only caller of {@link Paging}, whose changes it serialises.
 * Every {@link AddressSpace} of a machine shares one.
 *
 * <p>Ranges are of whole small pages. Calls for overlapping ranges at the same time are the caller's mistake.
 *
 * <p>Kernel dialect, with interrupts enabled and no lock held, since TLBs of other CPUs are flushed. The lock covers at
 * most {@link #BURST} pages at a time and no zeroing. It covers a flush only where a page table has been removed. It is
 * taken before those of the frame allocator.
 */
public final class PageMapper {
    /** Most pages, or tables, that are changed before interrupts are let in. */
    private static final int BURST = 64;
    /** What a table of small pages covers. */
    private static final long TABLE_SPAN = Pages.LARGE;

    /** While a range with mapped pages in it is committed: in the first words of each stretch of new pages but the last. */
    private static final long STRETCH_PREVIOUS = 0;
    private static final long STRETCH_BYTES = 8;

    /** In the list of frames that wait for a flush, which is linked by their first words: this one is a large page. */
    private static final long LARGE_FRAME = 1;

    private final FrameAllocator frames;
    private final KernelHeap heap;
    private final Paging paging;
    private final MemoryMap memory;
    private final SpinLock spinLock;

    private long lock;
    private long committedBytes;

    /** State arrives in {@link #initialize}. */
    public PageMapper(FrameAllocator frames, KernelHeap heap, Paging paging, MemoryMap memory, Processors processors) {
        this.frames = frames;
        this.heap = heap;
        this.paging = paging;
        this.memory = memory;
        this.spinLock = new SpinLock(processors);
    }

    /** Attaches the frame allocator to the page tables; once, after the heap is initialised. False if out of memory. */
    @Uninterruptible(reason = "Runs before the Java heap exists.")
    public boolean initialize() {
        lock = heap.allocate(SpinLock.BYTES);
        if (lock == 0) {
            return false;
        }
        RawMemory.putInt(lock, 0);
        paging.attach(frames);
        return true;
    }

    /** Bytes mapped now. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long committedBytes() {
        long token = spinLock.acquire(lock);
        long bytes = committedBytes;
        spinLock.release(lock, token);
        return bytes;
    }

    /** Address in the direct map of the memory behind {@code virtualAddress}, or 0 if it is not mapped. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    long direct(long virtualAddress) {
        long token = spinLock.acquire(lock);
        long physicalAddress = paging.translate(virtualAddress);
        spinLock.release(lock, token);
        return physicalAddress == Pages.NONE ? 0 : memory.direct(physicalAddress);
    }

    /**
     * Maps zeroed frames to what is not mapped yet in the range and gives all of it {@code protection}. Returns false,
     * with the range as it was, if there is not enough memory.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    boolean commit(long start, long end, int protection) {
        if (!splitAt(start) || !splitAt(end)) {
            return false;
        }
        boolean mixed = false;
        long recorded = 0;
        long stretch = start;
        long cursor = start;
        while (cursor < end) {
            long extent = probe(cursor);
            if (extent > 0) {
                if (stretch != cursor) {
                    record(stretch, cursor, recorded);
                    recorded = stretch;
                }
                mixed = true;
                cursor += extent;
                stretch = cursor;
            } else {
                long limit = Alignment.min(end, cursor - extent);
                cursor = fill(cursor, limit, protection);
                if (cursor != limit) {
                    undo(unmap(stretch, cursor, 0), recorded, start, end);
                    return false;
                }
            }
        }
        while (recorded != 0) {
            long words = direct(recorded);
            recorded = RawMemory.getLong(words + STRETCH_PREVIOUS);
            RawMemory.putLong(words + STRETCH_PREVIOUS, 0);
            RawMemory.putLong(words + STRETCH_BYTES, 0);
        }
        return !mixed || protect(start, end, protection);
    }

    /** Changes the protection of the range. Returns false if not all of it is mapped or memory for tables is lacking. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    boolean protect(long start, long end, int protection) {
        long cursor = start;
        while (cursor < end) {
            long extent = probe(cursor);
            if (extent <= 0) {
                return false;
            }
            cursor = Alignment.down(cursor, extent) + extent;
        }
        if (!splitAt(start) || !splitAt(end)) {
            return false;
        }
        boolean mapped = true;
        cursor = start;
        while (mapped && cursor < end) {
            long token = spinLock.acquire(lock);
            for (int count = 0; count < BURST && mapped && cursor < end; count++) {
                long size = paging.probe(cursor);
                mapped = size > 0 && paging.protect(cursor, size, protection);
                cursor += size;
            }
            spinLock.release(lock, token);
        }
        paging.flush(start, end - start);
        return mapped;
    }

    /**
     * Unmaps what is mapped of the range; its frames are free again on return. Returns false, with nothing changed, if
     * memory for tables is lacking: only where an end of the range lies inside a large page.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    boolean uncommit(long start, long end) {
        if (!splitAt(start) || !splitAt(end)) {
            return false;
        }
        release(unmap(start, end, 0), start, end);
        return true;
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long probe(long virtualAddress) {
        long token = spinLock.acquire(lock);
        long extent = paging.probe(virtualAddress);
        spinLock.release(lock, token);
        return extent;
    }

    /** Makes {@code virtualAddress} a boundary of pages; false if memory for tables is lacking. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private boolean splitAt(long virtualAddress) {
        if (Alignment.is(virtualAddress, Pages.LARGE)) {
            return true;
        }
        boolean done = true;
        long token = spinLock.acquire(lock);
        if (paging.probe(virtualAddress) == Pages.LARGE) {
            long page = Alignment.down(virtualAddress, Pages.LARGE);
            done = paging.split(page);
            if (done) {
                frames.split(paging.translate(page), FrameAllocator.LARGE_ORDER);
            }
        }
        spinLock.release(lock, token);
        return done;
    }

    /** Maps the range, none of which is mapped, from its start; returns where memory ran out, or {@code end}. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long fill(long start, long end, int protection) {
        long cursor = start;
        while (cursor < end) {
            boolean large = Alignment.is(cursor, Pages.LARGE) && end - cursor >= Pages.LARGE;
            if (large && mapZeroed(cursor, FrameAllocator.LARGE_ORDER, protection)) {
                cursor += Pages.LARGE;
            } else if (mapZeroed(cursor, 0, protection)) {
                cursor += Pages.SMALL;
            } else {
                break;
            }
        }
        return cursor;
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private boolean mapZeroed(long virtualAddress, int order, int protection) {
        long bytes = Pages.SMALL << order;
        long block = frames.allocate(order);
        if (block == Pages.NONE && order == 0 && heap.trim()) {
            block = frames.allocate(order);
        }
        if (block == Pages.NONE) {
            return false;
        }
        RawMemory.fillLongs(memory.direct(block), bytes, 0);
        long token = spinLock.acquire(lock);
        boolean mapped = paging.map(virtualAddress, block, bytes, protection);
        if (mapped) {
            committedBytes += bytes;
        }
        spinLock.release(lock, token);
        if (!mapped) {
            frames.free(block, order);
            removeTables(virtualAddress, virtualAddress + bytes);
        }
        return mapped;
    }

    /** Notes in the memory of a stretch of new pages, [{@code start}, {@code end}), how to undo it. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void record(long start, long end, long previous) {
        long words = direct(start);
        RawMemory.putLong(words + STRETCH_PREVIOUS, previous);
        RawMemory.putLong(words + STRETCH_BYTES, end - start);
    }

    /** Unmaps every recorded stretch of new pages from {@code last} back and frees their frames and those of {@code unmapped}. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void undo(long unmapped, long last, long start, long end) {
        long list = unmapped;
        long stretch = last;
        while (stretch != 0) {
            long words = direct(stretch);
            long previous = RawMemory.getLong(words + STRETCH_PREVIOUS);
            list = unmap(stretch, stretch + RawMemory.getLong(words + STRETCH_BYTES), list);
            stretch = previous;
        }
        release(list, start, end);
    }

    /** Unmaps what is mapped of the range and returns {@code list} with its frames added. Pages do not cross its ends. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private long unmap(long start, long end, long list) {
        long head = list;
        long cursor = start;
        while (cursor < end) {
            long token = spinLock.acquire(lock);
            for (int count = 0; count < BURST && cursor < end; count++) {
                long extent = paging.probe(cursor);
                if (extent > 0) {
                    long frame = paging.unmap(cursor, extent);
                    RawMemory.putLong(memory.direct(frame), head);
                    head = extent == Pages.LARGE ? frame | LARGE_FRAME : frame;
                    committedBytes -= extent;
                    cursor += extent;
                } else {
                    cursor = Alignment.min(end, cursor - extent);
                }
            }
            spinLock.release(lock, token);
        }
        return head;
    }

    /** Frees the frames of {@code list}, unmapped from the range, once no TLB knows them. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void release(long list, long start, long end) {
        if (list == 0) {
            return;
        }
        paging.flush(start, end - start);
        long entry = list;
        while (entry != 0) {
            long frame = Alignment.down(entry, Pages.SMALL);
            int order = (entry & LARGE_FRAME) != 0 ? FrameAllocator.LARGE_ORDER : 0;
            entry = RawMemory.getLong(memory.direct(frame));
            frames.free(frame, order);
        }
        removeTables(start, end);
    }

    /**
     * Frees the page tables that have become empty in the range, {@link #BURST} at a time. They are flushed with the lock
     * held: nobody may put a table in the place of one that a CPU still walks. CPUs that wait for the lock take part.
     */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void removeTables(long start, long end) {
        long cursor = start;
        while (cursor < end) {
            long first = cursor;
            // Links are page addresses or 0: no CPU that still walks the table takes them for entries.
            long list = 0;
            long token = spinLock.acquire(lock);
            for (int count = 0; count < BURST && cursor < end; count++) {
                long table = paging.removeEmptyTable(cursor);
                while (table != Pages.NONE) {
                    RawMemory.putLong(memory.direct(table), list);
                    list = table;
                    table = paging.removeEmptyTable(cursor);
                }
                cursor = nextTable(cursor, end);
            }
            if (list != 0) {
                paging.flush(first, cursor - first);
            }
            spinLock.release(lock, token);
            while (list != 0) {
                long table = list;
                list = RawMemory.getLong(memory.direct(table));
                frames.freeFrame(table);
            }
        }
    }

    /** The first address after {@code virtualAddress} that another table of small pages may cover, at most {@code end}. */
    @Uninterruptible(reason = "Reads page tables; the lock is held.")
    private long nextTable(long virtualAddress, long end) {
        long next = Alignment.down(virtualAddress, TABLE_SPAN) + TABLE_SPAN;
        long extent = paging.probe(virtualAddress);
        if (extent < 0) {
            next = Alignment.max(next, virtualAddress - extent);
        }
        return Alignment.min(end, next);
    }
}
