package org.eremite.mm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.SpinLock;

/**
 * Raw memory of {@link BuddyAllocator}, at the start of the largest region of the memory map.
 *
 * <pre>
 *   0  LOCK         4   spin lock
 *   8  FREE_LISTS   8 for each order: physical address of the first free block, or NONE
 *      REGIONS     32 for each region of the memory map, by ascending address
 *      states       1 for each frame, by region and chunk: see STATE
 *      caches      64 for each CPU: see FrameCacheLayout
 *
 * Region                                   Free block (in its first 16 bytes)
 *   0  START    first frame                  0  NEXT      physical address or NONE
 *   8  END      end, exclusive               8  PREVIOUS  physical address or NONE
 *  16  VIRGIN   no state is written and
 *               no block listed from here
 *  24  STATES   address of the state of
 *               physical frame 0, if it
 *               had one
 *
 * State of a frame
 *    7      5 4       0
 *  +---------+---------+
 *  |  kind   |  order  |   of the block that starts here; 0: a frame inside a block
 *  +---------+---------+
 * </pre>
 */
final class BuddyLayout {
    static final long LOCK = 0;
    static final long FREE_LISTS = LOCK + 2 * SpinLock.BYTES;
    static final long REGIONS = FREE_LISTS + Long.BYTES * (BuddyAllocator.MAXIMUM_ORDER + 1L);

    static final long REGION_START = 0;
    static final long REGION_END = 8;
    static final long REGION_VIRGIN = 16;
    static final long REGION_STATES = 24;
    static final long REGION_BYTES = 32;

    static final long BLOCK_NEXT = 0;
    static final long BLOCK_PREVIOUS = 8;

    static final int STATE_INSIDE = 0;
    static final int STATE_FREE = 1 << 5;
    /** Allocated on its own. */
    static final int STATE_BLOCK = 2 << 5;
    /** Allocated, first of a run of frames. */
    static final int STATE_RUN = 3 << 5;
    /** Allocated, goes on with the run before it. */
    static final int STATE_CONTINUATION = 4 << 5;
    /** Free, in the cache of a CPU; a single frame. */
    static final int STATE_CACHED = 5 << 5;
    static final int STATE_KIND = 7 << 5;
    static final int STATE_ORDER = (1 << 5) - 1;

    /** Frames whose states are initialised together: those of one large page. */
    static final long CHUNK = Pages.LARGE;
    /** Bytes of state of one chunk. */
    static final long CHUNK_STATES = CHUNK >> Pages.SMALL_SHIFT;

    /** What is written by one CPU and what by another are this far apart. */
    static final long CACHE_LINE = 64;

    private BuddyLayout() {}

    /** Bytes of state that a region needs: whole chunks, so that a chunk's states start at a multiple of 8. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long stateBytes(long start, long end) {
        return (Alignment.up(end, CHUNK) - Alignment.down(start, CHUNK)) >> Pages.SMALL_SHIFT;
    }
}
