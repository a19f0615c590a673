package org.eremite.jdk;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.SubstrateUtil;
import java.nio.charset.StandardCharsets;
import org.eremite.io.Errno;

/** What a system call failed with. */
@TargetClass(className = "sun.nio.fs.UnixException")
final class Target_sun_nio_fs_UnixException {
    @Alias
    Target_sun_nio_fs_UnixException(int errno) {}
}

/** A parameter of natives. */
@TargetClass(className = "sun.nio.fs.UnixFileAttributes")
final class Target_sun_nio_fs_UnixFileAttributes {
    private Target_sun_nio_fs_UnixFileAttributes() {}
}

/** A parameter of natives. */
@TargetClass(className = "sun.nio.fs.UnixFileStoreAttributes")
final class Target_sun_nio_fs_UnixFileStoreAttributes {
    private Target_sun_nio_fs_UnixFileStoreAttributes() {}
}

/** A parameter of natives. */
@TargetClass(className = "sun.nio.fs.UnixMountEntry")
final class Target_sun_nio_fs_UnixMountEntry {
    private Target_sun_nio_fs_UnixMountEntry() {}
}

/** Failures of system calls on files where there are none. */
final class NoFiles {
    private NoFiles() {}

    /** Throws what the JDK's natives throw for {@code errno}; the result is for a throw statement of the caller. */
    static RuntimeException failure(int errno) {
        Throwable failure = SubstrateUtil.cast(new Target_sun_nio_fs_UnixException(errno), Throwable.class);
        return NoFiles.<RuntimeException>thrown(failure);
    }

    /** Throws an exception that Java's compiler does not know of. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Throwable failure) throws T {
        throw (T) failure;
    }
}

/** System calls of {@code java.nio.file} where the image has no file system: no name leads anywhere. */
@TargetClass(className = "sun.nio.fs.UnixNativeDispatcher")
final class Target_sun_nio_fs_UnixNativeDispatcher {
    private Target_sun_nio_fs_UnixNativeDispatcher() {}

    @Substitute
    static byte[] getcwd() {
        return "/".getBytes(StandardCharsets.US_ASCII);
    }

    @Substitute
    static int dup(int filedes) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static int open0(long pathAddress, int flags, int mode) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static int openat0(int dfd, long pathAddress, int flags, int mode) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void close0(int fd) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    static void rewind(long stream) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    static int getlinelen(long stream) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void link0(long existingAddress, long newAddress) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void unlink0(long pathAddress) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void unlinkat0(int dfd, long pathAddress, int flag) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void mknod0(long pathAddress, int mode, long dev) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void rename0(long fromAddress, long toAddress) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void renameat0(int fromfd, long fromAddress, int tofd, long toAddress) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void mkdir0(long pathAddress, int mode) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void rmdir0(long pathAddress) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static byte[] readlink0(long pathAddress) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static byte[] realpath0(long pathAddress) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void symlink0(long name1, long name2) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static int stat0(long pathAddress, Target_sun_nio_fs_UnixFileAttributes attrs) {
        return Errno.ENOENT;
    }

    @Substitute
    private static void lstat0(long pathAddress, Target_sun_nio_fs_UnixFileAttributes attrs) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void fstat0(int fd, Target_sun_nio_fs_UnixFileAttributes attrs) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void fstatat0(int dfd, long pathAddress, int flag, Target_sun_nio_fs_UnixFileAttributes attrs) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void chown0(long pathAddress, int uid, int gid) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void lchown0(long pathAddress, int uid, int gid) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    static void fchown0(int fd, int uid, int gid) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void chmod0(long pathAddress, int mode) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static void fchmod0(int fd, int mode) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void fchmodat0(int fd, long pathAddress, int mode, int flag) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void futimens0(int fd, long times0, long times1) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void utimensat0(int fd, long pathAddress, long times0, long times1, int flags) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static long opendir0(long pathAddress) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    static long fdopendir(int dfd) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    static void closedir(long dir) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    static byte[] readdir0(long dir) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static int read0(int fildes, long buf, int nbyte) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static int write0(int fildes, long buf, int nbyte) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static int access0(long pathAddress, int amode) {
        return Errno.ENOENT;
    }

    @Substitute
    static byte[] getpwuid(int uid) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    static byte[] getgrgid(int gid) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    private static int getpwnam0(long nameAddress) {
        return -1;
    }

    @Substitute
    private static int getgrnam0(long nameAddress) {
        return -1;
    }

    @Substitute
    private static void statvfs0(long pathAddress, Target_sun_nio_fs_UnixFileStoreAttributes attrs) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    static byte[] strerror(int errnum) {
        return Errno.message(errnum).getBytes(StandardCharsets.US_ASCII);
    }

    @Substitute
    private static int fgetxattr0(int filedes, long nameAddress, long valueAddress, int valueLen) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void fsetxattr0(int filedes, long nameAddress, long valueAddress, int valueLen) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static void fremovexattr0(int filedes, long nameAddress) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    static int flistxattr(int filedes, long listAddress, int size) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static boolean fchmodatNoFollowSupported0() {
        return false;
    }

    @Substitute
    private static int init() {
        return 0;
    }
}

/** The list of mounted file systems, which does not exist either. */
@TargetClass(className = "sun.nio.fs.LinuxNativeDispatcher")
final class Target_sun_nio_fs_LinuxNativeDispatcher {
    private Target_sun_nio_fs_LinuxNativeDispatcher() {}

    @Substitute
    private static void init() {}

    @Substitute
    private static long setmntent0(long pathAddress, long typeAddress) {
        throw NoFiles.failure(Errno.ENOENT);
    }

    @Substitute
    static int getmntent0(long fp, Target_sun_nio_fs_UnixMountEntry entry, long buffer, int bufLen) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    static void endmntent(long stream) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    static int posix_fadvise(int fd, long offset, long len, int advice) {
        throw NoFiles.failure(Errno.EBADF);
    }

    @Substitute
    private static int directCopy0(int dst, int src, long addressToPollForCancel) {
        throw NoFiles.failure(Errno.EBADF);
    }
}
