package org.eremite.par;

import java.util.Arrays;

/**
 * Values of neighbouring blocks, combined along the binary tree whose nodes cover aligned powers of two of blocks:
 * blocks 0 and 1, 2 and 3, then 0 to 3, and so on. What is kept is the least list of complete nodes, so appending
 * one stretch to another gives the same list however the blocks were divided into stretches, and floating-point
 * results do not depend on the number of workers. Rounding errors grow with the logarithm of the number of blocks
 * (pairwise summation: Higham, SIAM J. Sci. Comput. 14, 1993).
 *
 * @param <R> the type of the values
 */
final class FixedTree<R> {
    /** Beyond that many blocks of one index, blocks become larger. */
    private static final int MANY_BLOCKS_LOG2 = 7;
    /** Long enough to make the cost of a block invisible. */
    private static final int MAX_BLOCK_LOG2 = 10;
    /** Two stretches of less than 2^64 blocks have at most 64 nodes on each of their two flanks. */
    private static final int MAX_NODES = 128;

    private final Source.Combiner<R> combiner;
    private long first;
    private long end;
    private Object[] values = new Object[4];
    /** Logarithms of the numbers of blocks that the nodes cover. */
    private final byte[] levels = new byte[MAX_NODES];
    private int nodes;

    FixedTree(Source.Combiner<R> combiner) {
        this.combiner = combiner;
    }

    /** The logarithm of the number of indices in a block, a function of the length of the sequence alone. */
    static int blockLog2(long length) {
        int lengthLog2 = Long.SIZE - 1 - Long.numberOfLeadingZeros(length | 1);
        return Math.clamp(lengthLog2 - MANY_BLOCKS_LOG2, 0, MAX_BLOCK_LOG2);
    }

    /** Adds the value of the next block; the first one may have any number. */
    void add(long block, R value) {
        if (nodes == 0) {
            first = block;
            end = block;
        }
        push(0, value);
    }

    /** Adds the neighbour on the right, which is used up. */
    @SuppressWarnings("unchecked")
    FixedTree<R> append(FixedTree<R> right) {
        if (nodes == 0) {
            return right;
        }
        for (int i = 0; i < right.nodes; i++) {
            push(right.levels[i], (R) right.values[i]);
        }
        return this;
    }

    /** Puts a complete node on the right and combines it with its left sibling as long as that is there. */
    @SuppressWarnings("unchecked")
    private void push(int level, R value) {
        int height = level;
        R node = value;
        long start = end;
        end += 1L << level;
        while (nodes > 0 && levels[nodes - 1] == height && isRightChild(start, height)) {
            nodes--;
            node = combiner.combine((R) values[nodes], node);
            start -= 1L << height;
            height++;
        }
        if (nodes == values.length) {
            values = Arrays.copyOf(values, 2 * nodes);
        }
        values[nodes] = node;
        levels[nodes++] = (byte) height;
    }

    private static boolean isRightChild(long start, int height) {
        return (start >>> height & 1) == 1;
    }

    /** The value of the whole, which begins at block 0: incomplete nodes are combined from the right. */
    @SuppressWarnings("unchecked")
    R value() {
        if (nodes == 0 || first != 0) {
            throw new IllegalStateException("not the whole: nodes=" + nodes + " first=" + first);
        }
        R value = (R) values[nodes - 1];
        for (int i = nodes - 2; i >= 0; i--) {
            value = combiner.combine((R) values[i], value);
        }
        return value;
    }
}
