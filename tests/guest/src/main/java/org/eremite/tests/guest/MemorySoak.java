package org.eremite.tests.guest;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One round of memory taken, written, checked, handed on and given back by several threads at once, on the Java heap and
 * beside it, with stacks that grow, collections, and in some rounds no bound: then memory ends, and the program goes on.
 * A block that overlaps another one, or is moved wrongly, no longer holds what was written; {@link MemoryCensus} finds
 * what a round has not given back.
 */
final class MemorySoak {
    private static final int MOST_WORKERS = 8;
    private static final int MOST_STEPS = 400;
    private static final int MOST_HELD = 256;
    /** Blocks on their way to another thread. */
    private static final int EXCHANGE = 8;
    private static final int SMALLEST_SHIFT = 3;
    private static final int LARGEST_SHIFT = 24;
    private static final int UNBOUNDED_IN = 6;
    private static final int CENSUS_IN = 4;
    private static final int RARELY = 16;
    private static final int DEEPEST = 4_000;
    private static final long LARGEST_STACK = 4 << 20;
    private static final long SMALL_STACK = 512 << 10;
    /** Of the heap's maximum, all workers together, in rounds with a bound. */
    private static final int BOUND_DIVISOR = 3;
    private static final Holding.Kind[] KINDS = Holding.Kind.values();
    private static final Operation[] OPERATIONS = Operation.values();

    private enum Operation {
        ALLOCATE, ALLOCATE_MORE, CHECK, RESIZE, FREE, EXCHANGE, COLLECT, RECURSE
    }

    private final SplittableRandom random;
    private final AtomicLong progress;
    private final MemoryCensus census;
    private final boolean bounded;
    private final long bound;
    private final int workers;
    private final AtomicReference<Throwable> violation = new AtomicReference<>();
    private final AtomicReferenceArray<Holding> exchange = new AtomicReferenceArray<>(EXCHANGE);

    MemorySoak(SplittableRandom random, AtomicLong progress, MemoryCensus census) {
        this.random = random;
        this.progress = progress;
        this.census = census;
        bounded = random.nextInt(UNBOUNDED_IN) != 0;
        workers = 1 + random.nextInt(MOST_WORKERS);
        bound = Runtime.getRuntime().maxMemory() / BOUND_DIVISOR / workers;
    }

    /** Whether the workers hold but a part of memory. */
    boolean isBounded() {
        return bounded;
    }

    /** Runs the round; throws what a thread of it found wrong. */
    void run() throws InterruptedException {
        Thread[] threads = new Thread[workers];
        for (int i = 0; i < workers; i++) {
            Worker worker = new Worker(random.split());
            threads[i] = Thread.ofPlatform().unstarted(() -> guarded(worker));
        }
        for (Thread thread : threads) {
            startThroughShortage(thread);
        }
        for (Thread thread : threads) {
            joinThroughShortage(thread);
        }
        for (int i = 0; i < EXCHANGE; i++) {
            checkAndFree(exchange.getAndSet(i, null));
        }
        if (violation.get() != null) {
            throw new AssertionError("a worker", violation.get());
        }
        if (census.isNew() || !bounded || random.nextInt(CENSUS_IN) == 0) {
            census.take(progress);
        }
    }

    /** The workers that run already may hold everything; they end. */
    private static void startThroughShortage(Thread thread) {
        while (true) {
            try {
                thread.start();
                return;
            } catch (OutOfMemoryError full) {
                Thread.yield();
            }
        }
    }

