package org.eremite.app.rayonlike.family;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Sums the numbers in a binary tree, whose nodes are cheaper than a join, with joins as far down as the library advises: a
 * large tree, and one that is over sooner than another worker has woken. A tree is summed as often as makes a million nodes.
 */
final class Tree implements Family {
    private static final int SMALL = 1000;
    private static final int NODES_PER_RUN = 1_000_000;

    private record Node(int value, Node left, Node right) {
    }

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public Size size() {
        return new Size("nodes", 1, 10_000_000, List.of(100_000, SMALL));
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        Node root = prefixTree(0, size);
        int times = Math.max(1, NODES_PER_RUN / size);
        return List.of(CheckedWorkload.ofNumber("tree/" + size, () -> sumAgain(times, () -> sum(root)),
                () -> sumAgain(times, () -> sum(parallel, root, 0)), () -> (long) size * (size - 1) / 2 * times));
    }

    /** The least number at the root, smaller ones to the left. */
    private static Node prefixTree(int from, int to) {
        if (from == to) {
            return null;
        }
        int middle = from + 1 + to >>> 1;
        return new Node(from, prefixTree(from + 1, middle), prefixTree(middle, to));
    }

    private static long sumAgain(int times, LongSupplier sum) {
        long total = 0;
        for (int i = 0; i < times; i++) {
            total += sum.getAsLong();
        }
        return total;
    }

    private static long sum(Node node) {
        return node == null ? 0 : node.value + sum(node.left) + sum(node.right);
    }

    private static long sum(Parallel forms, Node node, int depth) {
        if (node == null) {
            return 0;
        }
        if (!forms.isJoinWorthwhile(depth)) {
            return sum(node);
        }
        return node.value
                + forms.joinToSum(() -> sum(forms, node.left, depth + 1), () -> sum(forms, node.right, depth + 1));
    }
}
