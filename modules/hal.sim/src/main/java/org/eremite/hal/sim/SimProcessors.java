package org.eremite.hal.sim;

import org.eremite.hal.Processors;

/** Simulated CPUs; every method is a scheduling point. */
public final class SimProcessors implements Processors {
    private final SimCores cores;

    /** @param cores the machine */
    public SimProcessors(SimCores cores) {
        this.cores = cores;
    }

    @Override
    public int present() {
        return cores.count();
    }

    @Override
    public int online() {
        return cores.online();
    }

    @Override
    public int current() {
        return cores.active();
    }

    @Override
    public long disableInterrupts() {
        SimCores.point();
        return cores.setInterruptsEnabled(false) ? 1 : 0;
    }

    @Override
    public void restoreInterrupts(long token) {
        SimCores.point();
        cores.setInterruptsEnabled(token != 0);
    }

    @Override
    public void pause() {
        SimCores.point();
    }

    @Override
    public void reschedule(int cpu) {
        SimCores.point();
        cores.requestReschedule(cpu);
    }

    @Override
    public boolean start(int cpu, long area, long idleContext) {
        cores.enter(cpu, idleContext);
        return true;
    }

    @Override
    public long areaBytes() {
        return 0;
    }

    @Override
    public void waitForInterrupt() {
        SimCores.point();
        cores.haltUntilInterrupt();
    }
}
