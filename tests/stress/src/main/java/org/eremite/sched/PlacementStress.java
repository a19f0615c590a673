package org.eremite.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Announce, then look: a CPU that has less to do than before, and a thread that is queued meanwhile. The first result is
 * whether the CPU takes the thread, the second whether an interrupt has been sent to it.
 */
public final class PlacementStress {
    private static final int HIGHER = StressMachine.DEFAULT + 4;
    private static final int LOWER = StressMachine.DEFAULT - 4;

    private PlacementStress() {
    }

    /** CPU 0 runs a thread that starts another one of the same priority. */
    abstract static class Starting extends StressMachine {
        final long running;
        final long started;

        Starting() {
            long idle = createProcessor(0);
            running = queue(0, DEFAULT);
            if (dispatch(idle, Scheduler.REQUEST_YIELD) != running) {
                throw new AssertionError("CPU 0 runs another thread");
            }
            started = create(DEFAULT);
        }

        final void start() {
            be(0);
            scheduler.threads().start(started);
        }

        final int isKicked(int cpu) {
            return kicks() >> cpu & 1;
        }
    }

    /** CPU 1 finds nothing to do. */
    @JCStressTest
    @Outcome(id = {"1, 0", "1, 1", "0, 1"}, expect = ACCEPTABLE, desc = "takes the thread, or is called for it")
    @Outcome(expect = FORBIDDEN, desc = "idles while a thread is queued")
    @State
    public static class IdlingAndQueueing extends Starting {
        private final long idle;

        /** CPU 1 has not looked yet. */
        public IdlingAndQueueing() {
            idle = createProcessor(1);
            forgetKicks();
        }

        @Actor
        public void starter() {
            start();
        }

        @Actor
        public void idler(II_Result result) {
            be(1);
            result.r1 = dispatch(idle, Scheduler.REQUEST_YIELD) == started ? 1 : 0;
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = isKicked(1);
        }
    }

    /** CPU 1 has run a higher priority and is left with a lower one. */
    @JCStressTest
    @Outcome(id = {"1, 0", "1, 1", "0, 1"}, expect = ACCEPTABLE, desc = "takes the thread, or is called for it")
    @Outcome(expect = FORBIDDEN, desc = "runs the lower priority while the thread is queued")
    @State
    public static class BlockingAndQueueing extends Starting {
        private final long higher;

        /** CPU 1 runs one thread and has another one queued. */
        public BlockingAndQueueing() {
            long idle = createProcessor(1);
            higher = queue(1, HIGHER);
            queue(1, LOWER);
            if (dispatch(idle, Scheduler.REQUEST_YIELD) != higher) {
                throw new AssertionError("CPU 1 runs another thread");
            }
            forgetKicks();
        }

        @Actor
        public void starter() {
            start();
        }

        @Actor
        public void blocker(II_Result result) {
            be(1);
            result.r1 = dispatch(higher, Scheduler.REQUEST_BLOCK) == started ? 1 : 0;
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = isKicked(1);
        }
    }
}
