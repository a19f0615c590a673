package org.eremite.mm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Pages;
import org.eremite.hal.RawMemory;

/**
 * The frames that a CPU keeps for itself, in a cache line of its own.
 *
 * <pre>
 *   0  LOCK   4   spin lock: other CPUs take it only to drain the cache
 *   8  COUNT  8   number of frames
 *  16  FIRST  8   physical address of the frame used last, or NONE; each frame's first word names the next
 * </pre>
 */
final class FrameCacheLayout {
    static final long LOCK = 0;
    static final long COUNT = 8;
    static final long FIRST = 16;
    static final long BYTES = 64;
    static final int SHIFT = 6;

    private FrameCacheLayout() {}

    /** Empties the cache without regard to what it holds. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void clear(long cache) {
        RawMemory.putInt(cache + LOCK, 0);
        RawMemory.putLong(cache + COUNT, 0);
        RawMemory.putLong(cache + FIRST, Pages.NONE);
    }

    /** Adds {@code frame}, which is accessible at {@code direct}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void push(long cache, long frame, long direct) {
        RawMemory.putLong(direct, RawMemory.getLong(cache + FIRST));
        RawMemory.putLong(cache + FIRST, frame);
        RawMemory.putLong(cache + COUNT, RawMemory.getLong(cache + COUNT) + 1);
    }

    /** Removes the first frame, which is accessible at {@code direct}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void pop(long cache, long direct) {
        RawMemory.putLong(cache + FIRST, RawMemory.getLong(direct));
        RawMemory.putLong(cache + COUNT, RawMemory.getLong(cache + COUNT) - 1);
    }
}