    /** Waiting may itself take memory. */
    private static void joinThroughShortage(Thread thread) throws InterruptedException {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (OutOfMemoryError full) {
                Thread.yield();
            }
        }
    }

    private void guarded(Worker worker) {
        try {
            worker.work();
        } catch (Throwable thrown) {
            violation.compareAndSet(null, thrown);
        }
    }

    private static void checkAndFree(Holding holding) {
        if (holding != null) {
            try {
                holding.check();
            } finally {
                holding.free();
            }
        }
    }

    /** What one thread does and holds; nothing of it allocates but where memory may be found lacking. */
    private final class Worker {
        private final SplittableRandom random;
        private final Holding[] held = new Holding[MOST_HELD];
        private final long[] sizes = new long[MOST_HELD];
        private int count;
        private long bytes;

        Worker(SplittableRandom random) {
            this.random = random;
        }

        void work() throws InterruptedException {
            for (int steps = 1 + random.nextInt(MOST_STEPS); steps > 0; steps--) {
                try {
                    perform(OPERATIONS[random.nextInt(OPERATIONS.length)]);
                } catch (OutOfMemoryError full) {
                    dropHalf();
                }
                progress.incrementAndGet();
            }
            while (count > 0) {
                checkedRemoval(count - 1);
            }
        }

        private void perform(Operation operation) throws InterruptedException {
            switch (operation) {
                case ALLOCATE, ALLOCATE_MORE -> allocate();
                case CHECK -> {
                    if (count > 0) {
                        held[random.nextInt(count)].check();
                    }
                }
                case RESIZE -> resize();
                case FREE -> {
                    if (count > 0 && (bounded || random.nextInt(RARELY) == 0)) {
                        checkedRemoval(random.nextInt(count));
                    }
                }
                case EXCHANGE -> swap();
                case COLLECT -> {
                    if (random.nextInt(RARELY) == 0) {
                        System.gc();
                    }
                }
                case RECURSE -> {
                    if (bounded) {
                        recurse();
                    }
                }
            }
        }

        private long size() {
            long magnitude = 1L << SMALLEST_SHIFT + random.nextInt(LARGEST_SHIFT - SMALLEST_SHIFT);
            long size = magnitude + random.nextLong(magnitude);
            return bounded ? Math.min(size, bound) : size;
        }

        private void allocate() {
            long size = size();
            if (count == MOST_HELD || bounded && bytes + size > bound) {
                dropHalf();
            }
            Holding holding = kind().create(random.nextLong());
            try {
                holding.allocate(size);
            } catch (OutOfMemoryError full) {
                holding.free();
                throw full;
            }
            add(holding, size);
        }

        /** To close an arena takes memory, so that is nothing for rounds in which there may be none. */
        private Holding.Kind kind() {
            Holding.Kind kind = KINDS[random.nextInt(KINDS.length)];
            return !bounded && kind == Holding.Kind.SHARED_ARENA ? Holding.Kind.NATIVE : kind;
        }

        private void add(Holding holding, long size) {
            held[count] = holding;
            sizes[count] = size;
            count++;
            bytes += size;
        }

        private Holding remove(int index) {
            Holding holding = held[index];
            bytes -= sizes[index];
            count--;
            held[index] = held[count];
            sizes[index] = sizes[count];
            held[count] = null;
            return holding;
        }

        private void checkedRemoval(int index) {
            checkAndFree(remove(index));
        }

        /** When memory is short: frees without looking, for that may take memory. */
        private void dropHalf() {
            for (int left = count / 2; count > left;) {
                remove(count - 1).free();
            }
        }

        private void resize() {
            if (count == 0) {
                return;
            }
            int index = random.nextInt(count);
            long size = size();
            held[index].check();
            if (held[index].resize(size)) {
                bytes += size - sizes[index];
                sizes[index] = size;
            }
        }

        /** Leaves one of its own for another thread, and frees what it finds. */
        private void swap() {
            if (count > 0) {
                checkAndFree(exchange.getAndSet(random.nextInt(EXCHANGE), remove(random.nextInt(count))));
            }
        }

        /** On a thread of its own, whose stack grows and is given back. */
        private void recurse() throws InterruptedException {
            boolean overflow = random.nextInt(RARELY) == 0;
            int depth = overflow ? Integer.MAX_VALUE : 1 + random.nextInt(DEEPEST);
            Thread thread = new Thread(null, () -> {
                try {
                    long sum = sum(depth);
                    Expect.that(!overflow && sum == (long) depth * (depth + 1) / 2, "a stack does not hold what was written");
                } catch (StackOverflowError deep) {
                    if (!overflow) {
                        violation.compareAndSet(null, deep);
                    }
                } catch (AssertionError wrong) {
                    violation.compareAndSet(null, wrong);
                }
            }, "recursion", overflow ? SMALL_STACK : LARGEST_STACK);
            thread.start();
            joinThroughShortage(thread);
        }

        private static long sum(int depth) {
            return depth == 0 ? 0 : depth + sum(depth - 1);
        }
    }
}
