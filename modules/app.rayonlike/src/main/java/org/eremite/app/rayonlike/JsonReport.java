package org.eremite.app.rayonlike;

import java.io.PrintStream;
import java.util.List;
import org.eremite.par.WorkerStatistics;

/** Prints one flat JSON object a line. Nothing printed needs an escape. */
final class JsonReport implements Report {
    private final PrintStream out;
    private int threads;

    JsonReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(int workers, int processors) {
        threads = workers;
        out.println("{\"threads\":" + workers + ",\"processors\":" + processors + "}");
    }

    @Override
    public void timing(int size, Timing timing) {
        out.println("{\"workload\":\"" + timing.name() + "\",\"size\":" + size + ",\"threads\":" + threads
                + ",\"rounds\":" + timing.rounds() + ",\"sequentialNanos\":" + timing.sequentialNanos()
                + ",\"parallelNanos\":" + timing.parallelNanos() + "}");
    }

    @Override
    public void workers(List<WorkerStatistics> workers) {
        for (WorkerStatistics worker : workers) {
            out.println("{\"worker\":" + worker.worker() + ",\"threads\":" + threads + ",\"tasks\":" + worker.tasks()
                    + ",\"steals\":" + worker.steals() + ",\"busyNanos\":" + worker.busyNanos() + "}");
        }
    }

    @Override
    public void rest(long nanos, long cpuNanos) {
        out.println("{\"restNanos\":" + nanos + ",\"threads\":" + threads
                + ",\"cpuNanos\":" + (cpuNanos < 0 ? "null" : Long.toString(cpuNanos)) + "}");
    }

    @Override
    public void allCorrect() {
        out.println("{\"allCorrect\":true}");
    }
}
