package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the objects that make threads wait promise. */
class WaitingTest {
    private static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;
    private static final int STEP = 20_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long LIMIT = 1_000_000;

    private final SimulatedScheduler machine = new SimulatedScheduler(2, 3, STEP);

    /** Runs {@code body} as the first thread and stops the machine at its end. */
    private void asThread(Runnable body) {
        machine.start(DEFAULT, () -> {
            body.run();
            machine.cores.stop();
            machine.compute(1);
        });
        machine.run(LIMIT);
    }

    private void sleep(long nanos) {
        machine.threads.sleepUntil(machine.threads.deadlineAfter(nanos));
    }

    @Test
    void aSemaphoreServesInTheOrderOfArrival() {
        long semaphore = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(semaphore, 0);
        List<Integer> served = new ArrayList<>();
        asThread(() -> {
            for (int i = 0; i < 6; i++) {
                int number = i;
                machine.start(DEFAULT, () -> {
                    machine.semaphores.acquire(semaphore, Deadline.NONE);
                    served.add(number);
                });
                sleep(5 * MILLISECOND);
            }
            for (int i = 0; i < 6; i++) {
                machine.semaphores.release(semaphore);
                sleep(5 * MILLISECOND);
            }
            assertFalse(machine.semaphores.tryAcquire(semaphore));
        });
        assertEquals(List.of(0, 1, 2, 3, 4, 5), served);
    }

    @Test
    void aWaiterOfAMutexIsNotOvertakenForEver() {
        long mutex = machine.memory(Mutex.BYTES);
        machine.mutexes.initialize(mutex);
        int[] rounds = new int[1];
        boolean[] got = new boolean[1];
        asThread(() -> {
            long greedy = machine.start(DEFAULT, () -> {
                while (!got[0]) {
                    machine.mutexes.lock(mutex);
                    machine.compute(500);
                    machine.mutexes.unlock(mutex);
                    rounds[0]++;
                }
            });
            sleep(MILLISECOND);
            int before = rounds[0];
            machine.mutexes.lock(mutex);
            got[0] = true;
            int overtaken = rounds[0] - before;
            machine.mutexes.unlock(mutex);
            machine.threads.join(greedy);
            assertTrue(overtaken <= 3, "overtaken=" + overtaken);
        });
    }

    @Test
    void misuseOfAMutexPanics() {
        long mutex = machine.memory(Mutex.BYTES);
        machine.mutexes.initialize(mutex);
        machine.start(DEFAULT, () -> {
            machine.mutexes.lock(mutex);
            machine.mutexes.lock(mutex);
        });
        assertThrows(AssertionError.class, () -> machine.run(LIMIT));
        SimulatedScheduler other = new SimulatedScheduler(1, 4, STEP);
        long free = other.memory(Mutex.BYTES);
        other.mutexes.initialize(free);
        other.start(DEFAULT, () -> other.mutexes.unlock(free));
        assertThrows(AssertionError.class, () -> other.run(LIMIT));
    }

    @Test
    void aSignalWakesOneAndABroadcastAll() {
        long mutex = machine.memory(Mutex.BYTES);
        long condition = machine.memory(ConditionVariable.BYTES);
        machine.mutexes.initialize(mutex);
        machine.conditions.initialize(condition);
        int[] woken = new int[1];
        asThread(() -> {
            for (int i = 0; i < 5; i++) {
                machine.start(DEFAULT, () -> {
                    machine.mutexes.lock(mutex);
                    assertTrue(machine.conditions.await(condition, mutex, Deadline.NONE));
                    assertTrue(machine.mutexes.isOwned(mutex));
                    woken[0]++;
                    machine.mutexes.unlock(mutex);
                });
            }
            sleep(20 * MILLISECOND);
            machine.conditions.signal(condition);
            sleep(20 * MILLISECOND);
            assertEquals(1, woken[0]);
            machine.conditions.broadcast(condition);
            sleep(20 * MILLISECOND);
            assertEquals(5, woken[0]);
            machine.mutexes.lock(mutex);
            assertFalse(machine.conditions.await(condition, mutex, machine.threads.deadlineAfter(MILLISECOND)));
        });
    }

    @Test
    void permitsOfAParkerDoNotAddUp() {
        long parker = machine.memory(Parker.BYTES);
        machine.parkers.initialize(parker);
        asThread(() -> {
            machine.parkers.unpark(parker);
            machine.parkers.unpark(parker);
            machine.parkers.park(parker, Deadline.NONE);
            long deadline = machine.threads.deadlineAfter(3 * MILLISECOND);
            machine.parkers.park(parker, deadline);
            assertTrue(machine.clock.nanoTime() >= deadline);
        });
    }

