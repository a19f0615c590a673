package org.eremite.abi;

import java.util.Objects;
import org.eremite.io.DescriptorTable;
import org.eremite.io.Errno;
import org.eremite.io.NullDescriptor;
import org.eremite.io.OpenDescription;

/**
 * Reading, writing and closing by number, in the shape of Linux: a count or a negated {@link Errno}.
 *
 * <p>A range outside its buffer is an {@link IndexOutOfBoundsException}, whether or not the number is open.
 */
public final class FileDescriptors {
    private final DescriptorTable table;

    /** The descriptors of {@code table}. */
    public FileDescriptors(DescriptorTable table) {
        this.table = Objects.requireNonNull(table, "table");
    }

    /** Waits for bytes; returns how many were read, zero at the end (or for {@code length} zero), or an error. */
    public int read(int number, byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        OpenDescription open = table.acquire(number);
        if (open == null) {
            return -Errno.EBADF;
        }
        try {
            return open.descriptor().read(buffer, offset, length);
        } finally {
            open.release();
        }
    }

    /** Writes all bytes; returns {@code length}, or an error after which some may have been written. */
    public int write(int number, byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        OpenDescription open = table.acquire(number);
        if (open == null) {
            return -Errno.EBADF;
        }
        try {
            for (int done = 0; done < length; ) {
                int count = open.descriptor().write(buffer, offset + done, length - done);
                if (count < 0) {
                    return count;
                }
                done += count;
            }
            return length;
        } finally {
            open.release();
        }
    }

    /** Bytes that can be read without waiting, or an error. */
    public int available(int number) {
        OpenDescription open = table.acquire(number);
        if (open == null) {
            return -Errno.EBADF;
        }
        try {
            return open.descriptor().available();
        } finally {
            open.release();
        }
    }

    /** Frees {@code number}; calls under way there end in their own time. Zero or an error. */
    public int close(int number) {
        return table.close(number);
    }

    /**
     * Closes what is open under {@code number}, which stays in use for a {@link NullDescriptor}: what is opened later
     * never becomes standard output by accident. Zero or an error.
     */
    public int closeKeepingNumber(int number) {
        return table.replace(number, new NullDescriptor());
    }
}
