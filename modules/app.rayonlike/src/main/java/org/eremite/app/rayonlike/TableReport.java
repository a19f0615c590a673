package org.eremite.app.rayonlike;

import java.io.PrintStream;
import java.util.List;
import org.eremite.par.WorkerStatistics;

/** Prints tables, by plain string operations: a formatter would be most of a small image. */
final class TableReport implements Report {
    private static final int NAME_WIDTH = 12;
    private static final int NUMBER_WIDTH = 16;
    private static final long NANOS_PER_HUNDREDTH_MS = 10_000;

    private final PrintStream out;
    private boolean headed;

    TableReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(int workers, int processors) {
        out.println(workers + (workers == 1 ? " worker, " : " workers, ") + processors + " CPUs");
        headed = false;
    }

    @Override
    public void timing(int size, Timing timing) {
        if (!headed) {
            row("", "rounds", "sequential ms", "parallel ms", "speed-up");
            headed = true;
        }
        long speedUp = Math.round(100.0 * timing.sequentialNanos() / timing.parallelNanos());
        row(timing.name(), Integer.toString(timing.rounds()), millis(timing.sequentialNanos()),
                millis(timing.parallelNanos()), twoDecimals(speedUp) + "x");
    }

    @Override
    public void workers(List<WorkerStatistics> workers) {
        row("", "tasks", "steals", "busy ms");
        for (WorkerStatistics worker : workers) {
            row("worker " + worker.worker(), Long.toString(worker.tasks()), Long.toString(worker.steals()),
                    millis(worker.busyNanos()));
        }
    }

    @Override
    public void rest(long nanos, long cpuNanos) {
        out.println("at rest for " + millis(nanos) + " ms: no worker ran a task or was busy"
                + (cpuNanos < 0 ? "" : "; CPU time " + millis(cpuNanos) + " ms"));
    }

    @Override
    public void allCorrect() {
        out.println("all results correct");
    }

    /** A name that is too long for its column takes from the first cell's blanks. */
    private void row(String name, String... cells) {
        StringBuilder line = new StringBuilder(name);
        line.repeat(' ', Math.max(0, NAME_WIDTH - name.length()));
        int end = NAME_WIDTH;
        for (String cell : cells) {
            end += NUMBER_WIDTH;
            line.repeat(' ', Math.max(1, end - line.length() - cell.length())).append(cell);
        }
        out.println(line);
    }

    private static String millis(long nanos) {
        return twoDecimals((nanos + NANOS_PER_HUNDREDTH_MS / 2) / NANOS_PER_HUNDREDTH_MS);
    }

    static String twoDecimals(long hundredths) {
        long fraction = hundredths % 100;
        return hundredths / 100 + (fraction < 10 ? ".0" : ".") + fraction;
    }
}
