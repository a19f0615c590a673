package org.eremite.jdk;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/** Natives of {@link FileOutputStream}. */
@TargetClass(FileOutputStream.class)
final class Target_java_io_FileOutputStream {
    @Alias private FileDescriptor fd;

    private Target_java_io_FileOutputStream() {}

    @Substitute
    private static void initIDs() {}

    @Substitute
    private void open0(String name, boolean append) throws FileNotFoundException {
        throw Streams.noFileSystem(name);
    }

    @Substitute
    private void write(int b, boolean append) throws IOException {
        Streams.write(fd, new byte[] {(byte) b}, 0, 1);
    }

    @Substitute
    private void writeBytes(byte[] b, int off, int len, boolean append) throws IOException {
        Streams.write(fd, b, off, len);
    }
}

/** The one native of {@link RandomAccessFile} that is reached where nothing can be opened, and its set-up. */
@TargetClass(RandomAccessFile.class)
final class Target_java_io_RandomAccessFile {
    private Target_java_io_RandomAccessFile() {}

    @Substitute
    private static void initIDs() {}

    @Substitute
    private void open0(String name, int mode) throws FileNotFoundException {
        throw Streams.noFileSystem(name);
    }
}

/** The way out for a file that nobody closed. */
@TargetClass(className = "java.io.FileCleanable")
final class Target_java_io_FileCleanable {
    private Target_java_io_FileCleanable() {}

    @Substitute
    private static void cleanupClose0(int fd, long handle) throws IOException {
        Streams.close(fd);
    }
}

/** Nobody knows what is at the other end of the console, so it is not taken for a terminal. */
@TargetClass(Console.class)
final class Target_java_io_Console {
    private Target_java_io_Console() {}

    @Substitute
    private static int ttyStatus() {
        return 0;
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
        throw Streams.noFileSystem(name);
    }

    @Substitute
    private int read0() throws IOException {
        return Streams.read(fd);
    }

    @Substitute
    private int readBytes(byte[] b, int off, int len) throws IOException {
        return Streams.read(fd, b, off, len);
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
        return Streams.available(fd);
    }

    @Substitute
    private boolean isRegularFile0(FileDescriptor descriptor) {
        return false;
    }
}
