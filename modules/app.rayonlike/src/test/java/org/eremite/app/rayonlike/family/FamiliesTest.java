package org.eremite.app.rayonlike.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eremite.par.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family, in small sizes: the parallel result is the sequential one, and both are right. */
class FamiliesTest {
    private static final int MOST_THREADS = 8;

    /** Sizes around the limits of units of work, by family; each family's smallest size is added. */
    private static final Map<String, List<Integer>> SIZES = Map.ofEntries(
            Map.entry("pi", List.of(1001, 100_000)), Map.entry("mandelbrot", List.of(1, 7, 64)),
            Map.entry("matmul", List.of(2, 4, 32, 64, 128)), Map.entry("laplace", List.of(3, 4, 16, 65)),
            Map.entry("sort", List.of(3, 100, 4097, 20_000)), Map.entry("find", List.of(4, 4096, 10_007)),
            Map.entry("map_collect", List.of(11, 5000)), Map.entry("vec_collect", List.of(2, 4097, 50_000)),
            Map.entry("str_split", List.of(4095, 4096, 4097, 30_001)), Map.entry("factorial", List.of(2, 3, 57, 1000)),
            Map.entry("fibonacci", List.of(1, 2, 16)), Map.entry("join_microbench", List.of(3, 1024, 5000)),
            Map.entry("pythagoras", List.of(3, 4, 100)), Map.entry("nbody", List.of(3, 100)),
            Map.entry("tree", List.of(2, 3, 1000)), Map.entry("life", List.of(2, 3, 63, 64, 65)),
            Map.entry("quicksort", List.of(3, 20_000)), Map.entry("mergesort", List.of(3, 200_001)),
            Map.entry("sieve", List.of(11, 25, 100, 121, 1_000_003)), Map.entry("tsp", List.of(4, 5, 9, 10)));

    static Stream<Object[]> familiesAndThreads() {
        return Families.ALL.stream().flatMap(family -> IntStream.rangeClosed(1, MOST_THREADS)
                .mapToObj(threads -> new Object[] {family.name(), threads}));
    }

    static Stream<String> names() {
        return Families.ALL.stream().map(Family::name);
    }

    private static List<Integer> sizes(Family family) {
        List<Integer> sizes = new ArrayList<>(SIZES.get(family.name()));
        sizes.add(family.size().least());
        return sizes;
    }

    private static List<Workload> workloads(String name, int size) {
        return Families.find(name).orElseThrow().workloads(size, new WithPar());
    }

    private static void run(Workload workload, Pool pool) {
        workload.prepare();
        workload.runSequentially();
        pool.run(workload::runInParallel);
    }

    @ParameterizedTest(name = "{0} with {1} workers")
    @MethodSource("familiesAndThreads")
    void bothFormsAreRightAndTheSameWithEveryNumberOfWorkers(String name, int threads) throws CheckFailedException {
        Family family = Families.find(name).orElseThrow();
        try (Pool pool = new Pool(threads)) {
            for (int size : sizes(family)) {
                for (Workload workload : workloads(name, size)) {
                    run(workload, pool);
                    workload.check();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSpoiltParallelResultIsFoundAndDigestedDifferently(String name) throws CheckFailedException {
        try (Pool pool = new Pool(2)) {
            for (Workload workload : workloads(name, SIZES.get(name).getLast())) {
                run(workload, pool);
                workload.check();
                long right = workload.digest();
                workload.corrupt();
                CheckFailedException failed = assertThrows(CheckFailedException.class, workload::check, workload.name());
                assertTrue(failed.getMessage().startsWith(workload.name() + ": "), failed.getMessage());
                assertNotEquals(right, workload.digest(), workload.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theDigestDoesNotDependOnTheNumberOfWorkers(String name) {
        Map<String, Long> digests = new HashMap<>();
        for (int threads : new int[] {1, 3}) {
            try (Pool pool = new Pool(threads)) {
                for (Workload workload : workloads(name, SIZES.get(name).getLast())) {
                    run(workload, pool);
                    Long before = digests.put(workload.name(), workload.digest());
                    assertTrue(before == null || before == workload.digest(), workload.name());
                }
            }
        }
    }

    /** A form that does the wrong thing in both cases would agree with itself: the check alone must notice. */
    @ParameterizedTest
    @CsvSource({"matmul, 32", "sort, 100", "factorial, 57", "nbody, 100", "life, 64", "sieve, 100",
        "quicksort, 100", "map_collect, 100", "vec_collect, 100", "find, 10", "fibonacci, 16", "pythagoras, 100"})
    void resultsThatAgreeOnlyWithEachOtherAreRefused(String name, int size) {
        for (Workload workload : Families.find(name).orElseThrow().workloads(size, new WithPar())) {
            workload.prepare();
            workload.runSequentially();
            workload.runInParallel();
            workload.corrupt();
            CheckFailedException failed = assertThrows(CheckFailedException.class, workload::check);
            assertTrue(failed.getMessage().startsWith(workload.name() + ": parallel result "), failed.getMessage());
        }
    }

    @Test
    void theFamiliesAreThoseOfHermitAndRayon() {
        Set<String> names = new HashSet<>();
        for (Family family : Families.ALL) {
            assertTrue(names.add(family.name()));
            for (int preset : family.size().presets()) {
                assertTrue(preset >= family.size().least() && preset <= family.size().most());
            }
        }
        assertTrue(names.containsAll(List.of("sort", "find", "map_collect", "vec_collect", "str_split", "factorial",
                "fibonacci", "join_microbench", "pythagoras", "nbody", "tree", "life", "quicksort", "mergesort",
                "sieve", "matmul", "tsp")), "the 17 families of rayon-demo");
        assertTrue(names.containsAll(List.of("pi", "matmul", "laplace", "mandelbrot")), "Hermit's demo");
    }

    /** Answers that are published. */
    @Test
    void theComputedAnswersAreThePublishedOnes() throws CheckFailedException {
        assertEquals(numberDigest(2_178_309), digestOf("fibonacci", 32));
        assertEquals(numberDigest(2577), digestOf("tsp", 10));
        assertEquals(numberDigest(52), digestOf("pythagoras", 10), "hypotenuses up to 100");
    }

    private static long digestOf(String name, int size) throws CheckFailedException {
        Workload workload = workloads(name, size).getFirst();
        workload.prepare();
        workload.runSequentially();
        workload.runInParallel();
        workload.check();
        return workload.digest();
    }

    private static long numberDigest(long number) {
        return Cells.LONGS.digest(new long[] {number});
    }
}
