package org.eremite.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.eremite.hal.RawMemory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Defects that the harness must find, or its silence about the others means nothing. */
public final class PlantedDefects {
    private PlantedDefects() {
    }

    /** A CPU that announces that it idles, and one that queues a thread, without a fence before they look: no interleaving shows it. */
    @JCStressTest
    @Outcome(id = {"0, 1", "1, 0", "1, 1"}, expect = ACCEPTABLE, desc = "at least one sees the other")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "idles while a thread is queued")
    @State
    public static class AnnouncesWithoutFence extends StressMachine {
        private final long idle = create(DEFAULT);
        private final long work = create(DEFAULT);

        /** Nobody idles, nothing is queued. */
        public AnnouncesWithoutFence() {
            RawMemory.putInt(idle, 0);
            RawMemory.putInt(work, 0);
        }

        @Actor
        public void idler(II_Result result) {
            RawMemory.putIntRelease(idle, 1);
            result.r1 = RawMemory.getIntVolatile(work);
        }

        @Actor
        public void starter(II_Result result) {
            RawMemory.putIntRelease(work, 1);
            result.r2 = RawMemory.getIntVolatile(idle);
        }
    }

    /** A waker that looks at the state, then writes it. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 1"}, expect = ACCEPTABLE, desc = "the thread stays awake, or is to be queued")
    @Outcome(expect = FORBIDDEN, desc = "the thread is in two places or in none")
    @State
    public static class WakesByTestThenSet extends StressMachine {
        private final long thread = createRunning(0);

        @Actor
        public void blocker(II_Result result) {
            result.r1 = ThreadState.block(thread) ? 1 : 0;
        }

        @Actor
        public void waker(II_Result result) {
            int state = ThreadState.get(thread);
            result.r2 = state == ThreadState.BLOCKED ? 1 : 0;
            if (state == ThreadState.BLOCKED) {
                RawMemory.putIntVolatile(thread + ThreadDescriptor.STATE, ThreadState.RUNNABLE);
            }
        }
    }
}
