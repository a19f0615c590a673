package org.eremite.benchmarks.par;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.eremite.par.Par;
import org.eremite.par.Pool;

/**
 * {@code [fork | tree | depth | wake] ... [n=N] [rounds=N] [warm=N]} measures what is named, or everything, and
 * prints a line of JSON for each figure. Where a clock tick is an instruction, as under QEMU's icount, nanoseconds are
 * instructions. {@code peer LIBRARY} obeys commands instead.
 */
public final class Main {
    private static final int WRONG_USAGE = 2;
    private static final int TREE_NODES = 1000;
    /** Trees per round: enough to meet many beats. */
    private static final int TREES = 2000;
    private static final int DEPTH = 16;
    private static final int JOINS = 2000;
    private static final int[] WORKERS = {1, 2, 4, 8, 16};

    private final int n;
    private final int rounds;
    private final int warmUps;

    private Main(int n, int rounds, int warmUps) {
        this.n = n;
        this.rounds = rounds;
        this.warmUps = warmUps;
    }

    /** Measures, or becomes a {@link Peer}. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 2 && arguments[0].equals(Peer.WORD)) {
            Peer.obey(arguments[1]);
            return;
        }
        int n = 27;
        int rounds = 15;
        int warmUps = 30;
        List<String> names = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith("n=")) {
                n = Integer.parseInt(argument.substring(2));
            } else if (argument.startsWith("rounds=")) {
                rounds = Integer.parseInt(argument.substring(7));
            } else if (argument.startsWith("warm=")) {
                warmUps = Integer.parseInt(argument.substring(5));
            } else {
                names.add(argument);
            }
        }
        Map<String, Runnable> measurements = new Main(n, rounds, warmUps).measurements();
        if (!measurements.keySet().containsAll(names)) {
            names.removeAll(measurements.keySet());
            System.err.println("nothing to measure is called " + names.getFirst() + "; known: " + measurements.keySet());
            System.exit(WRONG_USAGE);
        }
        (names.isEmpty() ? measurements.keySet() : names).forEach(name -> measurements.get(name).run());
    }

    private Map<String, Runnable> measurements() {
        Map<String, Runnable> measurements = new LinkedHashMap<>();
        measurements.put("fork", this::fork);
        measurements.put("tree", this::tree);
        measurements.put("depth", this::depth);
        measurements.put("wake", this::wake);
        return measurements;
    }

    private void fork() {
        long forks = Fibonacci.forks(n);
        try (Pool pool = new Pool(1); ForkJoinPool forkJoinPool = new ForkJoinPool(1)) {
            Samples.Run call = () -> Fibonacci.sequential(n);
            report("fork of ints", forks,
                    Samples.of(warmUps, rounds, call, () -> pool.run(() -> Fibonacci.joinInts(n))));
            report("fork of longs", forks,
                    Samples.of(warmUps, rounds, call, () -> pool.run(() -> Fibonacci.joinLongs(n))));
            report("fork of objects", forks,
                    Samples.of(warmUps, rounds, call, () -> pool.run(() -> Fibonacci.joinObjects(n))));
            report("fork of ForkJoinPool", forks, Samples.of(warmUps, rounds, call, () -> {
                Fibonacci.ForkJoin task = new Fibonacci.ForkJoin(n);
                forkJoinPool.invoke(task);
                return task.result();
            }));
            Pair pair = new Pair();
            report("join of two bodies made before", JOINS, Samples.of(warmUps, rounds,
                    () -> pair.calls(JOINS), () -> pool.run(() -> pair.joins(JOINS))));
        }
    }

    private void tree() {
        Tree tree = Tree.of(TREE_NODES);
        for (int workers : WORKERS) {
            try (Pool pool = new Pool(workers)) {
                String name = "tree of " + TREE_NODES + " nodes, " + workers + " workers, ";
                report(name + "adaptive", (long) TREE_NODES * TREES,
                        samples(pool, () -> sequentialSums(tree), () -> adaptiveSums(tree)));
                report(name + "fork at every node", (long) TREE_NODES * TREES,
                        samples(pool, () -> sequentialSums(tree), () -> parallelSums(tree)));
            }
        }
    }

    private Samples samples(Pool pool, Samples.Run base, Samples.Run measured) {
        return pool.run(() -> Samples.of(warmUps, rounds, base, measured));
    }

    private static long sequentialSums(Tree tree) {
        long sum = 0;
        for (int i = 0; i < TREES; i++) {
            sum += Tree.sequentialSum(tree);
        }
        return sum;
    }

    private static long adaptiveSums(Tree tree) {
        long sum = 0;
        for (int i = 0; i < TREES; i++) {
            sum += Tree.adaptiveSum(tree, 0);
        }
        return sum;
    }

    private static long parallelSums(Tree tree) {
        long sum = 0;
        for (int i = 0; i < TREES; i++) {
            sum += Tree.parallelSum(tree);
        }
        return sum;
    }

    private void depth() {
        try (Pool pool = new Pool(1)) {
            report("join of depth " + DEPTH, (1L << DEPTH) - 1, Samples.of(warmUps, rounds,
                    () -> leaves(DEPTH), () -> pool.run(() -> joinedLeaves(DEPTH))));
        }
    }

    private static long leaves(int depth) {
        return depth == 0 ? 1 : leaves(depth - 1) + leaves(depth - 1);
    }

    private static long joinedLeaves(int depth) {
        return depth == 0 ? 1 : Par.joinToLong(() -> joinedLeaves(depth - 1), () -> joinedLeaves(depth - 1), Long::sum);
    }

    /** From a submission to a sleeping pool to its result, beside one unpark and park of a plain thread. */
    private void wake() {
        int trips = 200;
        try (Pool pool = new Pool(1); Echo echo = new Echo()) {
            report("wake of a sleeping pool", trips, Samples.of(warmUps, rounds, () -> echo.trips(trips), () -> {
                for (int i = 0; i < trips; i++) {
                    // Longer than a worker searches: the next submission finds it asleep.
                    LockSupport.parkNanos(200_000);
                    pool.run(() -> { });
                }
                return trips;
            }));
        }
    }

    private static void report(String name, long units, Samples samples) {
        System.out.println(String.format(Locale.ROOT,
                "{\"name\": \"%s\", \"rounds\": %d, \"ratio\": %.3f, \"least\": %.3f, \"greatest\": %.3f, "
                        + "\"baseNanosEach\": %.2f, \"addedNanosEach\": %.2f}",
                name, samples.rounds(), samples.medianRatio(), samples.leastRatio(), samples.greatestRatio(),
                samples.medianBase() / units, samples.medianDifference() / units));
    }
}
