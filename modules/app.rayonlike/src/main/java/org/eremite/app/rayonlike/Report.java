package org.eremite.app.rayonlike;

import java.io.PrintStream;
import java.util.List;
import org.eremite.par.WorkerStatistics;

/** Prints the tables, by plain string operations: a formatter would be most of a small image. */
final class Report {
    private static final int NAME_WIDTH = 12;
    private static final int NUMBER_WIDTH = 16;
    private static final long NANOS_PER_HUNDREDTH_MS = 10_000;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(List<Timing> timings) {
        row("", "rounds", "sequential ms", "parallel ms", "speed-up");
        for (Timing timing : timings) {
            long speedUp = Math.round(100.0 * timing.sequentialNanos() / timing.parallelNanos());
            row(timing.name(), Integer.toString(timing.rounds()), millis(timing.sequentialNanos()),
                    millis(timing.parallelNanos()), twoDecimals(speedUp) + "x");
        }
    }

    void printWorkers(List<WorkerStatistics> workers) {
        row("", "tasks", "steals", "busy ms");
        for (WorkerStatistics worker : workers) {
            row("worker " + worker.worker(), Long.toString(worker.tasks()), Long.toString(worker.steals()),
                    millis(worker.busyNanos()));
        }
    }

    private void row(String name, String... cells) {
        StringBuilder line = new StringBuilder(name);
        line.repeat(' ', Math.max(0, NAME_WIDTH - name.length()));
        for (String cell : cells) {
            line.repeat(' ', Math.max(1, NUMBER_WIDTH - cell.length())).append(cell);
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
