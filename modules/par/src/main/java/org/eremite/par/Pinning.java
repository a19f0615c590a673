package org.eremite.par;

import java.util.Optional;

/** Binds a pool's workers to processors. The operating system provides it ({@link SystemSupport}). */
@FunctionalInterface
public interface Pinning {
    /** Leaves every worker where the operating system puts it. */
    Pinning NONE = worker -> { };

    /** Worker n on processor n, counted round, if the system can do that; an ordinary JVM cannot. */
    static Optional<Pinning> ofSystem() {
        return SystemSupport.find().map(SystemSupport::pinning);
    }

    /**
     * Binds the calling thread. Called once by each worker before it takes work. Workers that stand in for blocked ones are not
     * bound: whose processor is free is not known.
     *
     * @param worker the worker's number in its pool, from 0
     */
    void pin(int worker);
}
