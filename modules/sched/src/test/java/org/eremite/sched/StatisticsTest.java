package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the figures of a CPU count, on simulated CPUs whose threads do a known number of things. */
class StatisticsTest {
    private static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;
    private static final int STEP = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final int MILLISECOND_STEPS = (int) (MILLISECOND / STEP);
    private static final long LIMIT = 2_000_000;
    private static final int ROUNDS = 10;

    /** Runs {@code body} as a thread of {@code priority} and stops the machine at its end. */
    private static void run(SimulatedScheduler machine, int priority, Runnable body) {
        machine.start(priority, () -> {
            body.run();
            machine.cores.stop();
            machine.compute(1);
        });
        machine.run(LIMIT);
    }

    private static void sleep(SimulatedScheduler machine, long nanos) {
        machine.threads.sleepUntil(machine.threads.deadlineAfter(nanos));
    }

    @Test
    void eachYieldToAnotherThreadIsASwitchAndNoPreemption() {
        SimulatedScheduler one = new SimulatedScheduler(1, 1, STEP);
        Statistics statistics = one.scheduler.statistics();
        run(one, DEFAULT, () -> {
            long before = statistics.switches(0);
            for (int i = 0; i < ROUNDS; i++) {
                one.threads.yieldCurrent();
            }
            assertEquals(before, statistics.switches(0), "alone");
            one.start(DEFAULT, () -> {
                for (int i = 0; i < ROUNDS; i++) {
                    one.threads.yieldCurrent();
                }
            });
            for (int i = 0; i < ROUNDS; i++) {
                one.threads.yieldCurrent();
            }
            assertEquals(before + 2 * ROUNDS, statistics.switches(0));
            assertEquals(0, statistics.preemptions(0));
        });
    }

    @Test
    void aThreadThatMakesWayForAHigherPriorityIsPreempted() {
        SimulatedScheduler one = new SimulatedScheduler(1, 2, STEP);
        Statistics statistics = one.scheduler.statistics();
        run(one, DEFAULT + 1, () -> {
            one.start(DEFAULT, () -> one.compute(Integer.MAX_VALUE));
            long timer = statistics.timerInterrupts(0);
            for (int i = 0; i < ROUNDS; i++) {
                sleep(one, MILLISECOND);
            }
            assertEquals(ROUNDS, statistics.preemptions(0));
            assertEquals(timer + ROUNDS, statistics.timerInterrupts(0));
        });
    }

    @Test
    void queuedThreadsAreThoseThatWaitForTheCpu() {
        SimulatedScheduler one = new SimulatedScheduler(1, 3, STEP);
        Statistics statistics = one.scheduler.statistics();
        run(one, DEFAULT + 1, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                assertEquals(i, statistics.queued(0));
                one.start(DEFAULT, () -> { });
            }
            sleep(one, 10 * MILLISECOND);
            assertEquals(0, statistics.queued(0));
        });
    }

    @Test
    void aCpuIsCalledForAThreadThatItAloneMayRun() {
        SimulatedScheduler two = new SimulatedScheduler(2, 4, STEP);
        Statistics statistics = two.scheduler.statistics();
        run(two, DEFAULT, () -> {
            two.threads.pin(two.threads.current(), 0);
            long before = statistics.rescheduleInterrupts(1);
            for (int i = 0; i < ROUNDS; i++) {
                long pinned = two.thread(DEFAULT, () -> { });
                two.threads.pin(pinned, 1);
                two.threads.start(pinned);
                two.threads.join(pinned);
                sleep(two, MILLISECOND);
            }
            assertEquals(before + ROUNDS, statistics.rescheduleInterrupts(1));
            assertEquals(0, statistics.preemptions(1));
        });
    }

    @Test
    void aThreadThatAnIdleCpuTakesFromABusyOneIsAStealOfTheIdleOne() {
        SimulatedScheduler two = new SimulatedScheduler(2, 5, STEP);
        Statistics statistics = two.scheduler.statistics();
        run(two, DEFAULT, () -> {
            two.threads.pin(two.threads.current(), 0);
            long busy = two.thread(DEFAULT, () -> two.compute(MILLISECOND_STEPS));
            two.threads.pin(busy, 1);
            two.threads.start(busy);
            two.compute(MILLISECOND_STEPS / 2);
            long steals = statistics.steals(1);
            List<Long> queued = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                queued.add(two.start(DEFAULT, () -> two.compute(MILLISECOND_STEPS / 4)));
            }
            two.compute(MILLISECOND_STEPS * 3 / 2);
            assertEquals(steals + queued.size(), statistics.steals(1));
            assertEquals(0, statistics.steals(0));
        });
    }

    @Test
    void timeWithAndWithoutAThreadIsToldApart() {
        SimulatedScheduler one = new SimulatedScheduler(1, 6, STEP);
        Statistics statistics = one.scheduler.statistics();
        run(one, DEFAULT, () -> {
            long busy = statistics.busyNanoseconds(0);
            long idle = statistics.idleNanoseconds(0);
            sleep(one, 10 * MILLISECOND);
            long slept = statistics.idleNanoseconds(0) - idle;
            assertTrue(slept >= 9 * MILLISECOND && slept <= 11 * MILLISECOND, "slept=" + slept);
            assertTrue(statistics.busyNanoseconds(0) - busy < MILLISECOND);
        });
    }
}
