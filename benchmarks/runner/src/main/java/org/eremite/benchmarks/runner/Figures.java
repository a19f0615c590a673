package org.eremite.benchmarks.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Figures that a program printed, as {@code org.eremite.benchmarks.system.Figure} writes them: by name, each statistic
 * (min, p50, p99, p999, max; samples) in nanoseconds or instructions.
 *
 * @param byName the figures
 */
record Figures(Map<String, Map<String, Double>> byName) {
    private static final Pattern LINE = Pattern.compile("figure (\\S{1,100})((?: [a-z0-9]{1,10}=[0-9.]{1,20})+)");

    /** Those among {@code lines}; other lines are passed over. */
    static Figures of(List<String> lines) {
        Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                Map<String, Double> statistics = new LinkedHashMap<>();
                for (String pair : matcher.group(2).strip().split(" ")) {
                    int equals = pair.indexOf('=');
                    statistics.put(pair.substring(0, equals), Double.valueOf(pair.substring(equals + 1)));
                }
                figures.put(matcher.group(1), statistics);
            }
        }
        return new Figures(figures);
    }

    /** The greatest difference of any statistic from {@code other}, for {@code name}. */
    double spread(String name, Figures other) {
        Map<String, Double> theirs = other.byName.getOrDefault(name, Map.of());
        return byName.get(name).entrySet().stream()
                .mapToDouble(entry -> Math.abs(entry.getValue() - theirs.getOrDefault(entry.getKey(), Double.POSITIVE_INFINITY)))
                .max().orElse(0);
    }

    /** A statistic of a figure. */
    double value(String name, String statistic) {
        return byName.get(name).get(statistic);
    }
}
