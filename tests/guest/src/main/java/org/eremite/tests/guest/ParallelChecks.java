package org.eremite.tests.guest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.eremite.par.Cancellation;
import org.eremite.par.Par;
import org.eremite.par.Pool;
import org.eremite.par.Sort;

/** Work spread over all CPUs. */
final class ParallelChecks {
    private static final int NUMBERS = 20_000;
    private static final int THRESHOLD = 500;
    private static final int FIBONACCI = 16;

    private ParallelChecks() {
    }

    static void run(Checks checks) {
        checks.check("ForkJoinPool", ParallelChecks::forkJoin);
        checks.check("parallel streams agree with sequential ones", ParallelChecks::streams);
        checks.check("parallel sort and prefix", ParallelChecks::arrays);
        checks.check("CompletableFuture", ParallelChecks::futures);
        checks.check("par: join", ParallelChecks::join);
        checks.check("par: ranges", ParallelChecks::ranges);
        checks.check("par: exceptions", ParallelChecks::exceptions);
        checks.check("par: scopes, cancellation", ParallelChecks::scopes);
        checks.check("par: sequences, sort, scan", ParallelChecks::sequences);
        checks.check("par: equal sums for all numbers of workers", ParallelChecks::fixedSums);
        checks.check("par: blocking, broadcast, executor", ParallelChecks::blocking);
        checks.check("par: pools come and go", ParallelChecks::pools);
    }

    private static final class Sum extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;
        private final int from;
        private final int to;

        Sum(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Long compute() {
            if (to - from <= THRESHOLD) {
                return LongStream.range(from, to).sum();
            }
            int middle = (from + to) >>> 1;
            Sum left = new Sum(from, middle);
            left.fork();
            return new Sum(middle, to).compute() + left.join();
        }
    }

    private static long sum() {
        return (long) NUMBERS * (NUMBERS - 1) / 2;
    }

