package org.eremite.par;

import java.util.function.BinaryOperator;

/**
 * The division of a range of indices into a tree of blocks, and the combination of the blocks' values along that
 * tree.
 *
 * <p>The tree is a function of the range's length alone: halves, down to blocks. Which of its branches run in
 * parallel depends on the workers and the moment, but never which values are combined and in what order. So the
 * result is the same for every number of workers, even for operations that are not associative, such as the addition
 * of floating-point numbers.
 *
 * <p>Branches run in parallel by Rayon's rule: a budget, at first the number of workers, is halved at each division;
 * a branch that has been stolen gets at least the number of workers again, because somebody was idle. Beyond that, a
 * branch whose budget is spent still divides when a worker is idle and nothing is on offer.
 *
 * @param <R> the type of the values
 */
final class Reduction<R> {
    /** A block is small enough to make this many of the range, so that short ranges of long work divide well. */
    private static final int MIN_BLOCKS = 1 << 12;
    /** Long enough to make the tree's cost invisible. */
    private static final int MAX_BLOCK = 1 << 10;

    /**
     * The value of one block.
     *
     * @param <R> the type of the value
     */
    @FunctionalInterface
    interface Block<R> {
        /** The value of the indices from {@code from} to {@code to} - 1, of which there is at least one. */
        R valueOf(long from, long to);
    }

    private final Block<? extends R> block;
    private final BinaryOperator<R> combine;
    /** Indices in a block, at most. */
    private final long blockLength;

    private Reduction(long length, Block<? extends R> block, BinaryOperator<R> combine) {
        this.block = block;
        this.combine = combine;
        long wanted = Long.divideUnsigned(length, MIN_BLOCKS);
        this.blockLength = Math.clamp(wanted, 1, MAX_BLOCK);
    }

    /**
     * Combines the values of all blocks of a range.
     *
     * @param from the first index
     * @param to the index after the last, greater than {@code from}; their distance may exceed Long.MAX_VALUE
     */
    static <R> R reduce(long from, long to, Block<? extends R> block, BinaryOperator<R> combine) {
        Reduction<R> reduction = new Reduction<>(to - from, block, combine);
        Worker worker = Worker.current();
        if (worker == null) {
            return Pool.common().run(() -> reduction.start(Worker.current(), from, to));
        }
        return reduction.start(worker, from, to);
    }

    private R start(Worker worker, long from, long to) {
        return valueOf(worker, from, to, worker.pool().size());
    }

    private R valueOf(Worker worker, long from, long to, int budget) {
        long length = to - from;
        if (Long.compareUnsigned(length, blockLength) <= 0) {
            return block.valueOf(from, to);
        }
        long middle = from + (length >>> 1);
        if (budget == 0 && !worker.isStarved()) {
            return combine.apply(valueOf(worker, from, middle, 0), valueOf(worker, middle, to, 0));
        }
        int half = budget >>> 1;
        return worker.join(
                () -> valueOf(worker, from, middle, half),
                () -> secondHalf(worker, middle, to, half),
                combine);
    }

    private R secondHalf(Worker owner, long from, long to, int budget) {
        Worker worker = Worker.current();
        boolean stolen = worker != owner;
        return valueOf(worker, from, to, stolen ? Math.max(budget, worker.pool().size()) : budget);
    }
}
