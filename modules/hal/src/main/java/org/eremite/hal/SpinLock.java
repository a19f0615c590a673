package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Test-and-test-and-set lock in one 32-bit word of raw memory, held with interrupts disabled.
 *
 * <p>For critical sections of a few instructions. Zero means free. Not recursive; whoever holds one does not
 * block, allocate or reach a safepoint. Lock order is stated where locks nest.
 */
public final class SpinLock {
    /** Size of a lock in bytes. */
    public static final long BYTES = 4;

    private static final int FREE = 0;
    private static final int HELD = 1;

    private final Processors processors;

    /** @param processors source of interrupt control and of the spin hint */
    public SpinLock(Processors processors) {
        this.processors = processors;
    }

    /** Disables interrupts, takes the lock at {@code address} and returns the token for {@link #release}. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long acquire(long address) {
        long token = processors.disableInterrupts();
        acquireDisabled(address);
        return token;
    }

    /** Takes the lock at {@code address}; interrupts are disabled already and stay so. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void acquireDisabled(long address) {
        while (!RawMemory.compareAndSetInt(address, FREE, HELD)) {
            while (RawMemory.getIntVolatile(address) != FREE) {
                processors.pause();
            }
        }
    }

    /** Gives the lock back (release order) and restores the interrupt state of {@code token}. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void release(long address, long token) {
        releaseDisabled(address);
        processors.restoreInterrupts(token);
    }

    /** Gives the lock back (release order); interrupts stay disabled. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void releaseDisabled(long address) {
        RawMemory.putIntRelease(address, FREE);
    }
}
