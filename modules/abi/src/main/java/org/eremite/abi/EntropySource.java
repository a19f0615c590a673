package org.eremite.abi;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.eremite.hal.Entropy;
import org.eremite.hal.RawMemory;

/** Random bytes from the machine's physical source, or the reason why there are none. */
public final class EntropySource {
    /** Bytes of the staging buffer; a multiple of what the machine gives at once. */
    public static final int STAGING_BYTES = 256;

    private static final int UNIT = Long.BYTES;

    private final Entropy entropy;
    private final long staging;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param staging address of {@link #STAGING_BYTES} bytes of raw memory, aligned to 8, for this object alone */
    public EntropySource(Entropy entropy, long staging) {
        this.entropy = Objects.requireNonNull(entropy, "entropy");
        this.staging = staging;
    }

    /** Fills the range and returns null; or returns the reason why that cannot be done, and the range is zero. */
    public String fill(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        lock.lock();
        try {
            for (int done = 0; done < length; ) {
                int part = Math.min(length - done, STAGING_BYTES);
                int result = entropy.fill(staging, (part + UNIT - 1) & -UNIT);
                if (result != Entropy.FILLED) {
                    Arrays.fill(buffer, offset, offset + length, (byte) 0);
                    return entropy.reason(result);
                }
                for (int i = 0; i < part; i++) {
                    buffer[offset + done + i] = RawMemory.getByte(staging + i);
                }
                done += part;
            }
            return null;
        } finally {
            // Nobody else shall find these bytes.
            RawMemory.fillLongs(staging, STAGING_BYTES, 0);
            lock.unlock();
        }
    }
}
