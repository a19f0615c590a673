package org.eremite.jdk;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import org.eremite.io.Descriptor;

/** Natives of {@link FileOutputStream}. */
@TargetClass(FileOutputStream.class)
final class Target_java_io_FileOutputStream {
    @Alias private FileDescriptor fd;

    private Target_java_io_FileOutputStream() {}

    @Substitute
    private static void initIDs() {}

    @Substitute
    private void open0(String name, boolean append) throws FileNotFoundException {
        throw new FileNotFoundException(name + " (this image has no file system)");
    }

    @Substitute
    private void write(int b, boolean append) throws IOException {
        Streams.of(fd).write(new byte[] {(byte) b}, 0, 1);
    }

    @Substitute
    private void writeBytes(byte[] b, int off, int len, boolean append) throws IOException {
        Streams.of(fd).write(b, off, len);
    }
}

/** Natives of {@link FileInputStream}. */
@TargetClass(FileInputStream.class)
final class Target_java_io_FileInputStream {
    @Alias private FileDescriptor fd;

    private Target_java_io_FileInputStream() {}

    @Substitute
    private static void initIDs() {}

    @Substitute
    private void open0(String name) throws FileNotFoundException {
        throw new FileNotFoundException(name + " (this image has no file system)");
    }

    @Substitute
    private int read0() throws IOException {
        byte[] one = new byte[1];
        return Streams.of(fd).read(one, 0, 1) == Descriptor.END ? Descriptor.END : one[0] & 0xFF;
    }

    @Substitute
    private int readBytes(byte[] b, int off, int len) throws IOException {
        return Streams.of(fd).read(b, off, len);
    }

    @Substitute
    private long length0() throws IOException {
        throw Streams.notSeekable();
    }

    @Substitute
    private long position0() throws IOException {
        throw Streams.notSeekable();
    }

    @Substitute
    private long skip0(long n) throws IOException {
        throw Streams.notSeekable();
    }

    @Substitute
    private int available0() throws IOException {
        return Streams.of(fd).available();
    }

    @Substitute
    private boolean isRegularFile0(FileDescriptor descriptor) {
        return false;
    }
}
