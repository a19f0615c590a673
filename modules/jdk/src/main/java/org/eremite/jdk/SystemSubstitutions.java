package org.eremite.jdk;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** The native of {@link System} that is not the runtime's business. */
@TargetClass(System.class)
final class Target_java_lang_System {
    private Target_java_lang_System() {}

    /** As on Linux, whose natives the JDK's classes expect. */
    @Substitute
    public static String mapLibraryName(String libname) {
        if (libname == null) {
            throw new NullPointerException("name is null");
        }
        return "lib" + libname + ".so";
    }
}
