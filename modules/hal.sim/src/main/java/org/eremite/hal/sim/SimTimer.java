package org.eremite.hal.sim;

import org.eremite.hal.Timer;

/** The one-shot timers of simulated CPUs. */
public final class SimTimer implements Timer {
    private final SimCores cores;

    /** @param cores the machine */
    public SimTimer(SimCores cores) {
        this.cores = cores;
    }

    @Override
    public void arm(long deadline) {
        SimCores.point();
        cores.armTimer(deadline);
    }

    @Override
    public void disarm() {
        SimCores.point();
        cores.armTimer(SimCores.NOT_ARMED);
    }
}
