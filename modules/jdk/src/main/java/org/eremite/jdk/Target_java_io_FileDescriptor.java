package org.eremite.jdk;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.IOException;

/** Natives of {@link FileDescriptor}. */
@TargetClass(FileDescriptor.class)
final class Target_java_io_FileDescriptor {
    @Alias int fd;

    private Target_java_io_FileDescriptor() {}

    @Substitute
    private static void initIDs() {}

    @Substitute
    private static long getHandle(int d) {
        return -1;
    }

    @Substitute
    private static boolean getAppend(int fd) {
        return false;
    }

    /** Nothing is buffered below. */
    @Substitute
    private void sync0() {}

    /** The number is forgotten first, so that nobody uses it when it names something else already. */
    @Substitute
    private void close0() throws IOException {
        int number = fd;
        fd = -1;
        Streams.close(number);
    }
}
