package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import com.oracle.svm.core.util.TimeUtils;

/** Clocks of {@link System}. */
@TargetClass(System.class)
final class Target_java_lang_System {
    private Target_java_lang_System() {}

    @Substitute
    @Uninterruptible(reason = "Called from uncertain places of the runtime, locks held.")
    public static long nanoTime() {
        return Kernel.MACHINE.clock().nanoTime();
    }

    @Substitute
    @Uninterruptible(reason = "Called from uncertain places of the runtime, locks held.")
    public static long currentTimeMillis() {
        return Kernel.MACHINE.clock().wallClockNanos() / TimeUtils.nanosPerMilli;
    }
}
