package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the policy promises: slices, priorities, aging, placement, accounting. */
class SchedulingTest {
    private static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;
    private static final int STEP = 20_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long LIMIT = 2_000_000;

    private final SimulatedScheduler one = new SimulatedScheduler(1, 1, STEP);
    private final SimulatedScheduler four = new SimulatedScheduler(4, 2, STEP);

    /** Starts a thread that never gives up its CPU. */
    private static long spin(SimulatedScheduler machine, int priority) {
        return machine.start(priority, () -> machine.compute(Integer.MAX_VALUE));
    }

    /** Starts a thread that stops the machine after {@code nanos}. */
    private static void stopAfter(SimulatedScheduler machine, long nanos) {
        machine.start(SchedulingPolicy.HIGHEST_PRIORITY, () -> {
            machine.threads.sleepUntil(machine.threads.deadlineAfter(nanos));
            machine.cores.stop();
            machine.compute(1);
        });
    }

    @Test
    void twoThreadsThatNeverWaitShareOneCpu() {
        long first = spin(one, DEFAULT);
        long second = spin(one, DEFAULT);
        stopAfter(one, 200 * MILLISECOND);
        one.run(LIMIT);
        assertTrue(one.threads.cpuNanoseconds(first) > 80 * MILLISECOND);
        assertTrue(one.threads.cpuNanoseconds(second) > 80 * MILLISECOND);
    }

    @Test
    void aThreadAloneOnItsCpuIsNotInterrupted() {
        spin(one, DEFAULT);
        stopAfter(one, 500 * MILLISECOND);
        one.run(LIMIT);
        assertTrue(one.scheduler.statistics().timerInterrupts(0) <= 2);
    }

