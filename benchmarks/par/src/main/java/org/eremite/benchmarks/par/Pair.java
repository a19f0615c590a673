package org.eremite.benchmarks.par;

import org.eremite.par.Par;

/** Two bodies of a few instructions: what it costs to join them is what a join costs beside the making of its bodies. */
final class Pair {
    private int count;
    private final Runnable first = () -> count++;
    private final Runnable second = () -> count += 2;

    /** Runs both one after the other, {@code times} times, by a method with the parameters of the join. */
    int calls(int times) {
        count = 0;
        for (int i = 0; i < times; i++) {
            inSequence(first, second);
        }
        return count;
    }

    private static void inSequence(Runnable first, Runnable second) {
        first.run();
        second.run();
    }

    /** Joins both as often, by a worker of a pool of one: they share the count. */
    int joins(int times) {
        count = 0;
        for (int i = 0; i < times; i++) {
            Par.join(first, second);
        }
        return count;
    }
}
