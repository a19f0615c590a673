package org.eremite.mm;

/**
 * A stack of {@link StackAllocator}, by rising addresses; the descriptor is above the top, where no overflow reaches it.
 *
 * <pre>
 *   guard page, never mapped
 *   LIMIT: lowest address that can be used
 *     ...
 *   TOP: descriptor
 *      0  TAG      8   LIVE_TAG or CACHED_TAG ^ TOP
 *      8  BYTES    8   mapped bytes, with this descriptor
 *     16  NEXT     8   in the cache: descriptor of the next stack in the direct map, or 0
 *     24  ADDRESS  8   TOP
 *   end of the last page
 *
 * Shelf of the cache: stacks of one size
 *      0  SHELF_BYTES  8   mapped bytes of each stack
 *      8  SHELF_COUNT  8   number of stacks
 *     16  SHELF_FIRST  8   descriptor of the first stack in the direct map, or 0
 * </pre>
 */
final class StackDescriptor {
    static final long TAG = 0;
    static final long BYTES = 8;
    static final long NEXT = 16;
    static final long ADDRESS = 24;
    /** Bytes of a descriptor: one cache line, so that tops are aligned well. */
    static final long DESCRIPTOR_BYTES = 64;

    static final long LIVE_TAG = 0x7374_6163_6b6c_6976L;
    static final long CACHED_TAG = 0x7374_6163_6b63_6163L;

    static final long SHELF_BYTES = 0;
    static final long SHELF_COUNT = 8;
    static final long SHELF_FIRST = 16;
    static final long SHELF_SIZE = 24;

    private StackDescriptor() {}
}
