package org.eremite.tests.stress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Zeroed raw memory in small pieces, many of which share one allocation: the harness makes states by the hundred thousand.
 * A piece lives while its segment is reachable.
 */
public final class Slab {
    private static final long BYTES = 1 << 20;
    private static final long ALIGNMENT = 128;
    private static final ThreadLocal<Slab> CURRENT = ThreadLocal.withInitial(Slab::new);

    private final MemorySegment memory = Arena.ofAuto().allocate(BYTES, ALIGNMENT);
    private long used;

    private Slab() {
    }

    /** {@code bytes} bytes, at most 1 MiB, aligned to 128. */
    public static MemorySegment take(long bytes) {
        long rounded = bytes + ALIGNMENT - 1 & -ALIGNMENT;
        Slab slab = CURRENT.get();
        if (slab.used + rounded > BYTES) {
            slab = new Slab();
            CURRENT.set(slab);
        }
        MemorySegment piece = slab.memory.asSlice(slab.used, rounded);
        slab.used += rounded;
        return piece;
    }
}
