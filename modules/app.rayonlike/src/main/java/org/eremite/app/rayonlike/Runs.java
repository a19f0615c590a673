package org.eremite.app.rayonlike;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eremite.app.rayonlike.family.CheckFailedException;
import org.eremite.app.rayonlike.family.Families;
import org.eremite.app.rayonlike.family.Family;
import org.eremite.app.rayonlike.family.WithPar;
import org.eremite.app.rayonlike.family.Workload;
import org.eremite.par.Pinning;
import org.eremite.par.Pool;
import org.eremite.par.PoolConfiguration;
import org.eremite.par.WorkerStatistics;

/**
 * Everything that is asked for, with one number of workers.
 *
 * @param configuration of the pool
 * @param cases what to run
 * @param corrupt the family or workload whose results to make wrong, or null
 * @param demo whether every worker has to take part
 */
record Runs(PoolConfiguration configuration, List<Case> cases, String corrupt, boolean demo) {
    /** What runs without being asked for. */
    private static final List<String> DEMO = List.of("pi", "mandelbrot");
    /** Work is shared by chance: rounds that every worker gets to have its part, before it is called idle. */
    private static final int MAX_EXTRA_ROUNDS = 100;
    /** How long the pool is watched doing nothing, and how often again if something else goes on. */
    private static final long REST_MILLIS = 200;
    private static final int MAX_RESTS = 25;

    /** A family in one of its sizes. */
    record Case(Family family, int size) {
        List<Workload> workloads() {
            return family.workloads(size, new WithPar());
        }
    }

    /**
     * One for each number of workers.
     *
     * @throws IllegalArgumentException if {@code --corrupt} names nothing that runs, or {@code --pin} cannot be done
     */
    static List<Runs> plan(Options options) {
        boolean demo = options.families().isEmpty();
        List<Family> families = demo ? DEMO.stream().map(name -> Families.find(name).orElseThrow()).toList()
                : options.families();
        List<Case> cases = new ArrayList<>();
        for (Family family : families) {
            for (int size : options.size() != null ? List.of(options.size()) : family.size().presets()) {
                cases.add(new Case(family, size));
            }
        }
        requireKnown(options.corrupt(), cases);
        Pinning pinning = options.pin() ? Pinning.ofSystem().orElseThrow(() -> new IllegalArgumentException(
                "--pin is for Eremite, and this is another system; see --help")) : Pinning.NONE;
        return options.threads().stream().map(threads -> new Runs(
                PoolConfiguration.ofThreads(threads).withPinning(pinning), cases, options.corrupt(), demo)).toList();
    }

    /** Names of workloads begin with that of their family. */
    private static void requireKnown(String corrupt, List<Case> cases) {
        boolean known = corrupt == null;
        for (Case each : cases) {
            known |= each.family.name().equals(corrupt);
            if (!known && corrupt.startsWith(each.family.name() + "/")) {
                known = each.workloads().stream().anyMatch(workload -> workload.name().equals(corrupt));
            }
        }
        if (!known) {
            throw new IllegalArgumentException("--corrupt knows no result '" + corrupt + "'; see --help");
        }
    }

    void carryOut(Report report) throws CheckFailedException {
        try (Pool pool = new Pool(configuration)) {
            report.begin(pool.size(), Runtime.getRuntime().availableProcessors());
            Workload last = null;
            for (Case each : cases) {
                for (Workload workload : each.workloads()) {
                    boolean wrong = workload.name().equals(corrupt) || each.family.name().equals(corrupt);
                    report.timing(each.size, Timing.of(workload, pool, wrong));
                    last = workload;
                }
            }
            if (demo) {
                shareWorkWithAll(pool, last);
            }
            report.workers(pool.statistics());
            if (demo) {
                requireAllHaveWorked(pool);
            }
            watchAtRest(pool, report);
        }
    }

    /** Repeats a workload, checked as before, until every worker has run and stolen tasks. */
    private static void shareWorkWithAll(Pool pool, Workload workload) throws CheckFailedException {
        for (int round = 0; round < MAX_EXTRA_ROUNDS && firstIdle(pool) != null; round++) {
            pool.run(workload::runInParallel);
            workload.check();
        }
    }

    private static void requireAllHaveWorked(Pool pool) throws CheckFailedException {
        WorkerStatistics idle = firstIdle(pool);
        if (idle != null) {
            throw new CheckFailedException("worker " + idle.worker() + " has not taken part: tasks=" + idle.tasks()
                    + " steals=" + idle.steals() + " busyNanos=" + idle.busyNanos());
        }
    }

    /** The first worker with a counter that is zero, or null. A lone worker has nobody to steal from. */
    private static WorkerStatistics firstIdle(Pool pool) {
        for (WorkerStatistics worker : pool.statistics()) {
            boolean stole = worker.steals() > 0 || pool.size() == 1;
            if (worker.tasks() == 0 || worker.busyNanos() == 0 || !stole) {
                return worker;
            }
        }
        return null;
    }

    /**
     * Without work no worker runs a task or is busy, and the process, workers that search included, uses next to no CPU time. A
     * virtual machine that still compiles in the background is given time to come to an end.
     */
    private static void watchAtRest(Pool pool, Report report) throws CheckFailedException {
        List<WorkerStatistics> before = pool.statistics();
        Rest rest = Rest.watch();
        for (int again = 0; again < MAX_RESTS && !rest.isQuiet(); again++) {
            rest = Rest.watch();
        }
        List<WorkerStatistics> after = pool.statistics();
        for (int i = 0; i < before.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
                throw new CheckFailedException("worker " + i + " was not idle without work: " + before.get(i)
                        + " became " + after.get(i));
            }
        }
        if (!rest.isQuiet()) {
            throw new CheckFailedException(
                    "CPUs are not idle without work: cpuNanos=" + rest.cpuNanos + " in nanos=" + rest.nanos);
        }
        report.rest(rest.nanos, rest.cpuNanos);
    }

    /**
     * A while without work.
     *
     * @param cpuNanos CPU time of the process meanwhile, -1 if unknown
     */
    private record Rest(long nanos, long cpuNanos) {
        /** One part in so many of one CPU's time is next to none: a worker that never slept would use all of it. */
        private static final int LITTLE = 10;

        static Rest watch() {
            long cpuBefore = Runs.cpuNanos();
            long begin = System.nanoTime();
            try {
                Thread.sleep(REST_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Rest(System.nanoTime() - begin, cpuBefore < 0 ? -1 : Runs.cpuNanos() - cpuBefore);
        }

        boolean isQuiet() {
            return cpuNanos <= nanos / LITTLE;
        }
    }

    /** CPU time of this process, or -1 where nobody counts it. */
    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(-1L);
    }
}
