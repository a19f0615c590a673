package org.eremite.benchmarks.par;

import org.eremite.par.Par;

/** A balanced binary tree of numbers and its sum. */
final class Tree {
    private final long value;
    private final Tree left;
    private final Tree right;

    private Tree(long value, Tree left, Tree right) {
        this.value = value;
        this.left = left;
        this.right = right;
    }

    static Tree of(int nodes) {
        if (nodes == 0) {
            return null;
        }
        int below = nodes - 1;
        return new Tree(nodes, of(below / 2), of(below - below / 2));
    }

    static long sequentialSum(Tree tree) {
        return tree == null ? 0 : tree.value + sequentialSum(tree.left) + sequentialSum(tree.right);
    }

    /** Asks at each node whether a fork is worthwhile, and goes on sequentially if not. */
    static long adaptiveSum(Tree tree, int level) {
        if (tree == null || !Par.isForkWorthwhile(level)) {
            return sequentialSum(tree);
        }
        return tree.value + Par.joinToLong(
                () -> adaptiveSum(tree.left, level + 1), () -> adaptiveSum(tree.right, level + 1), Long::sum);
    }

    /** Forks at every node. */
    static long parallelSum(Tree tree) {
        if (tree == null) {
            return 0;
        }
        return tree.value + Par.joinToLong(() -> parallelSum(tree.left), () -> parallelSum(tree.right), Long::sum);
    }
}
