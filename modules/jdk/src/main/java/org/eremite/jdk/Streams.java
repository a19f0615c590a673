package org.eremite.jdk;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Objects;
import org.eremite.abi.OperatingSystem;
import org.eremite.io.DescriptorTable;
import org.eremite.io.Errno;

/** From the JDK's file descriptors to the system's: results as the JDK's native methods give them. */
final class Streams {
    /** The end, for the JDK. */
    private static final int END = -1;

    private Streams() {}

    /** One byte as an unsigned number, or -1 at the end. */
    static int read(FileDescriptor descriptor) throws IOException {
        byte[] one = new byte[1];
        return read(descriptor, one, 0, 1) == END ? END : one[0] & 0xFF;
    }

    /** How many bytes were read, or -1 at the end. */
    static int read(FileDescriptor descriptor, byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        int count = checked(OperatingSystem.descriptors().read(open(descriptor), buffer, offset, length));
        return count == 0 ? END : count;
    }

    /** Writes all bytes. */
    static void write(FileDescriptor descriptor, byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length > 0) {
            checked(OperatingSystem.descriptors().write(open(descriptor), buffer, offset, length));
        }
    }

    /** Bytes that can be read without waiting. */
    static int available(FileDescriptor descriptor) throws IOException {
        return checked(OperatingSystem.descriptors().available(open(descriptor)));
    }

    /** Closes {@code number}; the standard ones stay in use, as the JDK keeps them on every system. */
    static void close(int number) throws IOException {
        if (number >= 0) {
            boolean standard = number <= DescriptorTable.STANDARD_ERROR;
            checked(standard
                    ? OperatingSystem.descriptors().closeKeepingNumber(number)
                    : OperatingSystem.descriptors().close(number));
        }
    }

    /** What a console answers to questions about positions. */
    static IOException notSeekable() {
        return new IOException(Errno.message(Errno.ESPIPE));
    }

    /** What opening a file comes to. */
    static FileNotFoundException noFileSystem(String name) {
        return new FileNotFoundException(name + " (this image has no file system)");
    }

    private static int open(FileDescriptor descriptor) throws IOException {
        int number = Target_java_io_FileDescriptor.class.cast(descriptor).fd;
        if (number < 0) {
            throw new IOException("Stream Closed");
        }
        return number;
    }

    private static int checked(int result) throws IOException {
        if (result < 0) {
            throw new IOException(Errno.message(-result));
        }
        return result;
    }
}