    private static void forkJoin() throws Exception {
        Expect.equal(sum(), ForkJoinPool.commonPool().invoke(new Sum(0, NUMBERS)));
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            Expect.equal(sum(), pool.submit(new Sum(0, NUMBERS)).get());
        }
    }

    private static void streams() {
        Expect.equal(primes(IntStream.range(2, NUMBERS / 4)), primes(IntStream.range(2, NUMBERS / 4).parallel()));
        Expect.equal(669L, primes(IntStream.range(2, NUMBERS / 4).parallel()));
        Map<Integer, Long> groups = IntStream.range(0, NUMBERS).parallel().boxed()
                .collect(Collectors.groupingByConcurrent(n -> n % 7, Collectors.counting()));
        Expect.equal((long) NUMBERS, groups.values().stream().mapToLong(Long::longValue).sum());
        List<Integer> ordered = IntStream.range(0, NUMBERS / 10).boxed().toList().parallelStream().map(n -> n + 1).toList();
        Expect.equal(IntStream.rangeClosed(1, NUMBERS / 10).boxed().toList(), ordered);
    }

    private static long primes(IntStream candidates) {
        return candidates.filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0)).count();
    }

    private static void arrays() {
        int[] numbers = new Random(7).ints(NUMBERS).toArray();
        int[] expected = numbers.clone();
        Arrays.sort(expected);
        Arrays.parallelSort(numbers);
        Expect.that(Arrays.equals(expected, numbers), "parallelSort and sort differ");
        long[] prefix = new long[NUMBERS];
        Arrays.parallelSetAll(prefix, i -> i);
        Arrays.parallelPrefix(prefix, Long::sum);
        Expect.equal(sum(), prefix[NUMBERS - 1]);
    }

    private static void futures() throws Exception {
        CompletableFuture<Integer> six = CompletableFuture.supplyAsync(() -> 6);
        CompletableFuture<Integer> seven = CompletableFuture.supplyAsync(() -> 7);
        Expect.equal(42, six.thenCombineAsync(seven, (a, b) -> a * b).thenCompose(CompletableFuture::completedFuture).get());
        CompletableFuture<Object> failing = CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("asynchronous");
        });
        CompletionException thrown = Expect.thrown(CompletionException.class, failing::join);
        Expect.equal("asynchronous", thrown.getCause().getMessage());
        Expect.equal("rescued", failing.exceptionally(_ -> "rescued").get());
        CompletableFuture<Void> never = new CompletableFuture<>();
        Expect.thrown(TimeoutException.class, () -> never.get(5, TimeUnit.MILLISECONDS));
        Expect.equal("late", new CompletableFuture<String>().completeOnTimeout("late", 5, TimeUnit.MILLISECONDS).get());
        AtomicInteger count = new AtomicInteger();
        CompletableFuture.allOf(IntStream.range(0, 50).mapToObj(_ -> CompletableFuture.runAsync(count::incrementAndGet))
                .toArray(CompletableFuture[]::new)).get();
        Expect.equal(50, count.get());
    }

    private static int fibonacci(int n) {
        return n < 2 ? n : Par.join(() -> fibonacci(n - 1), () -> fibonacci(n - 2), Integer::sum);
    }

    private static void join() {
        Expect.equal(987, fibonacci(FIBONACCI));
        Expect.equal(new Par.Joined<>("a", 1), Par.join(() -> "a", () -> 1));
    }

    private static void ranges() {
        Expect.equal(sum(), Par.range(0L, NUMBERS).sum());
        Expect.equal(LongStream.range(0, NUMBERS).map(n -> n * n % 1009).sum(),
                Par.range(0L, NUMBERS).map(n -> n * n % 1009).sum());
        Expect.equal(NUMBERS / 4L, Par.range(0, NUMBERS).filter(n -> n % 4 == 1).count());
        int[] squares = new int[NUMBERS];
        LongAdder visits = new LongAdder();
        Par.range(0, NUMBERS).forEach(i -> {
            squares[i] = i * i;
            visits.increment();
        });
        Expect.equal((long) NUMBERS, visits.sum());
        for (int i = 0; i < NUMBERS; i++) {
            Expect.that(squares[i] == i * i, "element " + i + " is " + squares[i]);
        }
    }

    private static void exceptions() {
        IllegalStateException thrown = Expect.thrown(IllegalStateException.class,
                () -> Par.range(0, NUMBERS).forEach(i -> {
                    if (i == NUMBERS / 2) {
                        throw new IllegalStateException("one of many");
                    }
                }));
        Expect.equal("one of many", thrown.getMessage());
    }

    private static void scopes() {
        LongAdder spawned = new LongAdder();
        Par.scope(scope -> {
            for (int i = 0; i < 100; i++) {
                scope.spawn(() -> scope.spawn(spawned::increment));
            }
            return null;
        });
        Expect.equal(100L, spawned.sum());
        Cancellation cancellation = new Cancellation();
        Expect.thrown(CancellationException.class, () -> Par.range(0, Integer.MAX_VALUE).until(cancellation)
                .forEach(_ -> cancellation.cancel()));
    }

    private static void sequences() {
        int[] numbers = new Random(7).ints(NUMBERS).toArray();
        int[] expected = numbers.clone();
        Arrays.sort(expected);
        Sort.sort(numbers);
        Expect.that(Arrays.equals(expected, numbers), "par's sort and the platform's differ");
        Expect.equal(IntStream.of(expected).filter(n -> n % 3 == 0).boxed().toList(),
                Par.of(expected).filter(n -> n % 3 == 0).boxed().toList());
        Expect.equal(IntStream.range(0, NUMBERS).filter(n -> expected[n] > 0).findFirst().getAsInt(),
                (int) Par.of(expected).position(n -> n > 0).getAsLong());
        long[] prefixes = Par.range(0L, NUMBERS).scan(Long::sum).toArray();
        Expect.equal(sum(), prefixes[NUMBERS - 1]);
    }

    private static void fixedSums() {
        double[] terms = new Random(7).doubles(NUMBERS, -1e9, 1e9).toArray();
        double expected = Par.of(terms).sum();
        for (int threads = 1; threads <= 16; threads++) {
            try (Pool pool = new Pool(threads)) {
                Expect.equal(expected, pool.run(() -> Par.of(terms).sum()));
            }
        }
    }

    private static void blocking() throws Exception {
        try (Pool pool = new Pool(1)) {
            CountDownLatch met = new CountDownLatch(2);
            // A single worker blocks in the first half; only a spare one can run the second.
            Expect.equal(new Par.Joined<>(true, true),
                    pool.run(() -> Par.join(() -> Par.blocking(() -> meet(met)), () -> meet(met))));
            Expect.equal(List.of(0), pool.broadcast(worker -> worker));
            Expect.equal(42, pool.executor().submit(() -> 42).get());
        }
    }

    private static boolean meet(CountDownLatch met) {
        met.countDown();
        try {
            return met.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void pools() {
        for (int threads = 1; threads <= 4; threads++) {
            try (Pool pool = new Pool(threads)) {
                Expect.equal(987, pool.run(() -> fibonacci(FIBONACCI)));
                Expect.equal(threads, pool.statistics().size());
            }
        }
    }
}
