package org.eremite.tests.guest;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.eremite.par.Cancellation;
import org.eremite.par.Par;
import org.eremite.par.Scan;
import org.eremite.par.Sort;

/**
 * A tree of work of which each node is a function of its number: joins, scopes, loops and everything else in par that
 * divides work, waits or fails. The value of a node is the sum of the leaves below it, whoever computes it and how.
 */
final class RandomNesting {
    /** What a leaf that fails throws. */
    static final class LeafFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long leaf;

        LeafFailed(long leaf) {
            super("leaf " + leaf);
            this.leaf = leaf;
        }

        long leaf() {
            return leaf;
        }
    }

    /**
     * What can be known without par.
     *
     * @param value of the root
     * @param leaves how many are visited
     * @param failures the leaves that fail
     */
    record Expected(long value, long leaves, Set<Long> failures) {
    }

    private enum Kind {
        JOIN, JOIN_INTS, JOIN_LONGS, JOIN_DOUBLES, JOIN_RUNNABLES, SCOPE, LOOP, LIST, BLOCKING, AWAIT, SORT, SCAN
    }

    private static final Kind[] KINDS = Kind.values();
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;
    /** Values of leaves stay below, so that their sums are exact as ints and as doubles. */
    private static final int LEAF_VALUES = 1 << 16;
    private static final int MOST_CHILDREN = 8;
    private static final int MOST_LABOUR = 2_000;
    /** One leaf in so many takes so many times as long: longer than several beats. */
    private static final int RARELY = 64;
    private static final int MOST_ELEMENTS = 3_000;
    private static final int MOST_PAUSE_NANOSECONDS = 200_000;

    private final long root;
    private final int size;
    private final int failing;
    private final boolean cancelling;
    private final Supplier<CompletableFuture<Long>> outside;
    private final Cancellation cancellation = new Cancellation();
    private final LongAdder visits = new LongAdder();

    /**
     * A tree.
     *
     * @param root the number of its root
     * @param size about how many leaves it has
     * @param failing one leaf in so many fails; 0 for none
     * @param cancelling whether a leaf cancels what can be cancelled
     * @param outside futures that a thread completes which is no worker
     */
    RandomNesting(long root, int size, int failing, boolean cancelling, Supplier<CompletableFuture<Long>> outside) {
        this.root = root;
        this.size = size;
        this.failing = failing;
        this.cancelling = cancelling;
        this.outside = outside;
    }

    Expected expected() {
        Set<Long> failures = new HashSet<>();
        long[] leaves = {0};
        return new Expected(sequential(root, size, failures, leaves), leaves[0], failures);
    }

    /** The value of the root, by par. */
    long run() {
        return value(root, size);
    }

    /** Leaves visited so far. */
    long visits() {
        return visits.sum();
    }

    boolean isCancelled() {
        return cancellation.isCancelled();
    }

    private static long mix(long number) {
        return new SplittableRandom(number).nextLong();
    }

    private static long child(long node, int index) {
        return mix(node + GOLDEN_RATIO * (index + 1));
    }

    private static Kind kind(long node) {
        return KINDS[(int) Long.remainderUnsigned(mix(node), KINDS.length)];
    }

    private static int children(Kind kind, long node, int leaves) {
        return switch (kind) {
            case JOIN, JOIN_INTS, JOIN_LONGS, JOIN_DOUBLES, JOIN_RUNNABLES -> 2;
            case SCOPE, LOOP, LIST -> 2 + (int) Long.remainderUnsigned(mix(~node), Math.min(leaves, MOST_CHILDREN) - 1);
            case BLOCKING, AWAIT, SORT, SCAN -> 1;
        };
    }

    /** The first child has what the division leaves over, and so depths differ. */
    private static int share(int leaves, int children, int index) {
        int each = children == 1 ? leaves : Math.max(1, leaves / (2 * children));
        return index > 0 ? each : leaves - each * (children - 1);
    }

    private long sequential(long node, int leaves, Set<Long> failures, long[] count) {
        if (leaves <= 1) {
            count[0]++;
            if (fails(node)) {
                failures.add(node);
            }
            return labour(node);
        }
        int children = children(kind(node), node, leaves);
        long sum = 0;
        for (int i = 0; i < children; i++) {
            sum += sequential(child(node, i), share(leaves, children, i), failures, count);
        }
        return sum;
    }

    private boolean fails(long leaf) {
        return failing > 0 && Long.remainderUnsigned(leaf, failing) == 0;
    }

    private static long labour(long leaf) {
        long steps = Long.remainderUnsigned(leaf, MOST_LABOUR);
        if (Long.remainderUnsigned(leaf >>> Integer.SIZE, RARELY) == 0) {
            steps *= RARELY;
        }
        long state = leaf | 1;
        for (long i = 0; i < steps; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
        return Long.remainderUnsigned(state, LEAF_VALUES);
    }

    private long leaf(long node) {
        visits.increment();
        if (cancelling && Long.remainderUnsigned(node, size) == 0) {
            cancellation.cancel();
        }
        if (fails(node)) {
            throw new LeafFailed(node);
        }
        return labour(node);
    }

    private long value(long node, int leaves) {
        if (leaves <= 1) {
            return leaf(node);
        }
        Kind kind = kind(node);
        int children = children(kind, node, leaves);
        return switch (kind) {
            case JOIN -> Par.<Long, Long, Long>join(() -> part(node, leaves, 2, 0), () -> part(node, leaves, 2, 1), Long::sum);
            case JOIN_INTS -> Par.joinToInt(
                    () -> (int) part(node, leaves, 2, 0), () -> (int) part(node, leaves, 2, 1), Integer::sum);
            case JOIN_LONGS -> Par.joinToLong(() -> part(node, leaves, 2, 0), () -> part(node, leaves, 2, 1), Long::sum);
            case JOIN_DOUBLES -> (long) Par.joinToDouble(
                    () -> part(node, leaves, 2, 0), () -> part(node, leaves, 2, 1), Double::sum);
            case JOIN_RUNNABLES -> {
                long[] parts = new long[2];
                Par.join(() -> parts[0] = part(node, leaves, 2, 0), () -> parts[1] = part(node, leaves, 2, 1));
                yield parts[0] + parts[1];
            }
            case SCOPE -> scope(node, leaves, children);
            case LOOP -> Par.range(0, children).until(cancellation).mapToLong(i -> part(node, leaves, children, i)).sum();
            case LIST -> list(node, leaves, children);
            case BLOCKING -> Par.blocking(() -> {
                LockSupport.parkNanos(Long.remainderUnsigned(node, MOST_PAUSE_NANOSECONDS));
                return part(node, leaves, 1, 0);
            });
            case AWAIT -> awaited() + part(node, leaves, 1, 0);
            case SORT -> sorted(node) + part(node, leaves, 1, 0);
            case SCAN -> scanned(node) + part(node, leaves, 1, 0);
        };
    }

    private long part(long node, int leaves, int children, int index) {
        return value(child(node, index), share(leaves, children, index));
    }

    private long scope(long node, int leaves, int children) {
        LongAdder sum = new LongAdder();
        Par.scope(cancellation, scope -> {
            for (int i = 0; i < children; i++) {
                int index = i;
                scope.spawn(() -> sum.add(part(node, leaves, children, index)));
            }
            return null;
        });
        return sum.sum();
    }

    private long list(long node, int leaves, int children) {
        List<Long> parts = Par.range(0, children).until(cancellation)
                .mapToObject(i -> part(node, leaves, children, i)).toList();
        return parts.stream().mapToLong(Long::longValue).sum();
    }

    private long awaited() {
        try {
            return Par.await(outside.get());
        } catch (ExecutionException | InterruptedException unexpected) {
            throw new AssertionError("a future has failed", unexpected);
        }
    }

    private static int[] numbers(long node) {
        SplittableRandom random = new SplittableRandom(node);
        return random.ints(random.nextInt(MOST_ELEMENTS)).toArray();
    }

    private static int sorted(long node) {
        int[] expected = numbers(node);
        int[] sorted = expected.clone();
        Arrays.sort(expected);
        Sort.sort(sorted);
        Expect.that(Arrays.equals(expected, sorted), "sort: node=" + node);
        return 0;
    }

    private static int scanned(long node) {
        int[] expected = numbers(node);
        int[] sums = expected.clone();
        for (int i = 1; i < expected.length; i++) {
            expected[i] += expected[i - 1];
        }
        Scan.inclusive(sums, Integer::sum);
        Expect.that(Arrays.equals(expected, sums), "scan: node=" + node);
        return 0;
    }
}
