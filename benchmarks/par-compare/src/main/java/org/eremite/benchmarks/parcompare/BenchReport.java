package org.eremite.benchmarks.parcompare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eremite.benchmarks.par.Peer;

/** Tells the rows of one place as they come, and all of them for JSON and as a picture. */
public final class BenchReport {
    private static final double NANOS_PER_MS = 1e6;
    /** Calls of fib(32) with an argument of at least 2, each of which is a fork: F(33) - 1. */
    private static final int FORKS_OF_FIBONACCI = 3_524_577;
    private static final String FORKS = "fibonacci/join-1-2";
    private static final int FORKS_SIZE = 32;
    private static final double TOO_SLOW = 1.3;

    private final List<String> peers;
    private final PrintStream out;
    private final List<Comparison.Row> rows = new ArrayList<>();

    /** The first peer is compared with the others. */
    BenchReport(List<String> peers, PrintStream out) {
        this.peers = peers;
        this.out = out;
    }

    private List<String> others() {
        return peers.subList(1, peers.size());
    }

    void begin(String title) {
        out.println();
        out.println(title + ":");
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-32s%8s%12s", "workload", "workers",
                peers.getFirst() + " ms"));
        for (String other : others()) {
            head.append(String.format(Locale.ROOT, "%28s", "÷ " + other + " [min, max]"));
        }
        out.println(head);
    }

    void add(Comparison.Row row) {
        rows.add(row);
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-32s%8s%12.4f", row.workload(),
                row.threads() == 0 ? "none" : Integer.toString(row.threads()),
                row.median(peers.getFirst()) / NANOS_PER_MS));
        for (String other : others()) {
            String cell = "";
            if (row.nanos().containsKey(other)) {
                Ratio ratio = row.ratio(peers.getFirst(), other);
                cell = String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", ratio.median(), ratio.min(), ratio.max());
            }
            line.append(String.format(Locale.ROOT, "%28s", cell));
        }
        out.println(line);
    }

    void summarize() {
        out.println();
        for (int threads : threads()) {
            for (String other : others()) {
                List<Comparison.Row> compared = families(threads);
                double[] medians = compared.stream()
                        .mapToDouble(row -> row.ratio(peers.getFirst(), other).median()).sorted().toArray();
                long slow = compared.stream()
                        .filter(row -> row.ratio(peers.getFirst(), other).median() > TOO_SLOW).count();
                if (medians.length > 0) {
                    out.printf(Locale.ROOT, "%d workers: median ratio to %s %.2f, from %.2f to %.2f; above %.1f: %d of %d%n",
                            threads, other, Ratio.median(medians), medians[0], medians[medians.length - 1], TOO_SLOW,
                            slow, medians.length);
                }
            }
        }
        for (Comparison.Row row : rows) {
            if (row.workload().equals(FORKS) && row.size() == FORKS_SIZE && row.threads() == 1) {
                StringBuilder line = new StringBuilder("ns per fork, one worker:");
                row.nanos().keySet().forEach(peer -> line.append(String.format(Locale.ROOT, "  %s %.1f", peer,
                        (double) row.median(peer) / FORKS_OF_FIBONACCI)));
                out.println(line);
            } else if (row.workload().startsWith(Peer.LATENCY)) {
                StringBuilder line = new StringBuilder(row.workload() + " µs:");
                row.nanos().keySet().forEach(peer -> line.append(String.format(Locale.ROOT, "  %s %.2f", peer,
                        row.median(peer) / 1e3)));
                out.println(line);
            }
        }
    }

    private TreeSet<Integer> threads() {
        TreeSet<Integer> threads = new TreeSet<>();
        rows.forEach(row -> threads.add(row.threads()));
        threads.remove(0);
        return threads;
    }

    private List<Comparison.Row> families(int threads) {
        return rows.stream().filter(row -> row.threads() == threads)
                .filter(row -> !row.workload().startsWith(Peer.LATENCY)).toList();
    }

    /** What everything depends on. */
    static Map<String, Object> facts(BenchOptions options) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", machine());
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("loadAverage", firstLine(Path.of("/proc/loadavg")).orElse(null));
        json.put("java", System.getProperty("java.runtime.version"));
        json.put("rustc", RayonProgram.version("rustc").orElse(null));
        json.put("rayon", RayonProgram.crate().orElse(null));
        json.put("runs", options.runs());
        return json;
    }

    /** Every row. */
    List<Object> rows() {
        List<Object> all = new ArrayList<>();
        for (Comparison.Row row : rows) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("workload", row.workload());
            entry.put("size", row.size());
            entry.put("threads", row.threads());
            for (String peer : row.nanos().keySet()) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("medianNanos", row.median(peer));
                figures.put("bestNanos", row.best(peer));
                if (!peer.equals(peers.getFirst())) {
                    figures.put("ratio", row.ratio(peers.getFirst(), peer).toJson());
                }
                entry.put(peer, figures);
            }
            all.add(entry);
        }
        return all;
    }

    /** The model of this machine's CPUs. */
    public static String machine() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            for (String line : Files.readAllLines(info)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return System.getProperty("os.arch");
    }

    private static Optional<String> firstLine(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readAllLines(file).stream().findFirst() : Optional.empty();
    }

    /** The ratios with the greatest number of workers. */
    String svg() {
        RatioPlot plot = new RatioPlot(peers.getFirst(), others());
        int threads = threads().isEmpty() ? 0 : threads().last();
        for (Comparison.Row row : families(threads)) {
            plot.add(row.workload(), others().stream().map(other -> row.ratio(peers.getFirst(), other)).toList());
        }
        return plot.draw(threads);
    }
}
