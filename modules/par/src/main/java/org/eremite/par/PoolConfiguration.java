package org.eremite.par;

import java.util.Objects;

/**
 * How a pool is made.
 *
 * @param threads the number of workers, at least 1; it may exceed the number of processors
 * @param name the beginning of the workers' thread names
 * @param pinning binds workers to processors
 * @param beats where the heartbeat comes from
 */
public record PoolConfiguration(int threads, String name, Pinning pinning, BeatSource beats) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if {@code threads} is less than 1
     */
    public PoolConfiguration {
        if (threads < 1) {
            throw new IllegalArgumentException("a pool needs at least one thread: threads=" + threads);
        }
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(pinning, "pinning");
        Objects.requireNonNull(beats, "beats");
    }

    /** That many workers, not pinned, with the system's own beats, or else a timer thread for them. */
    public static PoolConfiguration ofThreads(int threads) {
        BeatSource beats = SystemSupport.find().map(SystemSupport::beats).orElseGet(TimerBeats::new);
        return new PoolConfiguration(threads, "par-worker", Pinning.NONE, beats);
    }

    /** The same with other thread names. */
    public PoolConfiguration withName(String newName) {
        return new PoolConfiguration(threads, newName, pinning, beats);
    }

    /** The same with another pinning. */
    public PoolConfiguration withPinning(Pinning newPinning) {
        return new PoolConfiguration(threads, name, newPinning, beats);
    }

    /** The same with another source of beats. */
    public PoolConfiguration withBeats(BeatSource newBeats) {
        return new PoolConfiguration(threads, name, pinning, newBeats);
    }
}
