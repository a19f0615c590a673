package org.eremite.benchmarks.parcompare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eremite.app.rayonlike.family.Family;
import org.eremite.app.rayonlike.family.WithPar;
import org.eremite.app.rayonlike.family.Workload;
import org.eremite.benchmarks.par.Main;
import org.eremite.benchmarks.par.Peer;
import org.eremite.image.report.Json;

/** {@code ./build.sh bench par}; {@code --help} describes it. */
public final class ParBench {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final String RAYON = "rayon";
    private static final int STEALS = 2000;
    private static final int WAKE_UPS = 50;

    private final Path root;
    private final BenchOptions options;
    private final Map<String, Object> json;

    private ParBench(Path root, BenchOptions options) throws IOException {
        this.root = root;
        this.options = options;
        this.json = BenchReport.facts(options);
    }

    /** Runs the comparison and ends with its status. */
    public static void main(Path root, GuestPeers guests, String... words) {
        try {
            BenchOptions options = BenchOptions.parse(root, words);
            if (options.help()) {
                System.out.println(BenchOptions.HELP);
                return;
            }
            ParBench bench = new ParBench(root, options);
            if (options.place() != BenchOptions.Place.GUEST) {
                bench.compareLibraries();
            }
            if (options.place() != BenchOptions.Place.HOST) {
                bench.compareGuests(guests);
            }
        } catch (IllegalArgumentException wrongUsage) {
            System.err.println("eremite: " + wrongUsage.getMessage());
            System.exit(USAGE);
        } catch (IOException failed) {
            System.err.println("eremite: the comparison failed: " + failed.getMessage());
            System.exit(FAILURE);
        }
    }

    /**
     * par, the JDK and Rayon on this machine, in processes of their own for each workload: what one workload has taught a
     * just-in-time compiler of a library's loops would slow down the next.
     */
    private void compareLibraries() throws IOException {
        List<PeerProcess.Start> starts = new ArrayList<>(List.of(
                () -> new PeerProcess(Peer.PAR, javaCommand(Peer.PAR)),
                () -> new PeerProcess(Peer.FORK_JOIN, javaCommand(Peer.FORK_JOIN))));
        List<String> names = new ArrayList<>(List.of(Peer.PAR, Peer.FORK_JOIN));
        Optional<Path> rayon = RayonProgram.build(root);
        if (rayon.isPresent()) {
            starts.add(() -> new PeerProcess(RAYON, List.of(rayon.get().toString())));
            names.add(RAYON);
        }
        BenchReport report = new BenchReport(names, System.out);
        report.begin("On this machine");
        for (Subject subject : subjects()) {
            withPeers(starts, peers -> measure(comparison(peers, WarmUp.ON_HOST), report, subject, true, options.threads()));
        }
        withPeers(starts, peers -> measureLatencies(comparison(peers, WarmUp.ON_HOST), report, options.threads()));
        finish(report, "host", options.svg());
    }

    /** The same program with par in an image and on HotSpot under Linux, with as many CPUs as workers. */
    private void compareGuests(GuestPeers guests) throws IOException {
        BenchReport report = new BenchReport(List.of(GuestPeers.IMAGE, GuestPeers.HOTSPOT), System.out);
        boolean begun = false;
        for (int threads : options.threads()) {
            List<PeerProcess.Start> starts = guests.on(threads);
            if (starts.isEmpty()) {
                return;
            }
            boolean first = !begun;
            begun = true;
            if (first) {
                report.begin("In guests, under TCG");
            }
            withPeers(starts, peers -> {
                Comparison comparison = comparison(peers, WarmUp.IN_GUEST);
                for (Subject subject : subjects()) {
                    measure(comparison, report, subject, first, List.of(threads));
                }
                measureLatencies(comparison, report, List.of(threads));
            });
        }
        finish(report, "guest", options.guestSvg());
    }

    /** What is to be done with peers. */
    @FunctionalInterface
    private interface Measurement {
        void make(List<PeerProcess> peers) throws IOException;
    }

    private static void withPeers(List<PeerProcess.Start> starts, Measurement measurement) throws IOException {
        List<PeerProcess> peers = new ArrayList<>();
        try {
            for (PeerProcess.Start start : starts) {
                peers.add(start.start());
            }
            measurement.make(peers);
        } finally {
            for (PeerProcess peer : peers) {
                peer.close();
            }
        }
    }

    private Comparison comparison(List<PeerProcess> peers, WarmUp warmUp) {
        return new Comparison(peers, options.runs(), warmUp);
    }

    /**
     * The options of this JVM do not matter to the peers: they get the compilers' defaults, and a collector that does
     * nothing between its collections, where G1 follows what a program has stored while others are measured.
     */
    private static List<String> javaCommand(String library) {
        // Arrays.parallelSort sorts sequentially where the common pool has one worker, whatever pool it runs in.
        int parallelism = Math.max(2, Runtime.getRuntime().availableProcessors());
        return List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:+UseParallelGC", "-Xms1g", "-Xmx2g",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + parallelism,
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), Peer.WORD, library);
    }

    /** A workload in one size. */
    private record Subject(String workload, int size) {
    }

    private List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (Family family : options.families()) {
            for (int size : family.size().presets()) {
                for (Workload workload : family.workloads(size, new WithPar())) {
                    subjects.add(new Subject(workload.name(), size));
                }
            }
        }
        return subjects;
    }

    private static void measure(Comparison comparison, BenchReport report, Subject subject, boolean sequential,
            List<Integer> numbersOfThreads) throws IOException {
        if (sequential) {
            report.add(comparison.sequential(subject.workload(), subject.size()));
        }
        for (int threads : numbersOfThreads) {
            report.add(comparison.parallel(subject.workload(), subject.size(), threads));
        }
    }

    private static void measureLatencies(Comparison comparison, BenchReport report, List<Integer> numbersOfThreads)
            throws IOException {
        int most = numbersOfThreads.stream().mapToInt(Integer::intValue).max().orElse(1);
        report.add(comparison.latency(Peer.LATENCY + "wake", most, WAKE_UPS));
        // With one worker nobody steals, and the first half would wait for ever.
        if (most > 1) {
            report.add(comparison.latency(Peer.LATENCY + "steal", most, STEALS));
        }
    }

    /** What has been measured so far is kept, should the rest fail. */
    private void finish(BenchReport report, String place, Path svg) throws IOException {
        report.summarize();
        json.put(place, report.rows());
        write(options.json(), Json.write(json) + "\n");
        write(svg, report.svg());
    }

    private static void write(Path file, String text) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, text);
        System.err.println("eremite: wrote " + file);
    }
}
