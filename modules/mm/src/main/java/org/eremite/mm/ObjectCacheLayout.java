package org.eremite.mm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * The free objects that a CPU keeps for itself.
 *
 * <pre>
 *    0  LOCK     4   spin lock: other CPUs take it only to drain the cache
 *   64  SHELVES 16 for each size class
 *                 0  FIRST  8   object used last, or 0; linked by SlabLayout.OBJECT_LINK
 *                 8  COUNT  8   number of objects
 * </pre>
 */
final class ObjectCacheLayout {
    static final long LOCK = 0;
    static final long SHELVES = 64;
    static final int SHELF_SHIFT = 4;
    static final long SHELF_BYTES = 1 << SHELF_SHIFT;
    static final long FIRST = 0;
    static final long COUNT = 8;
    /** Whole cache lines. */
    static final long BYTES = (SHELVES + SlabLayout.CLASSES * SHELF_BYTES + 63) & -64;

    private ObjectCacheLayout() {}

    /** Adds a free object. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void push(long shelf, long object) {
        RawMemory.putLong(object + SlabLayout.OBJECT_LINK, RawMemory.getLong(shelf + FIRST));
        RawMemory.putLong(object + SlabLayout.OBJECT_MARK, SlabLayout.FREE_MARK ^ object);
        RawMemory.putLong(shelf + FIRST, object);
        RawMemory.putLong(shelf + COUNT, RawMemory.getLong(shelf + COUNT) + 1);
    }

    /** Removes the first object and returns it; 0 if there is none. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long pop(long shelf) {
        long object = RawMemory.getLong(shelf + FIRST);
        if (object != 0) {
            RawMemory.putLong(shelf + FIRST, RawMemory.getLong(object + SlabLayout.OBJECT_LINK));
            RawMemory.putLong(shelf + COUNT, RawMemory.getLong(shelf + COUNT) - 1);
        }
        return object;
    }
}
