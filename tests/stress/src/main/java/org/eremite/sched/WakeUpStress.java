package org.eremite.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimPanic;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The state of a thread, and the permits and the mutex that rest on it, between a thread that blocks and one that wakes it. */
public final class WakeUpStress {
    /** A thread blocked although its wake-up had been sent. */
    private static final int LOST = -1;

    private WakeUpStress() {
    }

    /** A wake-up meets an attempt to block: both succeed, and the waker must queue the thread, or neither does. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 1"}, expect = ACCEPTABLE, desc = "the thread stays awake, or is to be queued")
    @Outcome(expect = FORBIDDEN, desc = "the thread is in two places or in none")
    @State
    public static class WakeAndBlock extends StressMachine {
        private final long thread = createRunning(0);

        @Actor
        public void blocker(II_Result result) {
            result.r1 = ThreadState.block(thread) ? 1 : 0;
        }

        @Actor
        public void waker(II_Result result) {
            result.r2 = ThreadState.wake(thread) ? 1 : 0;
        }
    }

    /** The same while the thread is preempted: the wake-up is remembered. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 1"}, expect = ACCEPTABLE, desc = "the thread stays awake, or is to be queued")
    @Outcome(expect = FORBIDDEN, desc = "the thread is in two places or in none")
    @State
    public static class WakeDuringASwitch extends StressMachine {
        private final long thread = createRunning(0);

        @Actor
        public void blocker(II_Result result) {
            ThreadState.makeRunnable(thread);
            ThreadState.makeRunning(thread);
            result.r1 = ThreadState.block(thread) ? 1 : 0;
        }

        @Actor
        public void waker(II_Result result) {
            result.r2 = ThreadState.wake(thread) ? 1 : 0;
        }
    }

    /** What the waker stored before, the thread that fails to block sees. The second result is that, or 2 if it blocks. */
    @JCStressTest
    @Outcome(id = {"0, 1", "1, 2"}, expect = ACCEPTABLE, desc = "sees what it was woken for, or blocks")
    @Outcome(expect = FORBIDDEN, desc = "was woken and does not see what for")
    @State
    public static class WakePublishes extends StressMachine {
        private static final int BLOCKS = 2;
        private final long thread = createRunning(0);
        private final long reason = create(DEFAULT);

        @Actor
        public void blocker(II_Result result) {
            result.r2 = ThreadState.block(thread) ? BLOCKS : RawMemory.getInt(reason);
        }

        @Actor
        public void waker(II_Result result) {
            RawMemory.putInt(reason, 1);
            result.r1 = ThreadState.wake(thread) ? 1 : 0;
        }
    }

    /** Two permits given are one, and a park takes it. The second result is whether one is left. */
    @JCStressTest
    @Outcome(id = {"1, 0", "1, 1"}, expect = ACCEPTABLE, desc = "the second permit came before or after the park")
    @Outcome(expect = FORBIDDEN, desc = "a permit was lost")
    @State
    public static class ParkAndUnpark extends StressMachine {
        private static final long PERMIT = 4;
        private final Parker parkers = new Parker(scheduler);
        private final long parker = create(DEFAULT);

        /** No permit to begin with. */
        public ParkAndUnpark() {
            parkers.initialize(parker);
            createRunning(0);
            createRunning(1);
        }

        @Actor
        public void parker(II_Result result) {
            be(0);
            try {
                parkers.park(parker, Deadline.NONE);
                result.r1 = 1;
            } catch (LostWakeUp lost) {
                result.r1 = LOST;
            }
        }

        @Actor
        public void unparker() {
            be(1);
            parkers.unpark(parker);
            parkers.unpark(parker);
            finish(1);
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = RawMemory.compareAndSetInt(parker + PERMIT, 1, 0) ? 1 : 0;
        }
    }

    /** Two threads take a mutex twice each and count in plain memory; each result is the count a thread has reached. */
    @JCStressTest
    @Outcome(id = {"2, 4", "3, 4", "4, 2", "4, 3"}, expect = ACCEPTABLE, desc = "each count is one more")
    @Outcome(expect = FORBIDDEN, desc = "two owned the mutex at once, or one waits for ever")
    @State
    public static class TwoOwners extends StressMachine {
        private final Mutex mutexes = new Mutex(scheduler, new SimPanic());
        private final long mutex = create(DEFAULT);
        private final long count = create(DEFAULT);

        /** A free mutex. */
        public TwoOwners() {
            mutexes.initialize(mutex);
            RawMemory.putInt(count, 0);
            createRunning(0);
            createRunning(1);
        }

        private int own(int actor) {
            be(actor);
            int reached = 0;
            try {
                for (int turn = 0; turn < 2; turn++) {
                    mutexes.lock(mutex);
                    reached = RawMemory.getInt(count) + 1;
                    RawMemory.putInt(count, reached);
                    mutexes.unlock(mutex);
                }
            } catch (LostWakeUp lost) {
                reached = LOST;
            }
            finish(actor);
            return reached;
        }

        @Actor
        public void one(II_Result result) {
            result.r1 = own(0);
        }

        @Actor
        public void other(II_Result result) {
            result.r2 = own(1);
        }
    }
}
