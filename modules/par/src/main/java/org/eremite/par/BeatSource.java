package org.eremite.par;

import java.lang.reflect.Field;
import java.util.function.LongSupplier;

/**
 * Where a pool's heartbeat comes from. At a beat each worker that is at work offers the oldest part of its pending
 * work to the others; between two beats a fork costs about a call. {@link TimerBeats} is a source for any JVM: one thread
 * beats all workers. An operating system that is at hand may beat each worker by itself ({@link #word}).
 *
 * <p>A beat that comes late, or not at all, delays only the sharing of work that is already under way: results do
 * not depend on beats.
 */
@FunctionalInterface
public interface BeatSource {
    /** Nanoseconds to the first beat after a rest, and from one to the next while they are useful. */
    long FIRST_PAUSE_NANOS = 100_000;

    /** Makes a source for one pool; it is at rest. */
    Beats open(Listener listener);

    /**
     * The field of a worker's {@link Thread} object that says what is to be done at its next fork: an int, which a source
     * may count up from 0 to 1 and from 1 to 2, for the worker that it interrupts, and leaves alone if it is anything else.
     */
    static Field word() {
        try {
            return PendingWork.class.getDeclaredField("beat");
        } catch (NoSuchFieldException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** What is to happen at a beat. */
    @FunctionalInterface
    interface Listener {
        /**
         * Passes the beat on to all workers. May be called by any thread, by one at a time. A source that beats each worker
         * by itself does not call it.
         *
         * @return nanoseconds after which the next beat is useful; 0 if none is until {@link Beats#resume}
         */
        long onBeat();
    }

    /** The beats of one pool. */
    interface Beats extends AutoCloseable {
        /**
         * Ends a rest. Called by a worker at the first forks of whatever it begins and after a beat that asked for more, and when
         * it goes on with what had to wait. Must be cheap when the source does not rest. If an invocation of
         * {@link Listener#onBeat} that is to return 0 has begun before the call, the call takes effect.
         */
        void resume();

        /**
         * Called by a worker that has answered a beat.
         *
         * @param pause says, if asked, after how many nanoseconds its next one is useful; to be asked once
         */
        default void answered(LongSupplier pause) {
        }

        /** Called by a worker that is about to sleep without anything begun: it needs no beats before it resumes them. */
        default void rest() {
        }

        /** Ends the beats for good. */
        @Override
        void close();
    }
}
