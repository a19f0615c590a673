package org.eremite.io;

/**
 * Error numbers with the names and values that Linux gives them (errno(3)).
 *
 * <p>An operation that can fail returns the negative number; the JDK's native methods expect it so.
 */
public final class Errno {
    /** No such file or directory. */
    public static final int ENOENT = 2;
    /** Number of a descriptor that is not open. */
    public static final int EBADF = 9;
    /** All numbers of descriptors are in use. */
    public static final int EMFILE = 24;
    /** Position in something that has none. */
    public static final int ESPIPE = 29;

    private Errno() {}

    /** What strerror(3) says about {@code errno}. */
    public static String message(int errno) {
        return switch (errno) {
            case ENOENT -> "No such file or directory";
            case EBADF -> "Bad file descriptor";
            case EMFILE -> "Too many open files";
            case ESPIPE -> "Illegal seek";
            default -> "Unknown error " + errno;
        };
    }
}
