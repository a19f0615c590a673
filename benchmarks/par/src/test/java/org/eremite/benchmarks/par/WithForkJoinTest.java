package org.eremite.benchmarks.par;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.eremite.app.rayonlike.family.CheckFailedException;
import org.eremite.app.rayonlike.family.Families;
import org.eremite.app.rayonlike.family.Family;
import org.eremite.app.rayonlike.family.WithPar;
import org.eremite.app.rayonlike.family.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compared is right, and the same. */
class WithForkJoinTest {
    private static final List<Integer> SIZES = List.of(3, 16, 64, 1024, 20_000);
    private static final int LARGEST = 20_000;

    static Stream<Family> families() {
        return Families.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("families")
    void theFormsOfTheJdkGiveTheSameRightResultsAsPar(Family family) throws CheckFailedException {
        // The work of these grows faster than their size.
        boolean steep = List.of("fibonacci", "mandelbrot", "laplace", "life", "matmul", "nbody").contains(family.name());
        for (int size : SIZES) {
            if (family.accepts(size) && (!steep || size <= 64) && size <= LARGEST) {
                List<Workload> ofJdk = family.workloads(size, new WithForkJoin());
                List<Workload> ofPar = family.workloads(size, new WithPar());
                for (int i = 0; i < ofJdk.size(); i++) {
                    run(ofJdk.get(i));
                    run(ofPar.get(i));
                    assertEquals(ofPar.get(i).digest(), ofJdk.get(i).digest(), ofPar.get(i).name());
                }
            }
        }
    }

    private static void run(Workload workload) throws CheckFailedException {
        workload.prepare();
        workload.runSequentially();
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            pool.submit(workload::runInParallel).join();
        }
        workload.check();
    }
}
