package org.eremite.app.rayonlike;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.eremite.par.Pool;
import org.eremite.par.WorkerStatistics;

/** The demonstration's command line; {@code --help} describes it. */
public final class Main {
    private static final int CORRECT = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    /** Work is shared by chance: rounds that every worker gets to have its part, before it is called idle. */
    private static final int MAX_EXTRA_ROUNDS = 100;

    private Main() {
    }

    /** Runs the demonstration and ends with its status. */
    public static void main(String[] arguments) {
        int status = run(arguments, System.out, System.err);
        System.out.flush();
        System.err.flush();
        if (status != CORRECT) {
            System.exit(status);
        }
    }

    /** Runs the demonstration; returns the exit status. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        Mandelbrot mandelbrot = new Mandelbrot();
        List<Workload> workloads = List.of(new Pi(), mandelbrot);
        Options options;
        try {
            options = Options.parse(arguments);
            requireKnown(options.corrupt(), workloads);
        } catch (IllegalArgumentException wrongUsage) {
            err.println(wrongUsage.getMessage());
            return WRONG_USAGE;
        }
        if (options.help()) {
            out.println(Options.HELP);
            return CORRECT;
        }
        try (Pool pool = new Pool(options.threads())) {
            out.println(pool.size() + (pool.size() == 1 ? " worker, " : " workers, ")
                    + Runtime.getRuntime().availableProcessors() + " CPUs");
            Report report = new Report(out);
            List<Timing> timings = new ArrayList<>();
            for (Workload workload : workloads) {
                timings.add(Timing.of(workload, pool, workload.name().equals(options.corrupt())));
            }
            report.print(timings);
            shareWorkWithAll(pool, mandelbrot);
            report.printWorkers(pool.statistics());
            requireAllHaveWorked(pool);
            out.println("all results correct");
            return CORRECT;
        } catch (CheckFailedException failed) {
            err.println(failed.getMessage());
            return FAILED;
        }
    }

    private static void requireKnown(String corrupt, List<Workload> workloads) {
        boolean known = corrupt == null;
        for (Workload workload : workloads) {
            known |= workload.name().equals(corrupt);
        }
        if (!known) {
            throw new IllegalArgumentException("--corrupt knows no result '" + corrupt + "'; see --help");
        }
    }

    /** Repeats the more uneven workload, checked as before, until every worker has run and stolen tasks. */
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
}
