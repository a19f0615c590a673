package org.eremite.benchmarks.linux;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes a cpio archive in the "newc" format, as the Linux kernel unpacks it into its first file system
 * (Documentation/driver-api/early-userspace/buffer-format.rst). Directories that lead to an entry are added by
 * themselves. Everything belongs to root and has the time 0, so that the same content is the same archive.
 */
final class CpioArchive implements AutoCloseable {
    private static final String MAGIC = "070701";
    private static final int FIELDS = 13;
    private static final int HEADER_SIZE = MAGIC.length() + FIELDS * 8;
    private static final int ALIGNMENT = 4;
    private static final String TRAILER = "TRAILER!!!";
    private static final int S_IFDIR = 0040000;
    private static final int S_IFREG = 0100000;
    private static final int S_IFCHR = 0020000;
    private static final int DIRECTORY_PERMISSIONS = 0755;
    private static final int DEVICE_PERMISSIONS = 0600;
    private static final int READABLE = 0644;
    private static final int EXECUTABLE = 0755;
    private static final long LARGEST_FILE = 0xFFFF_FFFFL;

    private final OutputStream out;
    private final Set<String> names = new HashSet<>();
    private long offset;
    private int inode;

    /** Writes to {@code out}, which {@link #close} closes. */
    CpioArchive(OutputStream out) {
        this.out = out;
    }

    /** Adds a directory, if it is not there yet; {@code name} begins with a slash. */
    void directory(String name) throws IOException {
        String relative = relative(name);
        if (!relative.isEmpty() && !names.contains(relative)) {
            parent(relative);
            begin(relative, S_IFDIR | DIRECTORY_PERMISSIONS, 0, 0, 0);
        }
    }

    /** Adds a character device with the number {@code major}:{@code minor}. */
    void characterDevice(String name, int major, int minor) throws IOException {
        String relative = fresh(name);
        begin(relative, S_IFCHR | DEVICE_PERMISSIONS, 0, major, minor);
    }

    /** Adds a file with this content. */
    void file(String name, byte[] content, boolean executable) throws IOException {
        begin(fresh(name), S_IFREG | (executable ? EXECUTABLE : READABLE), content.length, 0, 0);
        write(content);
        pad();
    }

    /** Adds a copy of {@code source}, executable if it is; links are followed. */
    void file(String name, Path source) throws IOException {
        long size = Files.size(source);
        if (size > LARGEST_FILE) {
            throw new IOException("too large for a cpio archive: file=" + source + " size=" + size);
        }
        begin(fresh(name), S_IFREG | (Files.isExecutable(source) ? EXECUTABLE : READABLE), size, 0, 0);
        long copied = Files.copy(source, out);
        if (copied != size) {
            throw new IOException("changed while it was copied: file=" + source);
        }
        offset += size;
        pad();
    }

    private String fresh(String name) throws IOException {
        String relative = relative(name);
        if (names.contains(relative)) {
            throw new IOException("already in the archive: name=" + name);
        }
        parent(relative);
        return relative;
    }

    private static String relative(String name) {
        if (!name.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute name: " + name);
        }
        return name.substring(1);
    }

    private void parent(String relative) throws IOException {
        int slash = relative.lastIndexOf('/');
        if (slash > 0) {
            directory("/" + relative.substring(0, slash));
        }
    }

    private void begin(String name, int mode, long size, int deviceMajor, int deviceMinor) throws IOException {
        names.add(name);
        header(name, ++inode, mode, size, deviceMajor, deviceMinor);
    }

    private void header(String name, int number, int mode, long size, int deviceMajor, int deviceMinor)
            throws IOException {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        long links = (mode & S_IFDIR) != 0 && (mode & S_IFREG) == 0 ? 2 : 1;
        // c_ino mode uid gid nlink mtime filesize devmajor devminor rdevmajor rdevminor namesize check
        long[] fields = {number, mode, 0, 0, links, 0, size, 0, 0, deviceMajor, deviceMinor, encoded.length + 1L, 0};
        StringBuilder header = new StringBuilder(HEADER_SIZE).append(MAGIC);
        for (long field : fields) {
            header.append("%08X".formatted(field));
        }
        write(header.toString().getBytes(StandardCharsets.US_ASCII));
        write(encoded);
        write(new byte[1]);
        pad();
    }

    private void pad() throws IOException {
        write(new byte[(int) (-offset & ALIGNMENT - 1)]);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        offset += bytes.length;
    }

    /** Ends the archive. */
    @Override
    public void close() throws IOException {
        try (out) {
            header(TRAILER, 0, 0, 0, 0, 0);
        }
    }
}
