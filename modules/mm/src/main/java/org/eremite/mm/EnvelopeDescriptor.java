package org.eremite.mm;

/**
 * What {@link HeapChecker} puts around an allocation.
 *
 * <pre>
 *           address from the heap
 *             ...                    up to the alignment
 *   -32  BASE   8                    address from the heap
 *   -24  BYTES  8                    bytes asked for
 *   -16  NEXT   8                    in quarantine: the next that was freed, or 0
 *    -8  TAG    8                    LIVE_TAG or QUARANTINE_TAG ^ address
 *     0  the program's address: BYTES bytes, then between FENCE_LEAST and FENCE_MOST bytes of FENCE
 * </pre>
 */
final class EnvelopeDescriptor {
    static final long BASE = -32;
    static final long BYTES = -24;
    static final long NEXT = -16;
    static final long TAG = -8;
    /** Bytes before the program's. */
    static final long HEADER_BYTES = 32;

    static final long FENCE_LEAST = 16;
    static final long FENCE_MOST = 64;

    static final long LIVE_TAG = 0x6c69_7665_6d65_6d6fL;
    static final long QUARANTINE_TAG = 0x6465_6164_6d65_6d6fL;

    /** Behind the program's memory. */
    static final byte FENCE = (byte) 0xFD;
    /** In memory that the program has not written yet. */
    static final byte FRESH = (byte) 0xCD;
    /** In memory that the program has freed. */
    static final byte FREED = (byte) 0xDD;

    private EnvelopeDescriptor() {}
}
