package org.eremite.benchmarks.par;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.eremite.app.rayonlike.family.Parallel;
import org.eremite.app.rayonlike.family.WithPar;
import org.eremite.par.Pool;

/** A library of this JVM, with one pool for each number of workers. */
interface Library extends AutoCloseable {
    Parallel forms();

    /** Runs it on a worker of a pool and returns when it has ended. */
    void run(int threads, Runnable computation);

    @Override
    void close();

    /** par. */
    final class Par implements Library {
        private final Map<Integer, Pool> pools = new HashMap<>();

        @Override
        public Parallel forms() {
            return new WithPar();
        }

        @Override
        public void run(int threads, Runnable computation) {
            pools.computeIfAbsent(threads, Pool::new).run(computation);
        }

        @Override
        public void close() {
            pools.values().forEach(Pool::close);
        }
    }

    /** The JDK. Parallel streams and sorts that are started by a worker of a pool stay in it. */
    final class ForkJoin implements Library {
        private final Map<Integer, ForkJoinPool> pools = new HashMap<>();

        @Override
        public Parallel forms() {
            return new WithForkJoin();
        }

        @Override
        public void run(int threads, Runnable computation) {
            // Without the spare workers of this constructor a parallel sort of objects in a pool of one can wait for
            // ever.
            pools.computeIfAbsent(threads, ForkJoinPool::new).submit(computation).join();
        }

        @Override
        public void close() {
            pools.values().forEach(ForkJoinPool::close);
        }
    }
}
