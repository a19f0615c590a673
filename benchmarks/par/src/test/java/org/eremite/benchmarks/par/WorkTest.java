package org.eremite.benchmarks.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eremite.par.Pool;
import org.junit.jupiter.api.Test;

class WorkTest {
    @Test
    void allFormsOfAnAlgorithmAgree() {
        try (Pool pool = new Pool(2)) {
            assertEquals(6765, Fibonacci.sequential(20));
            assertEquals(6765, pool.run(() -> Fibonacci.joinInts(20)));
            assertEquals(6765L, pool.run(() -> Fibonacci.joinLongs(20)));
            assertEquals(6765, pool.run(() -> Fibonacci.joinObjects(20)));
            assertEquals(10945, Fibonacci.forks(20));
            Tree tree = Tree.of(1000);
            assertEquals(Tree.sequentialSum(tree), pool.run(() -> Tree.parallelSum(tree)));
            assertEquals(Tree.sequentialSum(tree), pool.run(() -> Tree.adaptiveSum(tree, 0)));
        }
    }

    @Test
    void aPairIsRunAsOftenJoinedAsCalled() {
        try (Pool pool = new Pool(1)) {
            Pair pair = new Pair();
            assertEquals(300, pair.calls(100));
            assertEquals(300, pool.run(() -> pair.joins(100)));
        }
    }

    @Test
    void aWrongResultIsNotMeasured() {
        assertThrows(IllegalStateException.class, () -> Samples.of(1, 1, () -> 1, () -> 2));
    }
}
