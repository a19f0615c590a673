package org.eremite.sched;

import java.util.List;
import java.util.Map;

/**
 * What the threads of one simulated run do. Every program ends under every schedule: a further thread supplies whatever
 * the others may wait for.
 *
 * @param cpus number of CPUs
 * @param seed decides the schedule
 * @param nanosPerStep average time between two scheduling points
 * @param threads the workers
 */
public record Program(int cpus, long seed, int nanosPerStep, List<Worker> threads) {
    private static final String SCHED = "org/eremite/sched/";
    private static final String HAL = "org/eremite/hal/";

    /** One thread. */
    public record Worker(int priority, boolean detached, List<Step> steps) {}

    /** One step of a thread; {@code subject} selects an object or a thread, {@code amount} scales time or work. */
    public record Step(Operation operation, int subject, int amount) {}

    /** What a step does. */
    public enum Operation {
        COMPUTE, LABOUR, YIELD, SLEEP, CRITICAL, NESTED, TRY_CRITICAL, PUT, TAKE, TAKE_UNTIL, RELEASE, ACQUIRE,
        ACQUIRE_UNTIL, MAIL, AWAIT_MAIL, SPIN_FOR_MAIL, PARK_UNTIL, SET_PRIORITY, EXPEDITE, PIN
    }

    /** What holds in every run. */
    public enum Invariant {
        /** Every program ends. */
        NO_LOST_WAKE_UP,
        /** A thread is on one queue or on one CPU, and on one on which it may be. */
        ONE_PLACE,
        /** A queued thread runs after a bounded time. */
        NO_STARVATION,
        /** No CPU idles while a thread that it could run is queued. */
        WORK_CONSERVATION,
        /** A CPU runs the highest priority queued on it, unless aging or a yield prefers another; urgent threads first. */
        PRIORITY_ORDER,
        /** No CPU runs a lower priority than a thread has that it could run and that is queued elsewhere. */
        ORDER_ACROSS_CPUS,
        /** A wait with a deadline does not end by it before it. */
        TIMERS_NOT_EARLY,
        /** A park that ends without a deadline has taken a permit that was given. */
        EXACT_PERMITS,
        /** One thread at a time owns a mutex. */
        MUTUAL_EXCLUSION,
        /** Wait queues are FIFO; a thread woken in vain by a mutex comes first again. */
        FAIR_QUEUES,
        /** Records and figures agree with each other. */
        CONSISTENT_RECORDS;

        /** Ends the run if {@code holds} is false. */
        public void expect(boolean holds, String otherwise) {
            if (!holds) {
                throw new Violation(this, otherwise);
            }
        }
    }

    /** An invariant does not hold. */
    public static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1;
        private final Invariant invariant;

        Violation(Invariant invariant, String message) {
            super(message);
            this.invariant = invariant;
        }

