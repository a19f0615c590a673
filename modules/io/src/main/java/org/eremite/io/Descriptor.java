package org.eremite.io;

/** An open thing that bytes can be read from or written to. Implementations serialise concurrent calls themselves. */
public interface Descriptor {
    /** Result of {@link #read}: the end. */
    int END = -1;

    /**
     * Reads at least one byte into {@code buffer}, waiting for it; returns how many, or {@link #END}. A {@code length} of
     * zero returns zero at once.
     */
    int read(byte[] buffer, int offset, int length);

    /** Writes all bytes, in one piece with regard to other writers. */
    void write(byte[] buffer, int offset, int length);

    /** Bytes that can be read without waiting. */
    int available();
}
