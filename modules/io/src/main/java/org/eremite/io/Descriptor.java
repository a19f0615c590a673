package org.eremite.io;

/**
 * An open thing that bytes can be read from or written to.
 *
 * <p>Implementations serialise concurrent calls themselves and check the range of every buffer, with the exceptions of
 * {@link java.util.Objects#checkFromIndexSize}. Whatever else fails is a negative result, see {@link Errno}.
 */
public interface Descriptor {
    /** Result of {@link #read} at the end, and of any read or write of no bytes. */
    int END = 0;

    /** Reads at least one byte into {@code buffer}, waiting for it; returns how many, {@link #END} or an error. */
    int read(byte[] buffer, int offset, int length);

    /**
     * Writes at least one byte, waiting for room; returns how many or an error. Bytes of one call stay together with
     * regard to other writers.
     */
    int write(byte[] buffer, int offset, int length);

    /** Bytes that can be read without waiting, or an error. */
    int available();

    /** Gives up what is held; called once, when nobody uses this any more. Returns zero or an error. */
    int close();
}