    @Test
    void aDeadlineInThePastDoesNotBlock() {
        long parker = machine.memory(Parker.BYTES);
        long semaphore = machine.memory(Semaphore.BYTES);
        machine.parkers.initialize(parker);
        machine.semaphores.initialize(semaphore, 0);
        asThread(() -> {
            machine.parkers.park(parker, Long.MIN_VALUE);
            assertFalse(machine.semaphores.acquire(semaphore, Long.MIN_VALUE));
            machine.threads.sleepUntil(Long.MIN_VALUE);
        });
        assertEquals(Deadline.NONE, Deadline.after(10, Long.MAX_VALUE - 3));
        assertEquals(10, Deadline.after(10, Long.MIN_VALUE));
    }

    @Test
    void manyThreadsWithOneDeadlineAllWake() {
        int[] woken = new int[1];
        asThread(() -> {
            long deadline = machine.threads.deadlineAfter(60 * MILLISECOND);
            List<Long> sleepers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sleepers.add(machine.start(DEFAULT, () -> {
                    machine.threads.sleepUntil(deadline);
                    woken[0]++;
                }));
            }
            for (long sleeper : sleepers) {
                machine.threads.join(sleeper);
            }
        });
        assertEquals(100, woken[0]);
    }

    @Test
    void severalThreadsMayJoinOne() {
        int[] joined = new int[1];
        asThread(() -> {
            long target = machine.start(DEFAULT, () -> sleep(10 * MILLISECOND));
            List<Long> joiners = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                joiners.add(machine.start(DEFAULT, () -> {
                    machine.threads.join(target);
                    assertTrue(machine.threads.hasExited(target));
                    joined[0]++;
                }));
            }
            for (long joiner : joiners) {
                machine.threads.join(joiner);
            }
        });
        assertEquals(4, joined[0]);
    }

    @Test
    void aDetachedThreadIsHandedOutOnceAfterItsExit() {
        asThread(() -> {
            long early = machine.thread(DEFAULT, () -> sleep(5 * MILLISECOND));
            machine.threads.detach(early);
            machine.threads.start(early);
            assertEquals(0, machine.threads.takeExited());
            long late = machine.start(DEFAULT, () -> {});
            sleep(20 * MILLISECOND);
            assertEquals(early, machine.threads.takeExited());
            assertEquals(0, machine.threads.takeExited());
            machine.threads.detach(late);
            assertEquals(late, machine.threads.takeExited());
        });
    }

    /** Work of a low priority with the mutex, a middle one that never waits, and a high one that wants it, on one CPU. */
    private static long inversion(int section, boolean sleeps) {
        SimulatedScheduler one = new SimulatedScheduler(1, 5, STEP);
        long mutex = one.memory(Mutex.BYTES);
        one.mutexes.initialize(mutex);
        long[] waited = new long[1];
        one.start(SchedulingPolicy.LOWEST_PRIORITY, () -> {
            one.mutexes.lock(mutex);
            if (sleeps) {
                one.threads.sleepUntil(one.threads.deadlineAfter(2 * MILLISECOND));
            }
            one.compute(section);
            one.mutexes.unlock(mutex);
            one.compute(Integer.MAX_VALUE);
        });
        one.start(SchedulingPolicy.HIGHEST_PRIORITY, () -> {
            one.threads.sleepUntil(one.threads.deadlineAfter(MILLISECOND));
            one.start(DEFAULT, () -> one.compute(Integer.MAX_VALUE));
            long before = one.clock.nanoTime();
            one.mutexes.lock(mutex);
            waited[0] = one.clock.nanoTime() - before;
            one.cores.stop();
            one.compute(1);
        });
        one.run(LIMIT);
        return waited[0];
    }

    @Test
    void theOwnerOfAMutexRunsFirstWhileAHigherPriorityWaitsForIt() {
        int steps = (int) (SchedulingPolicy.SLICE_NANOS / STEP) - 50;
        long waited = inversion(steps, false);
        assertTrue(waited <= SchedulingPolicy.SLICE_NANOS + MILLISECOND, "waited=" + waited);
    }

    @Test
    void anOwnerThatSleptOrIsSlowHoldsUpAHigherPriorityForAsLongAsAgingTakes() {
        for (boolean sleeps : new boolean[] {true, false}) {
            int steps = (int) (2 * SchedulingPolicy.SLICE_NANOS / STEP);
            long waited = inversion(steps, sleeps);
            long turn = SchedulingPolicy.AGING_NANOS + SchedulingPolicy.SLICE_NANOS;
            assertTrue(waited <= 3 * 2 * turn, "waited=" + waited);
        }
    }
}
