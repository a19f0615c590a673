package org.eremite.hal.sim;

import org.eremite.hal.Contexts;

/** Execution contexts of simulated CPUs; their memory is unused. Entries are addresses given by {@link SimCores#entry}. */
public final class SimContexts implements Contexts {
    private final SimCores cores;

    /** @param cores the machine */
    public SimContexts(SimCores cores) {
        this.cores = cores;
    }

    @Override
    public long bytes() {
        return ALIGNMENT;
    }

    @Override
    public void prepare(long context, long stackTop, long entry, long argument) {
        cores.prepare(context, entry, argument);
    }

    @Override
    public long current() {
        return cores.currentContext();
    }

    @Override
    public void deschedule(long request) {
        SimCores.point();
        cores.deschedule(request);
    }

    /** Has CPU 0 run {@code context}; returns, for the CPUs run in {@link SimCores#run}. */
    @Override
    public void enter(long context) {
        cores.enter(0, context);
    }
}
