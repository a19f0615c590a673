package org.eremite.benchmarks.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eremite.benchmarks.parcompare.BenchReport;
import org.eremite.benchmarks.parcompare.Ratio;
import org.eremite.image.report.Json;

/** Tells figures as they come, and writes all of them as JSON. */
final class Report {
    /** The statistics for which a ratio is formed. */
    private static final List<String> COMPARED = List.of("p50", "p99");
    /** What programs print has two decimals: less than this is not known to be different from it. */
    private static final double RESOLUTION = 0.01;

    private final BenchOptions options;
    private final PrintStream out;
    private final List<Object> counted = new ArrayList<>();
    private final List<Object> compared = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    Report(BenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Turns to take. */
    int runs() {
        return options.runs();
    }

    /** Two runs with counted instructions; each figure is that of the first, and how far the second is from it. */
    void counted(String title, Figures first, Figures second, List<String> command) {
        out.printf(Locale.ROOT, "%n%-48s%14s%14s%14s%10s%n", title + ": instructions", "p50", "p99", "max", "spread");
        first.byName().forEach((name, statistics) -> {
            double spread = first.spread(name, second);
            out.printf(Locale.ROOT, "%-48s%14s%14s%14s%10s%n", name, number(statistics.get("p50")),
                    number(statistics.get("p99")), number(statistics.get("max")), number(spread));
            Map<String, Object> entry = entry(title, name, command);
            entry.put("instructions", statistics);
            entry.put("spreadOfTwoRuns", spread);
            counted.add(entry);
        });
    }

    private static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }

    private static Map<String, Object> entry(String title, String name, List<String> command) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("part", title);
        entry.put("name", name);
        entry.put("command", command);
        return entry;
    }

    /** Runs in turns on the clock. */
    void compared(String title, List<Figures> ours, List<Figures> theirs, String linux, List<String> command) {
        for (String name : ours.getFirst().byName().keySet()) {
            for (String statistic : COMPARED) {
                compared(title, name + " " + statistic,
                        ours.stream().mapToDouble(figures -> figures.value(name, statistic)).toArray(),
                        theirs.stream().mapToDouble(figures -> figures.value(name, statistic)).toArray(), linux, command);
            }
        }
    }

    /** As above, for one statistic: a pair of nanoseconds for each turn. */
    void compared(String title, String name, double[] ours, double[] theirs, String linux, List<String> command) {
        if (compared.isEmpty()) {
            out.printf("%nnanoseconds under TCG, image ÷ HotSpot on %s: median [min, max] of turns%n", linux);
        }
        Ratio ratio = Ratio.of(atLeastResolution(ours), atLeastResolution(theirs));
        out.printf(Locale.ROOT, "%-60s%.3f [%.3f, %.3f] of %d%n", title + ", " + name, ratio.median(), ratio.min(),
                ratio.max(), ratio.runs());
        Map<String, Object> entry = entry(title, name, command);
        entry.put("linux", linux);
        entry.put("imageNanoseconds", list(ours));
        entry.put("linuxNanoseconds", list(theirs));
        entry.put("ratio", ratio.toJson());
        compared.add(entry);
    }

    private static double[] atLeastResolution(double[] values) {
        return Arrays.stream(values).map(value -> Math.max(RESOLUTION, value)).toArray();
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** A single number. */
    void fact(String name, long value) {
        out.printf(Locale.ROOT, "%n%s: %d%n", name, value);
        facts.put(name, value);
    }

    /** Writes the JSON file. */
    void write(Systems systems) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bench", options.what());
        json.put("machine", BenchReport.machine());
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("qemu", systems.qemuVersion());
        json.put("java", System.getProperty("java.runtime.version"));
        json.put("runs", options.runs());
        json.put("facts", facts);
        json.put("counted", counted);
        json.put("compared", compared);
        if (options.json().toAbsolutePath().getParent() != null) {
            Files.createDirectories(options.json().toAbsolutePath().getParent());
        }
        Files.writeString(options.json(), Json.write(json) + "\n");
        out.println("\nwritten to " + options.json());
    }
}
