package org.eremite.image;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress as lines {@code [n/m] phase … 12.3 s}: at once and completed in place on a terminal, whole lines elsewhere.
 */
public final class ConsoleProgress implements Progress {
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private int expected;
    private int begun;
    private String current;
    private long start;

    /** Writes to {@code out}, which is a terminal or not; {@code nanoClock} as {@link System#nanoTime}. */
    public ConsoleProgress(PrintStream out, boolean terminal, LongSupplier nanoClock) {
        this.out = out;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
    }

    @Override
    public void expect(int phases) {
        expected += phases;
    }

    @Override
    public void begin(String name) {
        end();
        begun++;
        expected = Math.max(expected, begun);
        current = "[" + begun + "/" + expected + "] " + name + " …";
        start = nanoClock.getAsLong();
        if (terminal) {
            out.print(current);
            out.flush();
        }
    }

    @Override
    public void end() {
        if (current != null) {
            double seconds = (nanoClock.getAsLong() - start) / NANOSECONDS_PER_SECOND;
            out.printf(Locale.ROOT, "%s %.1f s%n", terminal ? "" : current, seconds);
            current = null;
        }
    }

    @Override
    public void note(String line) {
        if (current != null && terminal) {
            out.println();
            out.println(line);
            out.print(current);
            out.flush();
        } else {
            out.println(line);
        }
    }
}
