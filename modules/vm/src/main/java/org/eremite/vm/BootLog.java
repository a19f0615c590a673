package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eremite.hal.RawMemory;
import org.graalvm.word.PointerBase;

/** Time at the end of each boot phase, for the report of boot; kernel dialect. */
public final class BootLog {
    private static final CGlobalData<PointerBase> TICKS =
            CGlobalDataFactory.createBytes(() -> BootPhase.COUNT * Long.BYTES);

    private BootLog() {}

    /** Marks the end of {@code phase}: nanoseconds of the clock, which starts within the machine phase. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    static void phase(int phase) {
        long now = Kernel.MACHINE.clock().nanoTime();
        RawMemory.putLong(TICKS.get().rawValue() + (long) phase * Long.BYTES, now);
        Kernel.LOG.write(KernelMessages.phase(phase), now);
    }

    /** Each phase with the nanoseconds since the clock started at which it ended; the isolate's ends now. */
    public static Map<String, Long> phases() {
        phase(BootPhase.ISOLATE);
        Map<String, Long> phases = new LinkedHashMap<>();
        for (int phase = BootPhase.MACHINE; phase < BootPhase.COUNT; phase++) {
            phases.put(BootPhase.name(phase), RawMemory.getLong(TICKS.get().rawValue() + (long) phase * Long.BYTES));
        }
        return phases;
    }
}
