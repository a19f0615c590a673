package org.eremite.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Passes progress on and keeps how long each phase took. */
public final class PhaseTimes implements Progress {
    private static final double NANOSECONDS_PER_SECOND = 1e9;
    private static final double PRECISION = 1000;

    private final Progress progress;
    private final LongSupplier nanoClock;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private String current;
    private long start;

    /** Passes on to {@code progress}; {@code nanoClock} as {@link System#nanoTime}. */
    public PhaseTimes(Progress progress, LongSupplier nanoClock) {
        this.progress = progress;
        this.nanoClock = nanoClock;
    }

    @Override
    public void expect(int phases) {
        progress.expect(phases);
    }

    @Override
    public void begin(String name) {
        finish();
        current = name;
        start = nanoClock.getAsLong();
        progress.begin(name);
    }

    @Override
    public void end() {
        finish();
        progress.end();
    }

    private void finish() {
        if (current != null) {
            double took = (nanoClock.getAsLong() - start) / NANOSECONDS_PER_SECOND;
            seconds.merge(current, Math.round(took * PRECISION) / PRECISION, Double::sum);
            current = null;
        }
    }

    @Override
    public void note(String line) {
        progress.note(line);
    }

    /** Seconds of each phase that has ended, in order. */
    public Map<String, Double> seconds() {
        return seconds;
    }
}
