package org.eremite.tests.guest;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;
import org.eremite.par.Par;
import org.eremite.par.Pool;

/** What forks of par cost, in instructions: for a machine whose clock counts them. */
final class ForkCostChecks {
    /** Instructions of a join that forks and takes back, beyond those of the plain calls. */
    private static final int MOST_FOR_A_FORK = 60;
    /** Percent of the sequential form that a small tree may take. */
    private static final int MOST_FOR_A_TREE = 120;
    private static final int ROUNDS = 15;
    private static final int WARM_UPS = 10;
    private static final int FIBONACCI = 20;
    private static final int NODES = 1000;
    private static final int TREES = 200;
    private static final int[] WORKERS = {1, 2, 4, 8, 16};

    private ForkCostChecks() {
    }

    static void run(Checks checks) {
        Expect.that(checks.settings().instructionCounting(), "for icount=true only");
        checks.check("a fork of ints costs at most " + MOST_FOR_A_FORK + " instructions",
                () -> requireCheapForks(() -> joinInts(FIBONACCI)));
        checks.check("a fork of longs costs at most " + MOST_FOR_A_FORK + " instructions",
                () -> requireCheapForks(() -> joinLongs(FIBONACCI)));
        for (int workers : WORKERS) {
            checks.check("a tree of " + NODES + " nodes takes at most " + MOST_FOR_A_TREE + " % with " + workers + " workers",
                    () -> requireSmallTree(workers));
        }
    }

    private static int plain(int n) {
        return n < 2 ? n : plain(n - 1) + plain(n - 2);
    }

    private static int joinInts(int n) {
        return n < 2 ? n : Par.joinToInt(() -> joinInts(n - 1), () -> joinInts(n - 2), Integer::sum);
    }

    private static long joinLongs(int n) {
        return n < 2 ? n : Par.joinToLong(() -> joinLongs(n - 1), () -> joinLongs(n - 2), Long::sum);
    }

    /** Calls with an argument of at least 2, of which each makes one fork: F(n+1) - 1. */
    private static int forks() {
        return plain(FIBONACCI + 1) - 1;
    }

    private static void requireCheapForks(LongSupplier forking) {
        long each = median(1, () -> plain(FIBONACCI), forking, (plain, joined) -> (joined - plain) / forks());
        Expect.that(each <= MOST_FOR_A_FORK, "a fork costs " + each + " instructions");
    }

    private record Node(int value, Node left, Node right) {
        static Node tree(int from, int to) {
            int middle = from + 1 + to >>> 1;
            return from == to ? null : new Node(from, tree(from + 1, middle), tree(middle, to));
        }

        static long sum(Node node) {
            return node == null ? 0 : node.value + sum(node.left) + sum(node.right);
        }

        static long parallelSum(Node node, int level) {
            if (node == null) {
                return 0;
            }
            return !Par.isForkWorthwhile(level) ? sum(node) : node.value + Par.joinToLong(
                    () -> parallelSum(node.left, level + 1), () -> parallelSum(node.right, level + 1), Long::sum);
        }
    }

    private static long again(LongSupplier sum) {
        long total = 0;
        for (int i = 0; i < TREES; i++) {
            total += sum.getAsLong();
        }
        return total;
    }

    private static void requireSmallTree(int workers) {
        Node root = Node.tree(0, NODES);
        long percent = median(workers, () -> again(() -> Node.sum(root)), () -> again(() -> Node.parallelSum(root, 0)),
                (sequential, parallel) -> 100 * parallel / sequential);
        Expect.that(percent <= MOST_FOR_A_TREE, "it takes " + percent + " % of the sequential sum");
    }

    /** Runs both in turns on a worker; results must be equal. Returns the median of a figure of their two times. */
    private static long median(int workers, LongSupplier base, LongSupplier other, LongBinaryOperator figure) {
        long[] figures = new long[ROUNDS];
        try (Pool pool = new Pool(workers)) {
            pool.run(() -> {
                for (int round = -WARM_UPS; round < ROUNDS; round++) {
                    long begin = System.nanoTime();
                    long expected = base.getAsLong();
                    long middle = System.nanoTime();
                    Expect.equal(expected, other.getAsLong());
                    long end = System.nanoTime();
                    if (round >= 0) {
                        figures[round] = figure.applyAsLong(middle - begin, end - middle);
                    }
                }
            });
        }
        Arrays.sort(figures);
        return figures[ROUNDS / 2];
    }
}
