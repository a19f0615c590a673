package org.eremite.par;

/**
 * Where a pool's heartbeat comes from. At a beat each worker that is at work offers the oldest part of its pending
 * work to the others; between two beats a fork costs about a call. {@link TimerBeats} is a source for any JVM; an
 * operating system that is at hand may use its own timer.
 *
 * <p>A beat that comes late, or not at all, delays only the sharing of work that is already under way: results do
 * not depend on beats.
 */
@FunctionalInterface
public interface BeatSource {
    /** Makes a source for one pool; it is at rest. */
    Beats open(Listener listener);

    /** What is to happen at a beat. */
    @FunctionalInterface
    interface Listener {
        /**
         * Passes the beat on to the workers. May be called by any thread, by one at a time.
         *
         * @return nanoseconds after which the next beat is useful; 0 if none is until {@link Beats#resume}
         */
        long onBeat();
    }

    /** The beats of one pool. */
    interface Beats extends AutoCloseable {
        /**
         * Called when the pool begins to work: ends a rest. Any thread, often; must be cheap when the source does not
         * rest. A call that comes before {@link Listener#onBeat} has returned 0 need not have an effect only if that
         * invocation started after it.
         */
        void resume();

        /** Ends the beats for good. */
        @Override
        void close();
    }
}
