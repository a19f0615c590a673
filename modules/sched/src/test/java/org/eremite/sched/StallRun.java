package org.eremite.sched;

import java.util.function.ToLongFunction;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimCores;

/**
 * One run for {@link StallTest}: threads pass a permit round, sleep now and then, and at last wait for a device, which wakes
 * one of them at odd moments. Loaded once for each planted defect; what it takes and gives are numbers.
 */
public final class StallRun implements ToLongFunction<long[]> {
    private static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;
    private static final int STEP = 20_000;
    private static final long LIMIT = 400_000;
    private static final int ROUNDS = 6;
    private static final int EVENTS = 6;
    /** Average number of steps between two interrupts of the device. */
    private static final int EVENT_RARITY = 400;

    private SimulatedScheduler machine;
    private long[] handles;
    private long baton;
    private long events;
    private long seed;
    private int begun;
    private boolean handling;
    private long reported = -1;

    /** Runs with {@code {cpus, workers, seed}}; returns the steps it took. */
    @Override
    public long applyAsLong(long[] parameters) {
        return new StallRun().run((int) parameters[0], (int) parameters[1], parameters[2]);
    }

    private long run(int cpus, int workers, long newSeed) {
        seed = newSeed;
        machine = new SimulatedScheduler(cpus, newSeed, STEP);
        machine.scheduler.attach(this::onStall);
        machine.cores.attachDevice(this::onInterrupt);
        baton = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(baton, 1);
        events = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(events, 0);
        handles = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            int number = worker;
            handles[worker] = machine.thread(DEFAULT, () -> work(number));
        }
        for (long handle : handles) {
            machine.threads.start(handle);
        }
        int raised = 0;
        // Once nothing moves, a stall has been told; then the device ends it.
        while (settle(cpus) && raised++ < EVENTS) {
            machine.cores.raiseDevice(choose(cpus));
        }
        return machine.cores.steps();
    }

    private boolean settle(int cpus) {
        SimCores.Outcome outcome = machine.cores.run(LIMIT, () -> {
            if (begun < EVENTS * EVENTS && choose(EVENT_RARITY) == 0) {
                machine.cores.raiseDevice(choose(cpus));
            }
        });
        expect(outcome == SimCores.Outcome.STUCK, "the machine comes to rest");
        expect(allWait(), "only waiting threads rest");
        expect(reported == begun, "a stall is told");
        return true;
    }

    private int choose(int bound) {
        seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (int) ((seed >>> 33) % bound);
    }

    private void work(int number) {
        for (int round = 0; round < ROUNDS; round++) {
            step(number + round);
        }
        for (;;) {
            machine.semaphores.acquire(events, Deadline.NONE);
            step(number);
        }
    }

    private void step(int nap) {
        machine.semaphores.acquire(baton, Deadline.NONE);
        machine.compute(2);
        machine.semaphores.release(baton);
        if (nap % 3 == 0) {
            machine.threads.sleepUntil(machine.threads.deadlineAfter(nap * STEP * 5L));
        }
    }

    private void onInterrupt() {
        begun++;
        boolean token = machine.scheduler.beginInterrupt();
        handling = true;
        machine.compute(1);
        machine.semaphores.release(events);
        handling = false;
        machine.scheduler.endInterrupt(token);
    }

    /** Only if no interrupt came since can what was told be compared with what is; nothing happens while this looks. */
    private void onStall(long deviceInterrupts) {
        expect(deviceInterrupts <= begun, "interrupts are counted when they begin");
        if (deviceInterrupts == begun) {
            expect(!handling, "no handler is under way in a stall");
            expect(allWait(), "all threads wait in a stall, none with a deadline");
        }
        reported = Math.max(reported, deviceInterrupts);
    }

    private boolean allWait() {
        for (long handle : handles) {
            // Not volatile, so that no other CPU goes on meanwhile.
            if (RawMemory.getInt(handle + ThreadDescriptor.STATE) != ThreadState.BLOCKED
                    || RawMemory.getInt(handle + ThreadDescriptor.TIMER_CPU) != ThreadDescriptor.NO_CPU) {
                return false;
            }
        }
        return true;
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("does not hold: " + what);
        }
    }
}
