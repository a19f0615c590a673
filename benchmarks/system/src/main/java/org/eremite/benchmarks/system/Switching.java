package org.eremite.benchmarks.system;

import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;

/** Threads: switches, wake-ups, timers, preemption, and how even the time of a thread is that nobody disturbs. */
final class Switching {
    /** How long before its deadline a timer is set. */
    private static final long TIMER_NANOS = 1_000_000;
    private static final int QUANTUM_STEPS = 20_000;

    private final Rounds rounds;
    private final PrintStream out;

    Switching(Rounds rounds, PrintStream out) {
        this.rounds = rounds;
        this.out = out;
    }

    /** Hand-overs between two threads that yield; a voluntary switch each on one CPU. */
    void yields() throws InterruptedException {
        relay("yield", Relay.Way.YIELD);
    }

    /** Hand-overs between two threads that park: an unpark and a park each. */
    void parks() throws InterruptedException {
        relay("park", Relay.Way.PARK);
    }

    private void relay(String name, Relay.Way way) throws InterruptedException {
        try (Relay relay = new Relay(way)) {
            rounds.measure(name, relay::handOvers).print(out);
        }
    }

    /** How late a thread runs that nothing else keeps from its CPU. */
    void timer() {
        lateness("timer-lateness").print(out);
    }

    /** How late a thread runs whose CPU another one wants, too: of the same priority, and of a lower one. */
    void preemption() {
        try (Compute _ = new Compute(Thread.currentThread().getPriority())) {
            lateness("timer-lateness-beside-equal").print(out);
        }
        try (Compute _ = new Compute(Thread.MIN_PRIORITY)) {
            lateness("timer-lateness-beside-lower").print(out);
        }
    }

    private Figure lateness(String name) {
        long[] late = new long[rounds.n()];
        for (int i = -rounds.warmUps(); i < late.length; i++) {
            long deadline = System.nanoTime() + TIMER_NANOS;
            long now;
            do {
                LockSupport.parkNanos(this, deadline - System.nanoTime());
                now = System.nanoTime();
            } while (now < deadline);
            if (i >= 0) {
                late[i] = now - deadline;
            }
        }
        return new Figure(name, late, 1);
    }

    /** The same work over and over: what differs is what others took from it. */
    void noise() {
        long[] nanos = new long[rounds.n()];
        long state = 1;
        for (int i = -10 * rounds.warmUps(); i < nanos.length; i++) {
            long begin = System.nanoTime();
            state = Compute.quantum(state, QUANTUM_STEPS);
            long took = System.nanoTime() - begin;
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        if (state == 0) {
            throw new IllegalStateException("xorshift64 never reaches 0");
        }
        new Figure("quantum", nanos, 1).print(out);
    }
}
