package org.eremite.jdk;

import java.io.FileDescriptor;
import java.io.IOException;
import org.eremite.abi.OperatingSystem;
import org.eremite.io.Descriptor;

/** From the JDK's file descriptors to the system's. */
final class Streams {
    private Streams() {}

    /** The open descriptor behind {@code descriptor}, or the exception of a closed one. */
    static Descriptor of(FileDescriptor descriptor) throws IOException {
        int number = number(descriptor);
        Descriptor open = OperatingSystem.descriptors().get(number);
        if (open == null) {
            throw new IOException(number < 0 ? "Stream Closed" : "Bad file descriptor");
        }
        return open;
    }

    /** What a console answers to questions about positions. */
    static IOException notSeekable() {
        return new IOException("Illegal seek");
    }

    private static int number(FileDescriptor descriptor) {
        return Target_java_io_FileDescriptor.class.cast(descriptor).fd;
    }
}
