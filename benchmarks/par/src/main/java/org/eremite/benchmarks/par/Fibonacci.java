package org.eremite.benchmarks.par;

import java.util.concurrent.RecursiveAction;
import org.eremite.par.Par;

/** The Fibonacci numbers by their definition, with a fork for every call that is not a leaf. */
final class Fibonacci {
    private Fibonacci() {
    }

    /** How often {@code fib(n)} forks: one less than its leaves, of which there are fib(n + 1). */
    static long forks(int n) {
        return sequential(n + 1) - 1;
    }

    static int sequential(int n) {
        return n < 2 ? n : sequential(n - 1) + sequential(n - 2);
    }

    static int joinInts(int n) {
        return n < 2 ? n : Par.joinToInt(() -> joinInts(n - 1), () -> joinInts(n - 2), Integer::sum);
    }

    static long joinLongs(int n) {
        return n < 2 ? n : Par.joinToLong(() -> joinLongs(n - 1), () -> joinLongs(n - 2), Long::sum);
    }

    static int joinObjects(int n) {
        if (n < 2) {
            return n;
        }
        return Par.<Integer, Integer, Integer>join(() -> joinObjects(n - 1), () -> joinObjects(n - 2), Integer::sum);
    }

    /** The same for a ForkJoinPool. */
    static final class ForkJoin extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final int n;
        private int result;

        ForkJoin(int n) {
            this.n = n;
        }

        @Override
        protected void compute() {
            if (n < 2) {
                result = n;
                return;
            }
            ForkJoin second = new ForkJoin(n - 2);
            second.fork();
            ForkJoin first = new ForkJoin(n - 1);
            first.compute();
            second.join();
            result = first.result + second.result;
        }

        int result() {
            return result;
        }
    }
}
