package org.eremite.mm;

import org.eremite.hal.SpinLock;

/**
 * Raw memory of {@link SlabAllocator}.
 *
 * <pre>
 * Control block                                 Size class (a cache line each: every CPU locks them)
 *     0  CLASSES     64 for each size class       0  LOCK        4   spin lock
 *        INDEX        1 for each multiple of      8  SIZE        8   bytes of an object
 *                     16 bytes: its size class   16  FIRST       8   offset of the first object in a slab
 *                                                24  RECIPROCAL  8   2^32 / SIZE, rounded up
 *                                                32  PARTIAL     8   first slab with room, or 0
 *                                                40  LIMIT       8   most objects a CPU keeps for itself
 *
 * Slab header, in its first bytes                 Free object, of a slab or in a cache
 *     0  TAG         8   SLAB_TAG ^ address         0  LINK        8   next free object, or 0
 *     8  CLASS       8   its size class             8  MARK        8   FREE_MARK ^ address
 *    16  NEXT        8   slab with room, or 0
 *    24  PREVIOUS    8   slab with room, or 0
 *    32  FREED       8   first free object, or 0
 *    40  FRESH       8   first object never used
 *    48  USED        8   number of objects in use or in caches
 * </pre>
 */
final class SlabLayout {
    /** Length and alignment of a slab. */
    static final long SLAB = 64 << 10;
    /** Order of a slab's block. */
    static final int SLAB_ORDER = 4;
    /** Room for a slab's header. */
    static final long SLAB_HEADER = 64;
    /** Sizes and addresses of objects are multiples of this. */
    static final long GRANULE = 16;
    static final int GRANULE_SHIFT = 4;
    /** Largest object of a slab: six fit, and whole frames would waste more. */
    static final long SLAB_LIMIT = 10 << 10;

    static final long CLASS_LOCK = 0;
    static final long CLASS_SIZE = 2 * SpinLock.BYTES;
    static final long CLASS_FIRST = 16;
    static final long CLASS_RECIPROCAL = 24;
    static final long CLASS_PARTIAL = 32;
    static final long CLASS_LIMIT = 40;
    static final long CLASS_BYTES = 64;
    static final int CLASS_SHIFT = 6;
    /** Number of size classes. */
    static final int CLASSES = 33;

    static final long INDEX = CLASSES * CLASS_BYTES;
    /** Bytes of the control block. */
    static final long CONTROL_BYTES = INDEX + SLAB_LIMIT / GRANULE + 1;

    static final long TAG = 0;
    static final long SLAB_CLASS = 8;
    static final long SLAB_NEXT = 16;
    static final long SLAB_PREVIOUS = 24;
    static final long SLAB_FREED = 32;
    static final long SLAB_FRESH = 40;
    static final long SLAB_USED = 48;

    static final long OBJECT_LINK = 0;
    static final long OBJECT_MARK = 8;

    static final long SLAB_TAG = 0x736c_6162_6865_6170L;
    static final long FREE_MARK = 0x6672_6565_646f_626aL;

    private SlabLayout() {}
}
