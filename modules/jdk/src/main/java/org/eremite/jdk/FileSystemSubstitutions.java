package org.eremite.jdk;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.File;
import java.io.IOException;

/** Natives of {@link File} where the image has no file system: nothing exists, and nothing can be made. */
@TargetClass(className = "java.io.UnixFileSystem")
final class Target_java_io_UnixFileSystem {
    private Target_java_io_UnixFileSystem() {}

    @Substitute
    private static void initIDs() {}

    @Substitute
    private String canonicalize0(String path) throws IOException {
        return CanonicalPath.of(path);
    }

    @Substitute
    private int getBooleanAttributes0(File f) {
        return 0;
    }

    @Substitute
    private boolean checkAccess0(File f, int access) {
        return false;
    }

    @Substitute
    private long getLastModifiedTime0(File f) {
        return 0;
    }

    @Substitute
    private long getLength0(File f) {
        return 0;
    }

    @Substitute
    private boolean setPermission0(File f, int access, boolean enable, boolean owneronly) {
        return false;
    }

    @Substitute
    private boolean createFileExclusively0(String path) throws IOException {
        throw new IOException("this image has no file system");
    }

    @Substitute
    private boolean delete0(File f) {
        return false;
    }

    @Substitute
    private String[] list0(File f) {
        return null;
    }

    @Substitute
    private boolean createDirectory0(File f) {
        return false;
    }

    @Substitute
    private boolean rename0(File f1, File f2) {
        return false;
    }

    @Substitute
    private boolean setLastModifiedTime0(File f, long time) {
        return false;
    }

    @Substitute
    private boolean setReadOnly0(File f) {
        return false;
    }

    @Substitute
    private long getSpace0(File f, int t) {
        return 0;
    }

    @Substitute
    private long getNameMax0(String path) {
        return 255;
    }
}
