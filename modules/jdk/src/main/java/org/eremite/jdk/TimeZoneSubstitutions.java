package org.eremite.jdk;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.TimeZone;

/** The time zone a program starts with. */
@TargetClass(TimeZone.class)
final class Target_java_util_TimeZone {
    private Target_java_util_TimeZone() {}

    @Alias
    private static native TimeZone getTimeZone(String id, boolean fallback);

    @Alias
    static native void setDefault(TimeZone zone);

    /**
     * The system property {@code user.timezone}, else the environment variable {@code TZ} (POSIX.1-2024, 8.3; names of
     * zones only, with or without the colon), else UTC; GMT if that names no zone. The machine knows none itself.
     */
    @Substitute
    private static synchronized TimeZone setDefaultZone() {
        String id = System.getProperty("user.timezone");
        if (id == null || id.isEmpty()) {
            id = System.getenv("TZ");
        }
        if (id == null || id.isEmpty()) {
            id = "UTC";
        }
        TimeZone zone = getTimeZone(id.startsWith(":") ? id.substring(1) : id, true);
        System.setProperty("user.timezone", zone.getID());
        setDefault(zone);
        return zone;
    }
}
