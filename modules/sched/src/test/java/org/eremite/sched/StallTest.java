package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.hal.sim.SimCores;

/** When the scheduler says that all threads wait. */
class StallTest {
    private static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;
    private static final int STEP = 20_000;
    private static final long LIMIT = 300_000;
    private static final int ROUNDS = 12;

    /** Threads that pass a permit round, now and then sleeping, work until the last one stops: never a stall before. */
    @Property(tries = 150)
    void thatAllThreadsWaitIsSaidWhenItIsSoAndNotBefore(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int cpus,
            @ForAll @IntRange(min = 1, max = 4) int workers) {
        SimulatedScheduler machine = new SimulatedScheduler(cpus, seed, STEP);
        int[] working = {workers};
        int[] heard = new int[1];
        machine.scheduler.attach(() -> {
            assertEquals(0, working[0], "threads that are not at their end");
            heard[0]++;
            machine.cores.stop();
        });
        long semaphore = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(semaphore, 1);
        long never = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(never, 0);
        for (int worker = 0; worker < workers; worker++) {
            int nap = worker;
            machine.start(DEFAULT, () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    machine.semaphores.acquire(semaphore, Deadline.NONE);
                    machine.compute(2);
                    machine.semaphores.release(semaphore);
                    if ((round + nap) % 3 == 0) {
                        machine.threads.sleepUntil(machine.threads.deadlineAfter(nap * STEP * 5L));
                    }
                }
                working[0]--;
                machine.semaphores.acquire(never, Deadline.NONE);
            });
        }
        assertEquals(SimCores.Outcome.STOPPED, machine.cores.run(LIMIT, () -> { }));
        assertTrue(heard[0] > 0);
    }

    /** The listener may wake a thread, which then runs. */
    @Property(tries = 40)
    void whoeverHearsItMayWakeAThread(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int cpus) {
        SimulatedScheduler machine = new SimulatedScheduler(cpus, seed, STEP);
        long semaphore = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(semaphore, 0);
        machine.scheduler.attach(() -> machine.semaphores.release(semaphore));
        machine.start(DEFAULT, () -> {
            machine.semaphores.acquire(semaphore, Deadline.NONE);
            machine.cores.stop();
            machine.compute(1);
        });
        assertEquals(SimCores.Outcome.STOPPED, machine.cores.run(LIMIT, () -> { }));
    }
}