    @Test
    void aWokenThreadOfHigherPriorityPreempts() {
        spin(one, DEFAULT);
        List<Long> latencies = new ArrayList<>();
        one.start(DEFAULT + 1, () -> {
            for (int i = 0; i < 10; i++) {
                long deadline = one.threads.deadlineAfter(7 * MILLISECOND);
                one.threads.sleepUntil(deadline);
                latencies.add(one.clock.nanoTime() - deadline);
            }
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
        for (long latency : latencies) {
            assertTrue(latency < MILLISECOND, "latency=" + latency);
        }
    }

    @Test
    void theLowestPriorityRunsBesideTheHighest() {
        spin(one, SchedulingPolicy.HIGHEST_PRIORITY - 1);
        long lowest = spin(one, SchedulingPolicy.LOWEST_PRIORITY);
        stopAfter(one, 20 * SchedulingPolicy.AGING_NANOS);
        one.run(LIMIT);
        long share = one.threads.cpuNanoseconds(lowest);
        assertTrue(share > 15 * SchedulingPolicy.SLICE_NANOS, "share=" + share);
        assertTrue(share < 25 * SchedulingPolicy.SLICE_NANOS, "share=" + share);
    }

    /** Also where a CPU of the same priority as the one that waits looks lighter. */
    @Test
    void lowerPrioritiesGetTheirSlicesWhileEveryCpuIsBusyWithAHigherOne() {
        int low = 3;
        for (int cpu = 0; cpu < 4; cpu++) {
            spin(four, DEFAULT + 2);
        }
        List<Long> threads = new ArrayList<>();
        for (int i = 0; i < low; i++) {
            threads.add(spin(four, DEFAULT));
        }
        long time = 40 * SchedulingPolicy.AGING_NANOS;
        stopAfter(four, time);
        four.run(LIMIT);
        long slices = time / ((low + 1) * (SchedulingPolicy.AGING_NANOS + SchedulingPolicy.SLICE_NANOS));
        for (long thread : threads) {
            long had = four.threads.cpuNanoseconds(thread);
            assertTrue(had >= (slices - 1) * SchedulingPolicy.SLICE_NANOS, () -> "nanoseconds " + had + " slices " + slices);
        }
    }

    @Test
    void yieldingLetsALowerPriorityRun() {
        boolean[] ran = new boolean[1];
        one.start(DEFAULT, () -> {
            one.start(SchedulingPolicy.LOWEST_PRIORITY, () -> ran[0] = true);
            one.threads.yieldCurrent();
            assertTrue(ran[0]);
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
    }

    @Test
    void aChangeOfPriorityTakesEffectAtOnce() {
        long favoured = spin(one, DEFAULT);
        long other = spin(one, DEFAULT);
        one.start(SchedulingPolicy.HIGHEST_PRIORITY, () -> {
            one.threads.setPriority(other, DEFAULT - 1);
            long before = one.threads.cpuNanoseconds(favoured);
            one.threads.sleepUntil(one.threads.deadlineAfter(40 * MILLISECOND));
            assertTrue(one.threads.cpuNanoseconds(favoured) - before > 35 * MILLISECOND);
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
    }

    @Test
    void threadsSpreadOverTheCpus() {
        for (int i = 0; i < 4; i++) {
            spin(four, DEFAULT);
        }
        stopAfter(four, 50 * MILLISECOND);
        four.run(LIMIT);
        for (int cpu = 0; cpu < 4; cpu++) {
            assertTrue(four.scheduler.statistics().busyNanoseconds(cpu) > 35 * MILLISECOND, "cpu=" + cpu);
        }
    }

    @Test
    void queuesOfUnequalLengthLevelOut() {
        List<Long> spinning = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long thread = four.thread(DEFAULT, () -> four.compute(Integer.MAX_VALUE));
            spinning.add(thread);
        }
        four.start(SchedulingPolicy.HIGHEST_PRIORITY, () -> {
            for (long thread : spinning) {
                four.threads.start(thread);
                four.threads.pin(thread, 0);
            }
            four.threads.sleepUntil(four.threads.deadlineAfter(10 * MILLISECOND));
            for (long thread : spinning) {
                four.threads.pin(thread, -1);
            }
            four.threads.sleepUntil(four.threads.deadlineAfter(300 * MILLISECOND));
            four.cores.stop();
            four.compute(1);
        });
        four.run(LIMIT);
        for (long thread : spinning) {
            assertTrue(four.threads.cpuNanoseconds(thread) > 100 * MILLISECOND);
        }
    }

    @Test
    void aPinnedThreadRunsOnItsCpuAndNoOther() {
        four.start(DEFAULT, () -> {
            for (int i = 0; i < 40; i++) {
                int cpu = i % 4;
                assertTrue(four.threads.pin(four.threads.current(), cpu));
                assertEquals(cpu, four.processors.current());
                four.threads.yieldCurrent();
                four.threads.sleepUntil(four.threads.deadlineAfter(STEP));
                assertEquals(cpu, four.processors.current());
            }
            assertEquals(false, four.threads.pin(four.threads.current(), 4));
            four.cores.stop();
            four.compute(1);
        });
        four.run(LIMIT);
    }

    @Test
    void everyNanosecondIsAccountedFor() {
        List<Long> all = new ArrayList<>();
        four.start(DEFAULT, () -> {
            for (int i = 0; i < 9; i++) {
                all.add(four.start(DEFAULT, () -> four.compute(3000)));
            }
            all.add(four.threads.current());
            four.threads.sleepUntil(four.threads.deadlineAfter(200 * MILLISECOND));
            four.cores.stop();
            four.compute(1);
        });
        four.run(LIMIT);
        long threads = 0;
        for (long thread : all) {
            threads += four.threads.cpuNanoseconds(thread);
        }
        long busy = 0;
        for (int cpu = 0; cpu < 4; cpu++) {
            Statistics statistics = four.scheduler.statistics();
            busy += statistics.busyNanoseconds(cpu);
            long total = statistics.busyNanoseconds(cpu) + statistics.idleNanoseconds(cpu);
            long offline = four.clock.nanoTime() - total;
            assertTrue(offline >= 0 && offline < 20 * MILLISECOND, "cpu=" + cpu + " offline=" + offline);
        }
        assertEquals(busy, threads);
    }

    @Test
    void aThreadStartsOnce() {
        long thread = spin(one, DEFAULT);
        assertThrows(AssertionError.class, () -> one.threads.start(thread));
        assertThrows(AssertionError.class, () -> one.thread(SchedulingPolicy.PRIORITIES, () -> {}));
    }

    @Test
    void anUrgentThreadRunsBeforeHigherPrioritiesAndIsUrgentForAWholeSlice() {
        spin(one, SchedulingPolicy.HIGHEST_PRIORITY);
        long lowest = spin(one, SchedulingPolicy.LOWEST_PRIORITY);
        one.start(SchedulingPolicy.HIGHEST_PRIORITY, () -> {
            long before = one.threads.cpuNanoseconds(lowest);
            one.threads.expedite(lowest);
            long slice = SchedulingPolicy.SLICE_NANOS;
            one.threads.sleepUntil(one.threads.deadlineAfter(3 * slice));
            long ran = one.threads.cpuNanoseconds(lowest) - before;
            assertTrue(ran >= slice && ran <= 2 * slice + MILLISECOND, "ran=" + ran);
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
    }

    @Test
    void anUrgentThreadThatWaitsIsUrgentNoMore() {
        boolean[] spun = new boolean[1];
        long lowest = one.thread(SchedulingPolicy.LOWEST_PRIORITY, () -> {
            one.threads.sleepUntil(one.threads.deadlineAfter(MILLISECOND));
            spun[0] = true;
            one.compute(Integer.MAX_VALUE);
        });
        one.start(SchedulingPolicy.HIGHEST_PRIORITY, () -> {
            one.threads.start(lowest);
            one.threads.expedite(lowest);
            one.threads.sleepUntil(one.threads.deadlineAfter(MILLISECOND / 2));
            spin(one, DEFAULT);
            one.threads.sleepUntil(one.threads.deadlineAfter(10 * MILLISECOND));
            assertEquals(false, spun[0]);
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
    }

    @Test
    void anUrgentThreadThatYieldsIsUrgentNoMore() {
        boolean[] spun = new boolean[1];
        long lowest = one.thread(SchedulingPolicy.LOWEST_PRIORITY, () -> {
            one.threads.yieldCurrent();
            spun[0] = true;
            one.compute(Integer.MAX_VALUE);
        });
        one.start(SchedulingPolicy.HIGHEST_PRIORITY, () -> {
            one.threads.start(lowest);
            one.threads.expedite(lowest);
            one.compute((int) (3 * SchedulingPolicy.SLICE_NANOS / STEP));
            assertTrue(one.threads.cpuNanoseconds(lowest) > 0);
            assertEquals(false, spun[0]);
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
    }

    @Test
    void aPreemptedThreadGoesOnWithTheRestOfItsSlice() {
        long first = spin(one, DEFAULT);
        long second = spin(one, DEFAULT);
        one.start(DEFAULT + 1, () -> {
            long end = one.threads.deadlineAfter(10 * SchedulingPolicy.SLICE_NANOS);
            while (one.clock.nanoTime() < end) {
                one.threads.sleepUntil(one.threads.deadlineAfter(SchedulingPolicy.SLICE_NANOS / 3));
                long ahead = one.threads.cpuNanoseconds(first) - one.threads.cpuNanoseconds(second);
                assertTrue(Math.abs(ahead) <= SchedulingPolicy.SLICE_NANOS + MILLISECOND, "ahead=" + ahead);
            }
            assertTrue(one.threads.cpuNanoseconds(second) > 3 * SchedulingPolicy.SLICE_NANOS);
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
    }

    @Test
    void theNumberOfAThreadsPriorityIsItsOwnWhileItIsUrgent() {
        long thread = spin(one, DEFAULT);
        one.start(SchedulingPolicy.HIGHEST_PRIORITY, () -> {
            one.threads.expedite(thread);
            assertEquals(DEFAULT, one.threads.priority(thread));
            one.threads.setPriority(thread, DEFAULT - 1);
            assertEquals(DEFAULT - 1, one.threads.priority(thread));
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
    }
}
