package org.eremite.par.guest;

import org.eremite.abi.CurrentThread;
import org.eremite.par.BeatSource;
import org.eremite.par.Pinning;
import org.eremite.par.SystemSupport;

/** The operating system's support of pools. */
public final class GuestSupport implements SystemSupport {
    /** Found as a service. */
    public GuestSupport() {
    }

    @Override
    public Pinning pinning() {
        int cpus = Runtime.getRuntime().availableProcessors();
        return worker -> CurrentThread.pin(worker % cpus);
    }

    @Override
    public BeatSource beats() {
        return _ -> new CpuTimerBeats();
    }
}
