package org.eremite.par;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Elements, where beats come, and how many workers there are. */
record Input(int length, int range, long seed, int workers) {
    static Arbitrary<Input> arbitrary() {
        Arbitrary<Integer> lengths = Arbitraries.oneOf(Arbitraries.integers().between(0, 10),
                Arbitraries.integers().between(0, 600), Arbitraries.integers().between(0, 8000));
        return Combinators.combine(lengths, Arbitraries.of(2, 50, 100_000), Arbitraries.longs(),
                Arbitraries.integers().between(1, Pools.MOST)).as(Input::new);
    }

    int[] ints() {
        return new Random(seed).ints(length, 0, range).toArray();
    }

    /** The identity, with beats. */
    int beating(int value) {
        return Pools.sometimesBeat(seed, value);
    }

    void run(Runnable checks) {
        Pools.scripted(workers).run(checks);
    }
}
