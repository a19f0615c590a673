package org.eremite.sched;

import java.util.List;

/**
 * What the threads of one simulated run do. Every program ends under every schedule: a further thread supplies whatever
 * the others may wait for.
 *
 * @param cpus number of CPUs
 * @param seed decides the schedule
 * @param nanosPerStep average time between two scheduling points
 * @param threads the workers
 */
public record Program(int cpus, long seed, long nanosPerStep, List<Worker> threads) {
    /** One thread. */
    public record Worker(int priority, boolean detached, List<Step> steps) {}

    /** One step of a thread; {@code subject} selects an object or a thread, {@code amount} scales time or work. */
    public record Step(Operation operation, int subject, int amount) {}

    /** What a step does. */
    public enum Operation {
        COMPUTE, YIELD, SLEEP, CRITICAL, NESTED, TRY_CRITICAL, PUT, TAKE, TAKE_UNTIL, RELEASE, ACQUIRE, ACQUIRE_UNTIL,
        MAIL, AWAIT_MAIL, SPIN_FOR_MAIL, PARK_UNTIL, SET_PRIORITY, PIN
    }

    /** A defect planted to see that it is found. */
    public enum Defect {
        /** The code as it is. */
        NONE,
        /** A wake-up that comes before the thread has left its CPU is forgotten. */
        DROPS_PENDING_WAKE,
        /** Interrupts arrive while kernel locks are held. */
        DOES_NOT_DISABLE_INTERRUPTS,
        /** One reschedule interrupt in eight does not arrive. */
        LOSES_KICKS
    }

    /** How a run ended: {@code failure} is null if it ended as it must. */
    public record Report(String failure, long trace, long steps) {}
}
