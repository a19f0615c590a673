package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.hal.sim.SimPanic;
import org.junit.jupiter.api.Test;

/** Who gets beats, when, and who does not. */
class BeatsTest {
    private static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;
    private static final int STEP = 200;
    private static final long PERIOD = 100_000;
    /** What the way through the kernel takes, in simulated time. */
    private static final long LATE = 100 * STEP;
    private static final int PERIOD_STEPS = (int) (PERIOD / STEP);
    /** Longer than several CPUs may keep each other waiting for locks. */
    private static final long LONG_PERIOD = 5 * PERIOD;
    private static final int LONG_STEPS = 5 * PERIOD_STEPS;
    private static final long LIMIT = 2_000_000;

    private final SimulatedScheduler one = new SimulatedScheduler(1, 1, STEP);
    private final List<Long> beats = new ArrayList<>();

    /** Runs {@code body} as a thread whose beats are recorded; all of them, or the first {@code most}. */
    private void run(int most, Runnable body) {
        one.scheduler.passBeatsTo(thread -> {
            beats.add(one.clock.nanoTime());
            return beats.size() < most;
        });
        one.start(DEFAULT, () -> {
            body.run();
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
    }

    @Test
    void aThreadThatRunsHasABeatInEachPeriod() {
        long[] begin = new long[1];
        run(Integer.MAX_VALUE, () -> {
            one.threads.startBeats(PERIOD);
            begin[0] = one.clock.nanoTime();
            one.compute(20 * PERIOD_STEPS);
        });
        assertTrue(beats.size() >= 16, "beats=" + beats.size());
        long last = begin[0];
        for (long beat : beats) {
            assertTrue(beat - last >= PERIOD - LATE && beat - last <= PERIOD + LATE, "distance=" + (beat - last));
            last = beat;
        }
        assertEquals(beats.size(), one.scheduler.statistics().beats(0));
    }

    @Test
    void nobodyGetsABeatWithoutHavingAsked() {
        run(Integer.MAX_VALUE, () -> one.compute(5 * PERIOD_STEPS));
        assertEquals(List.of(), beats);
        assertEquals(0, one.scheduler.statistics().timerInterrupts(0));
    }

    @Test
    void theListenerEndsTheBeats() {
        run(2, () -> {
            assertFalse(one.threads.hasBeats());
            one.threads.startBeats(PERIOD);
            assertTrue(one.threads.hasBeats());
            one.compute(10 * PERIOD_STEPS);
            assertEquals(2, beats.size());
            assertFalse(one.threads.hasBeats());
        });
        assertTrue(one.scheduler.statistics().timerInterrupts(0) <= 3);
    }

    @Test
    void aThreadEndsItsBeats() {
        run(Integer.MAX_VALUE, () -> {
            one.threads.startBeats(PERIOD);
            one.compute(PERIOD_STEPS / 2);
            one.threads.stopBeats();
            one.compute(5 * PERIOD_STEPS);
        });
        assertEquals(List.of(), beats);
    }

    @Test
    void timeForWhichAThreadWaitsDoesNotCount() {
        long[] ran = new long[2];
        run(Integer.MAX_VALUE, () -> {
            long self = one.threads.current();
            one.threads.startBeats(PERIOD);
            ran[0] = one.threads.cpuNanoseconds(self);
            one.compute(PERIOD_STEPS / 2);
            one.threads.sleepUntil(one.threads.deadlineAfter(20 * PERIOD));
            assertEquals(List.of(), beats);
            while (beats.isEmpty()) {
                one.compute(1);
            }
            ran[1] = one.threads.cpuNanoseconds(self);
        });
        assertTrue(ran[1] - ran[0] >= PERIOD - LATE && ran[1] - ran[0] <= PERIOD + LATE, "ran=" + (ran[1] - ran[0]));
        assertTrue(one.scheduler.statistics().timerInterrupts(0) <= 4, "an idle CPU is left alone");
    }

    @Test
    void aThreadThatWaitsMoreOftenThanItsPeriodHasBeatsAllTheSame() {
        run(Integer.MAX_VALUE, () -> {
            one.threads.startBeats(PERIOD);
            for (int i = 0; i < 40; i++) {
                one.compute(PERIOD_STEPS / 4);
                one.threads.sleepUntil(one.threads.deadlineAfter(PERIOD / 4));
            }
        });
        assertTrue(beats.size() >= 7, "beats=" + beats.size());
    }

    @Test
    void askingAgainForTheSameNeitherPutsABeatOffNorCostsAnInterrupt() {
        run(Integer.MAX_VALUE, () -> {
            for (int i = 0; i < 60; i++) {
                one.threads.startBeats(PERIOD);
                one.compute(PERIOD_STEPS / 4);
            }
        });
        assertTrue(beats.size() >= 11, "beats=" + beats.size());
        assertTrue(one.scheduler.statistics().timerInterrupts(0) <= beats.size() + 1L);
    }

    @Test
    void beatsThatWouldLeaveNoTimeForTheThreadArePanics() {
        assertThrows(SimPanic.Raised.class, () -> one.threads.startBeats(SchedulingPolicy.LEAST_BEAT_NANOS - 1));
    }

    /** Threads with and without beats, more than there are CPUs, that compute, yield and sleep. */
    @Property(tries = 60)
    void aBeatIsForTheThreadThatRunsAndAsked(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int cpus,
            @ForAll @IntRange(min = 1, max = 7) int workers) {
        SimulatedScheduler machine = new SimulatedScheduler(cpus, seed, STEP);
        Map<Long, Integer> counts = new HashMap<>();
        Map<Long, Long> last = new HashMap<>();
        machine.scheduler.passBeatsTo(thread -> {
            int cpu = machine.processors.current();
            assertEquals(machine.cores.context(cpu), machine.threads.contextOf(thread), "another thread's beat");
            assertEquals(ThreadState.RUNNING, ThreadState.get(thread));
            assertTrue(counts.containsKey(thread), "a beat for a thread that has not asked");
            long ran = machine.threads.cpuNanoseconds(thread);
            assertTrue(ran - last.get(thread) >= LONG_PERIOD / 2, "beats are too close: ran=" + (ran - last.get(thread)));
            last.put(thread, ran);
            counts.merge(thread, 1, Integer::sum);
            return true;
        });
        int[] left = {workers};
        List<Long> ran = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            boolean asks = i % 2 == 0;
            Random random = new Random(seed + i);
            machine.start(DEFAULT, () -> {
                long self = machine.threads.current();
                if (asks) {
                    counts.put(self, 0);
                    last.put(self, machine.threads.cpuNanoseconds(self));
                    machine.threads.startBeats(LONG_PERIOD);
                }
                for (int round = 0; round < 6; round++) {
                    machine.compute(random.nextInt(4 * LONG_STEPS));
                    switch (random.nextInt(3)) {
                        case 0 -> machine.threads.yieldCurrent();
                        case 1 -> machine.threads.sleepUntil(machine.threads.deadlineAfter(random.nextInt((int) LONG_PERIOD)));
                        default -> { }
                    }
                }
                long before = asks ? counts.get(self) : 0;
                machine.compute(4 * LONG_STEPS);
                if (asks) {
                    ran.add(counts.get(self) - before);
                }
                if (--left[0] == 0) {
                    machine.cores.stop();
                    machine.compute(1);
                }
            });
        }
        machine.run(LIMIT);
        assertEquals((workers + 1) / 2, ran.size());
        assertTrue(workers > cpus || ran.stream().allMatch(count -> count >= 1), "a thread had a CPU and no beats: " + ran);
    }
}
