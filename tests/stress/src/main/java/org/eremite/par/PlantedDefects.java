package org.eremite.par;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Defects that the harness must find, or its silence about the others means nothing. */
public final class PlantedDefects {
    private static final VarHandle INDEX = MethodHandles.arrayElementVarHandle(long[].class);

    private PlantedDefects() {
    }

    /** The end game of the deque without the full fence between the owner's store and its load. */
    @JCStressTest
    @Outcome(id = {"1, 0", "0, 1", "0, 0"}, expect = ACCEPTABLE, desc = "at most one has it")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "handed out twice")
    @State
    public static class DequeWithoutFence {
        private static final int TOP = 16;
        private static final int BOTTOM = 32;
        private final long[] indices = new long[48];

        /** Two elements: the owner takes the last without a compare-and-set. */
        public DequeWithoutFence() {
            indices[BOTTOM] = 2;
        }

        @Actor
        public void owner(II_Result result) {
            long bottom = (long) INDEX.getOpaque(indices, BOTTOM) - 1;
            INDEX.setOpaque(indices, BOTTOM, bottom);
            result.r1 = (long) INDEX.getOpaque(indices, TOP) < bottom ? 1 : 0;
        }

        @Actor
        public void thief(II_Result result) {
            INDEX.compareAndSet(indices, TOP, 0L, 1L);
            long top = (long) INDEX.getAcquire(indices, TOP);
            result.r2 = top < (long) INDEX.getAcquire(indices, BOTTOM) ? 1 : 0;
        }
    }

    /** A worker that looks for work before it announces its sleep. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 0"}, expect = ACCEPTABLE, desc = "stays awake, or has been woken")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "sleeps although there is work")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class LookBeforeAnnouncement extends SleepStress.Sleeper {
        @Actor
        public void publisher() {
            deque.push("work");
            idle.workPublished();
            idle.wake(worker);
        }

        @Actor
        public void sleeper(II_Result result) {
            if (!workIsVisible()) {
                worker.announceSleep();
                result.r1 = 1;
            }
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = worker.endSleep() ? 1 : 0;
        }
    }
}
