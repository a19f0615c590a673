package org.eremite.hal.sim;

import org.eremite.hal.Clock;

/** Simulated time: passes between the steps of the CPUs, and when none can take one. */
public final class SimClock implements Clock {
    private final SimCores cores;

    /** @param cores the machine */
    public SimClock(SimCores cores) {
        this.cores = cores;
    }

    @Override
    public long nanoTime() {
        SimCores.point();
        return cores.now();
    }

    @Override
    public long wallClockNanos() {
        return nanoTime();
    }
}
