package org.eremite.par;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Beats by a thread that sleeps between two of them, and sleeps for good while the pool has no work. */
public final class TimerBeats implements BeatSource {
    /** Makes a source; each pool that it serves gets a thread of its own. */
    public TimerBeats() {
    }

    @Override
    public Beats open(Listener listener) {
        Timer timer = new Timer(listener);
        timer.start();
        return timer;
    }

    private static final class Timer implements Beats, Runnable {
        private static final VarHandle RESTING;

        static {
            try {
                RESTING = MethodHandles.lookup().findVarHandle(Timer.class, "resting", boolean.class);
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        private final Listener listener;
        private final Thread thread = new Thread(this, "par-beat");
        /** True from the announcement of a rest until somebody takes it back. */
        private boolean resting;
        private volatile boolean closed;

        Timer(Listener listener) {
            this.listener = listener;
            thread.setDaemon(true);
        }

        void start() {
            thread.start();
        }

        @Override
        public void run() {
            while (!closed) {
                long pause = listener.onBeat();
                if (pause > 0) {
                    LockSupport.parkNanos(this, pause);
                } else {
                    awaitWork();
                }
                // Nobody has a reason to interrupt the timer; left set, an interrupt would make it spin.
                Thread.interrupted();
            }
        }

        /**
         * The announcement is written before the listener is asked once more, and {@link #resume} reads it after work
         * has become visible, with full fences on both sides: one of the two sees the other.
         */
        private void awaitWork() {
            RESTING.setVolatile(this, true);
            VarHandle.fullFence();
            if (closed || listener.onBeat() > 0) {
                RESTING.setVolatile(this, false);
                return;
            }
            while ((boolean) RESTING.getVolatile(this) && !closed) {
                LockSupport.park(this);
                Thread.interrupted();
            }
        }

        @Override
        public void resume() {
            if ((boolean) RESTING.getVolatile(this) && RESTING.compareAndSet(this, true, false)) {
                LockSupport.unpark(thread);
            }
        }

        /** A beat of a worker that had found nothing may come during a rest, and take the place of a worker's first fork. */
        @Override
        public void answered(LongSupplier pause) {
            resume();
        }

        @Override
        public void close() {
            closed = true;
            LockSupport.unpark(thread);
        }
    }
}
