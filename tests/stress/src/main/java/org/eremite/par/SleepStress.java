package org.eremite.par;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Sleep and wake-up. The first result is whether the worker has decided to sleep, the second whether its sleep is
 * still announced when everybody has finished: 1, 1 would be a sleep that nothing ends.
 */
public final class SleepStress {
    /** Gives workers what they need to exist; none of its threads takes part. */
    private static final Pool POOL = new Pool(1);

    private SleepStress() {
    }

    /** A worker that has searched without success and whose only colleague has one queue. */
    abstract static class Sleeper implements IdleWorkers.Team {
        final WorkStealingDeque<Object> deque = new WorkStealingDeque<>();
        final Worker worker = new Worker(POOL, 1);
        final Worker[] workers = {worker};
        final IdleWorkers idle = new IdleWorkers(this);

        Sleeper() {
            idle.arrive();
            idle.startSearch();
        }

        @Override
        public Worker[] workers() {
            return workers;
        }

        @Override
        public boolean workIsVisible() {
            VarHandle.fullFence();
            return !deque.isEmpty();
        }
    }

    /** Work is published while the worker falls asleep. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 0"}, expect = ACCEPTABLE, desc = "stays awake, or has been woken")
    @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "sleeps although there is work")
    @Outcome(expect = FORBIDDEN)
    @State
    public static class PublishedWork extends Sleeper {
        @Actor
        public void publisher() {
            deque.push("work");
            idle.workPublished();
        }

        @Actor
        public void sleeper(II_Result result) {
            result.r1 = idle.prepareSleep(worker, null) ? 1 : 0;
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = worker.endSleep() ? 1 : 0;
        }
    }

    /** Mail comes while the worker falls asleep. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 0"}, expect = ACCEPTABLE, desc = "stays awake, or has been woken")
    @Outcome(expect = FORBIDDEN, desc = "sleeps although there is mail")
    @State
    public static class Mail extends Sleeper {
        @Actor
        public void sender() {
            worker.post(new Submission<>(null, () -> null));
        }

        @Actor
        public void sleeper(II_Result result) {
            result.r1 = idle.prepareSleep(worker, null) ? 1 : 0;
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = worker.endSleep() ? 1 : 0;
        }
    }

    /** What the worker waits for happens while it falls asleep. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 0"}, expect = ACCEPTABLE, desc = "stays awake, or has been woken")
    @Outcome(expect = FORBIDDEN, desc = "waits for what has happened")
    @State
    public static class AwaitedLatch extends Sleeper {
        private final Latch latch = new Latch(worker);

        @Actor
        public void opener() {
            latch.open();
        }

        @Actor
        public void sleeper(II_Result result) {
            result.r1 = idle.prepareSleep(worker, latch) ? 1 : 0;
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = worker.endSleep() ? 1 : 0;
        }
    }

    /** The last searcher stops, having found one of two pieces of work, while the worker falls asleep. */
    @JCStressTest
    @Outcome(id = {"0, 0", "1, 0"}, expect = ACCEPTABLE, desc = "stays awake, or has been woken")
    @Outcome(expect = FORBIDDEN, desc = "sleeps although there is work that its publisher kept quiet about")
    @State
    public static class LastSearcher extends Sleeper {
        /** A second worker searches, so the publisher need not wake anybody. */
        public LastSearcher() {
            idle.arrive();
            idle.startSearch();
        }

        @Actor
        public void publisherAndSearcher() {
            deque.push("work");
            idle.workPublished();
            idle.stopSearch();
        }

        @Actor
        public void sleeper(II_Result result) {
            result.r1 = idle.prepareSleep(worker, null) ? 1 : 0;
        }

        @Arbiter
        public void afterwards(II_Result result) {
            result.r2 = worker.endSleep() ? 1 : 0;
        }
    }
}
