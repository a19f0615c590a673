package org.eremite.app.rayonlike.family;

import java.util.List;

/** Sums the numbers in a binary tree with a join at every node: a large tree, and one too small to gain anything. */
final class Tree implements Family {
    private static final int SMALL = 1000;

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
        return List.of(CheckedWorkload.ofNumber("tree/" + size, () -> sum(root), () -> sum(parallel, root),
                () -> (long) size * (size - 1) / 2));
    }

    /** The least number at the root, smaller ones to the left. */
    private static Node prefixTree(int from, int to) {
        if (from == to) {
            return null;
        }
        int middle = from + 1 + to >>> 1;
        return new Node(from, prefixTree(from + 1, middle), prefixTree(middle, to));
    }

    private static long sum(Node node) {
        return node == null ? 0 : node.value + sum(node.left) + sum(node.right);
    }

    private static long sum(Parallel forms, Node node) {
        return node == null ? 0
                : node.value + forms.joinToSum(() -> sum(forms, node.left), () -> sum(forms, node.right));
    }
}
