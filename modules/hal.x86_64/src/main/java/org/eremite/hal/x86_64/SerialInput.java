package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Bytes from a serial line to whoever reads, by interrupt and through a {@link ByteRing}.
 *
 * <p>When the ring is full the device's interrupt is turned off and what comes stays in the device, which stops the
 * other end. The reader who then finds the ring empty takes over where the handler left off; so he does as long as
 * there are no interrupts at all. A lock in raw memory
 * guards the device and the producer's side of the ring; the consumer's side belongs to the reader.
 *
 * <pre>
 *      0        4          8        16
 *      +--------+----------+--------+------------------------+
 *      | LOCK   | STOPPED  |        | {@link ByteRing}       |
 *      +--------+----------+--------+------------------------+
 * </pre>
 */
final class SerialInput {
    /** Bytes of memory, all zero to begin with. */
    static final int BYTES = 16 + ByteRing.BYTES;

    private static final long LOCK = 0;
    private static final long STOPPED = 4;
    private static final long RING = 16;

    private final ReceiveLine line;
    private final SpinLock locks;
    private long memory;
    private boolean interrupts;

    SerialInput(ReceiveLine line, SpinLock locks) {
        this.line = line;
        this.locks = locks;
    }

    /** Takes {@link #BYTES} zero bytes at {@code address}. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize(long address) {
        memory = address;
        RawMemory.putIntVolatile(address + STOPPED, 1);
    }

    /** Lets the device interrupt; its interrupt is routed already. What it has by then is here to be read. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void start() {
        long token = locks.acquire(memory + LOCK);
        interrupts = true;
        fill();
        locks.release(memory + LOCK, token);
    }

    /** The device's interrupt; interrupts are disabled. */
    @Uninterruptible(reason = "Interrupt handler.")
    void onInterrupt() {
        locks.acquireDisabled(memory + LOCK);
        fill();
        locks.releaseDisabled(memory + LOCK);
    }

    /** Next byte, or -1 if there is none now. One reader at a time. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    int read() {
        int next = ByteRing.take(memory + RING);
        if (next < 0 && RawMemory.getIntVolatile(memory + STOPPED) != 0) {
            long token = locks.acquire(memory + LOCK);
            fill();
            locks.release(memory + LOCK, token);
            next = ByteRing.take(memory + RING);
        }
        return next;
    }

    /** Moves bytes until the device has none or the ring is full, and leaves the device's interrupt as that demands. */
    @Uninterruptible(reason = "Called with a kernel lock held.")
    private void fill() {
        while (!ByteRing.isFull(memory + RING)) {
            int next = line.received();
            if (next < 0) {
                go();
                return;
            }
            ByteRing.put(memory + RING, next);
        }
        if (RawMemory.getInt(memory + STOPPED) == 0) {
            RawMemory.putIntVolatile(memory + STOPPED, 1);
            line.interruptOnReceive(false);
        }
    }

    @Uninterruptible(reason = "Called with a kernel lock held.")
    private void go() {
        if (interrupts && RawMemory.getInt(memory + STOPPED) != 0) {
            RawMemory.putIntVolatile(memory + STOPPED, 0);
            line.interruptOnReceive(true);
        }
    }
}