        /** Which one. */
        public Invariant invariant() {
            return invariant;
        }
    }

    /**
     * A defect planted to see that it is found: calls of the scheduler that go to {@link PlantedDefects} instead, as
     * {@code [CALLER>]CLASS.METHOD}, or a machine that misbehaves ({@link Defects}).
     */
    public enum Defect {
        /** The code as it is. */
        NONE(null, Map.of()),
        /** A wake-up that comes before the thread has left its CPU is forgotten. */
        FORGETS_EARLY_WAKE_UPS(Invariant.NO_LOST_WAKE_UP, Map.of(SCHED + "ThreadState.block", "blockForgetting")),
        /** Interrupts arrive while kernel locks are held. */
        DOES_NOT_DISABLE_INTERRUPTS(Invariant.NO_LOST_WAKE_UP, Map.of()),
        /** A thief leaves what it takes on the queue. */
        LEAVES_STOLEN_THREADS_QUEUED(Invariant.ONE_PLACE,
                Map.of(SCHED + "LoadBalancer>" + SCHED + "RunQueue.remove", "doNotRemove")),
        /** A thread is queued wherever it was last, pinned or not. */
        IGNORES_A_NEW_PIN(Invariant.ONE_PLACE, Map.of(SCHED + "Scheduler.mustLeave", "no")),
        /** Nobody is ever preferred to a higher priority. */
        NEVER_AGES(Invariant.NO_STARVATION, Map.of(SCHED + "Chooser>" + SCHED + "Deadline.after", "never")),
        /** A CPU does not say that it idles. */
        IDLES_UNSEEN(Invariant.WORK_CONSERVATION, Map.of(SCHED + "IdleSet.add", "doNotAdd")),
        /** A CPU that was called for one thread and took another one calls nobody else. */
        DOES_NOT_PASS_WORK_ON(Invariant.WORK_CONSERVATION, Map.of(SCHED + "LoadBalancer.hasMovable", "hasNone")),
        /** One reschedule interrupt in eight does not arrive. */
        LOSES_KICKS(Invariant.WORK_CONSERVATION, Map.of()),
        /** A CPU is not called when a higher priority is queued. */
        DOES_NOT_PREEMPT(Invariant.PRIORITY_ORDER, Map.of(SCHED + "Placement.attentionFor", "neverNow")),
        /** A thread that becomes urgent stays where it is queued. */
        LEAVES_URGENT_THREADS_BEHIND(Invariant.PRIORITY_ORDER, Map.of(SCHED + "Threads>" + SCHED + "Placement.change", "writeOnly")),
        /** A CPU does not look for higher priorities on other CPUs. */
        LOOKS_AT_ITS_OWN_QUEUE_ONLY(Invariant.ORDER_ACROSS_CPUS, Map.of(SCHED + "LoadBalancer.pull", "doNotPull")),
        /** A CPU that runs less, or spares more, than before calls nobody. */
        LEAVES_THE_ORDER_DISTURBED(Invariant.ORDER_ACROSS_CPUS, Map.of(SCHED + "Scheduler>" + SCHED + "Placement.restoreOrder", "doNotRestore")),
        /** Whoever queues a thread looks at no CPU but that one. */
        QUEUES_WITHOUT_LOOKING(Invariant.ORDER_ACROSS_CPUS, Map.of(
                SCHED + "Placement>" + SCHED + "Placement.restoreOrder", "doNotRestore",
                SCHED + "PublishedPriorities.lowestBelow", "noneBelow")),
        /** A CPU that lent a thread a priority for a slice does not look when the slice ends. */
        NEVER_TAKES_BACK_WHAT_IT_LENT(Invariant.ORDER_ACROSS_CPUS, Map.of(SCHED + "Chooser.hasAdvantage", "hasNoAdvantage")),
        /** Time is rounded up to the next tick. */
        ROUNDS_TIME_UP(Invariant.TIMERS_NOT_EARLY, Map.of(
                SCHED + "WaitQueue>" + HAL + "Clock.nanoTime", "nextTick",
                SCHED + "Parker>" + HAL + "Clock.nanoTime", "nextTick",
                SCHED + "Blocking>" + HAL + "Clock.nanoTime", "nextTick")),
        /** A permit is not used up. */
        LEAVES_THE_PERMIT(Invariant.EXACT_PERMITS, Map.of(SCHED + "Parker>" + HAL + "RawMemory.compareAndSetInt", "compareOnly")),
        /** A mutex is looked at, then taken. */
        TESTS_THEN_SETS(Invariant.MUTUAL_EXCLUSION, Map.of(SCHED + "Mutex>" + HAL + "RawMemory.compareAndSetLong", "testThenSet")),
        /** The last to come is the first to be served. */
        SERVES_THE_LAST_FIRST(Invariant.FAIR_QUEUES, Map.of(SCHED + "Semaphore>" + SCHED + "WaitQueue.enqueueLast", "enqueueFirst")),
        /** A waiter of a mutex that was overtaken queues behind those that came later. */
        FORGETS_WHO_WAS_OVERTAKEN(Invariant.FAIR_QUEUES, Map.of(SCHED + "Mutex>" + SCHED + "WaitQueue.enqueueFirst", "enqueueLast"));

        private final Invariant violated;
        private final Map<String, String> redirections;

        Defect(Invariant violated, Map<String, String> redirections) {
            this.violated = violated;
            this.redirections = redirections;
        }

        /** The invariant that shows the defect. */
        public Invariant violated() {
            return violated;
        }

        /** Calls to redirect to {@link PlantedDefects}. */
        public Map<String, String> redirections() {
            return redirections;
        }
    }

    /**
     * How a run ended.
     *
     * @param violated null if the run ended as it must
     * @param failure what was wrong
     * @param trace a hash of the schedule
     * @param steps how long it was
     * @param choices the schedule
     */
    public record Report(Invariant violated, String failure, long trace, long steps, int[] choices) {}
}
