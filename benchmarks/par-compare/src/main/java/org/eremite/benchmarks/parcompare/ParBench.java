package org.eremite.benchmarks.parcompare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eremite.app.rayonlike.family.Family;
import org.eremite.app.rayonlike.family.WithPar;
import org.eremite.app.rayonlike.family.Workload;

/** {@code ./build.sh bench par}; {@code --help} describes it. */
public final class ParBench {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final String RAYON = "rayon";
    private static final int STEALS = 2000;
    private static final int WAKE_UPS = 50;

    private ParBench() {
    }

    /** Runs the comparison and ends with its status. */
    public static void main(String[] words) {
        Path root = Path.of(System.getProperty("eremite.root", "")).toAbsolutePath().normalize();
        try {
            BenchOptions options = BenchOptions.parse(root, words);
            if (options.help()) {
                System.out.println(BenchOptions.HELP);
                return;
            }
            compare(root, options);
        } catch (IllegalArgumentException wrongUsage) {
            System.err.println("eremite: " + wrongUsage.getMessage());
            System.exit(USAGE);
        } catch (IOException failed) {
            System.err.println("eremite: the comparison failed: " + failed.getMessage());
            System.exit(FAILURE);
        }
    }

    private static void compare(Path root, BenchOptions options) throws IOException {
        List<PeerProcess> peers = new ArrayList<>();
        try {
            peers.add(new PeerProcess(JavaPeer.PAR, javaCommand(JavaPeer.PAR)));
            peers.add(new PeerProcess(JavaPeer.FORK_JOIN, javaCommand(JavaPeer.FORK_JOIN)));
            Optional<Path> rayon = RayonProgram.build(root);
            if (rayon.isPresent()) {
                peers.add(new PeerProcess(RAYON, List.of(rayon.get().toString())));
            }
            BenchReport report = new BenchReport(peers.stream().map(PeerProcess::name).toList(), System.out);
            measure(new Comparison(peers, options.runs()), options, report);
            report.summarize();
            write(options.json(), report.json(options) + "\n");
            write(options.svg(), report.svg());
        } finally {
            for (PeerProcess peer : peers) {
                peer.close();
            }
        }
    }

    /** The options of this JVM do not matter to the peers: they get the compilers' defaults. */
    private static List<String> javaCommand(String library) {
        // Arrays.parallelSort sorts sequentially where the common pool has one worker, whatever pool it runs in.
        int parallelism = Math.max(2, Runtime.getRuntime().availableProcessors());
        return List.of(ProcessHandle.current().info().command().orElse("java"), "-Xms1g", "-Xmx2g",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + parallelism,
                "-cp", System.getProperty("java.class.path"), JavaPeer.class.getName(), library);
    }

    private static void measure(Comparison comparison, BenchOptions options, BenchReport report) throws IOException {
        report.begin();
        for (Family family : options.families()) {
            for (int size : family.size().presets()) {
                List<String> names = family.workloads(size, new WithPar()).stream().map(Workload::name).toList();
                for (String name : names) {
                    report.add(comparison.sequential(name, size));
                    for (int threads : options.threads()) {
                        report.add(comparison.parallel(name, size, threads));
                    }
                }
            }
        }
        int most = options.threads().stream().mapToInt(Integer::intValue).max().orElse(1);
        report.add(comparison.latency(Latency.PREFIX + "wake", most, WAKE_UPS));
        // With one worker nobody steals, and the first half would wait for ever.
        if (most > 1) {
            report.add(comparison.latency(Latency.PREFIX + "steal", most, STEALS));
        }
    }

    private static void write(Path file, String text) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, text);
        System.err.println("eremite: wrote " + file);
    }
}
