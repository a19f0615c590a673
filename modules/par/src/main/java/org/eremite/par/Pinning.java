package org.eremite.par;

/** Binds a pool's workers to processors. The operating system provides it; the library knows of none. */
@FunctionalInterface
public interface Pinning {
    /** Leaves every worker where the operating system puts it. */
    Pinning NONE = worker -> { };

    /**
     * Binds the calling thread. Called once by each worker before it takes work.
     *
     * @param worker the worker's number in its pool, from 0; workers that stand in for blocked ones have numbers from
     *        the pool's size on
     */
    void pin(int worker);
}
