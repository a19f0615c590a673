package org.eremite.par;

import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Where the elements of a sequence come from: a range of indices, which can be divided anywhere, and a way to turn a
 * stretch of it into elements. One class for elements of all types; the loops over elements are in the sinks.
 *
 * @param <A> the type of the arrays that hold elements: int[], long[], double[] or Object[]
 * @param length the number of indices, unsigned
 * @param exact whether each index stands for exactly one element
 * @param opening connects sinks
 * @param cancellation ends operations early, or null
 */
record Source<A>(long length, boolean exact, Opening<A> opening, Cancellation cancellation) {
    /** Indices between two looks at the cancellation. */
    private static final long FEED = 1 << 10;

    /**
     * Connects a sink for one stretch.
     *
     * @param <A> the type of the arrays
     */
    @FunctionalInterface
    interface Opening<A> {
        Feed open(Sink<? super A> sink);
    }

    /** Puts a stretch of indices into a sink. */
    @FunctionalInterface
    interface Feed {
        /**
         * Feeds the elements of the indices from {@code from} to {@code to} - 1.
         *
         * @return whether the sink wants more
         */
        boolean feed(long from, long to);
    }

    /**
     * Takes elements and makes a value of them. One that calls a function is a class and no record: the methods that a record
     * comes with reach its components through method handles, whereupon native-image takes every function of that type in
     * the program for possible in the loop, and can call none directly.
     *
     * @param <A> the type of the arrays
     * @param <R> the type of the value
     */
    interface Accumulator<A, R> extends Sink<A> {
        /** The value of what was accepted so far. */
        R result();
    }

    /**
     * Makes values of blocks.
     *
     * @param <R> the type of the values
     */
    @FunctionalInterface
    interface Blocks<R> {
        /** The value of the elements of the indices from {@code from} to {@code to} - 1. */
        R value(long from, long to);
    }

    /**
     * Combines values of neighbouring stretches.
     *
     * @param <R> the type of the values
     */
    @FunctionalInterface
    interface Combiner<R> {
        R combine(R left, R right);
    }

    /**
     * Maps a stretch of a batch.
     *
     * @param <A> the type of the arrays mapped
     * @param <B> the type of the arrays of values
     */
    @FunctionalInterface
    interface Mapping<A, B> {
        /** Puts the values for {@code count} elements from {@code from} on into {@code values}, from 0 on. */
        void map(A batch, int from, B values, int count);
    }

    /**
     * Filters a stretch of a batch.
     *
     * @param <A> the type of the arrays
     */
    @FunctionalInterface
    interface Filter<A> {
        /** Puts those of {@code count} elements from {@code from} on that stay into {@code kept}; returns their number. */
        int filter(A batch, int from, A kept, int count);
    }

    static <A> Source<A> indexed(long length, Opening<A> opening) {
        return new Source<>(length, true, opening, null);
    }

    /** Elements of an array, without a copy. */
    static <A> Source<A> ofArray(A array, int from, int to) {
        return indexed(to - from, sink -> (first, end) -> sink.accept(array, from + (int) first, (int) (end - first)));
    }

    /** The same indices with a stage between. */
    <B> Source<B> then(boolean oneToOne, Opening<B> stage) {
        return new Source<>(length, exact && oneToOne, stage, cancellation);
    }

    /** One value for each element. The loop over elements is the mapping's, so that it is compiled for their type. */
    <B> Source<B> mapped(IntFunction<B> maker, Mapping<? super A, B> mapping) {
        return then(true, sink -> {
            B values = maker.apply(Sink.BATCH);
            return open((batch, from, count) -> {
                boolean more = true;
                for (int done = 0; more && done < count; ) {
                    int number = Math.min(Sink.BATCH, count - done);
                    mapping.map(batch, from + done, values, number);
                    more = sink.accept(values, 0, number);
                    done += number;
                }
                return more;
            });
        });
    }

    /** The elements that the filter lets pass. */
    Source<A> filtered(IntFunction<A> maker, Filter<A> filter) {
        return then(false, sink -> {
            A kept = maker.apply(Sink.BATCH);
            return open((batch, from, count) -> {
                boolean more = true;
                for (int done = 0; more && done < count; ) {
                    int tried = Math.min(Sink.BATCH, count - done);
                    int number = filter.filter(batch, from + done, kept, tried);
                    more = number == 0 || sink.accept(kept, 0, number);
                    done += tried;
                }
                return more;
            });
        });
    }

    /**
     * The same with one more cancellation, or with null no more. Where an index may stand for many elements, it is looked at
     * before each batch of them, too.
     */
    Source<A> until(Cancellation further) {
        Opening<A> stage = exact || further == null ? opening : sink -> opening.open((batch, from, count) -> {
            further.check();
            return sink.accept(batch, from, count);
        });
        return new Source<>(length, exact, stage, Cancellation.either(cancellation, further));
    }

    Feed open(Sink<? super A> sink) {
        return opening.open(sink);
    }

    /**
     * Puts all elements into the sink, on this thread.
     *
     * @return whether the sink wants more
     */
    boolean feedAll(Sink<? super A> sink) {
        Feed feed = open(sink);
        boolean more = true;
        for (long from = 0; more && from != length; ) {
            Cancellation.check(cancellation);
            long left = length - from;
            long to = from + (Long.compareUnsigned(left, FEED) < 0 ? left : FEED);
            more = feed.feed(from, to);
            from = to;
        }
        return more;
    }

    /** A value made of all elements. Stretches are of any length: {@code combiner} must be associative. */
    <R> R accumulate(Supplier<? extends Accumulator<? super A, R>> accumulators, Combiner<R> combiner) {
        return accumulate(accumulators, combiner, false);
    }

    /**
     * A value made of all elements up to the first stretch whose accumulator wants no more, and of any others.
     *
     * @param any whether no other stretch is needed either, not even earlier ones
     */
    <R> R accumulate(Supplier<? extends Accumulator<? super A, R>> accumulators, Combiner<R> combiner, boolean any) {
        return new Loop<R>(cancellation) {
            @Override
            Leaf<R> open() {
                return new StretchLeaf<>(this, Source.this, accumulators.get(), any);
            }

            @Override
            R combine(R left, R right) {
                return combiner.combine(left, right);
            }
        }.run(length);
    }

    /**
     * A value made of all elements, combined along a tree that depends on {@link #length} alone; {@code combiner} need
     * not be associative.
     *
     * @param accumulators made anew for each block of indices
     */
    <R> R reduce(Supplier<? extends Accumulator<? super A, R>> accumulators, Combiner<R> combiner) {
        return length == 0 ? accumulators.get().result()
                : reduceBlocks(() -> new BatchedBlocks<>(this, accumulators), combiner);
    }

    /**
     * The same for sequences of which a whole block is computed at once; there are elements.
     *
     * @param blocks made anew for each stretch
     */
    <R> R reduceBlocks(Supplier<? extends Blocks<R>> blocks, Combiner<R> combiner) {
        int blockLog2 = FixedTree.blockLog2(length);
        FixedTree<R> tree = new Loop<FixedTree<R>>(cancellation) {
            @Override
            Leaf<FixedTree<R>> open() {
                return new BlockLeaf<>(blocks.get(), new FixedTree<>(combiner), blockLog2, length, cancellation);
            }

            @Override
            FixedTree<R> combine(FixedTree<R> left, FixedTree<R> right) {
                return left.append(right);
            }
        }.run((length - 1 >>> blockLog2) + 1);
        return tree.value();
    }

    /** Puts all elements of a stretch into one accumulator. */
    private static final class StretchLeaf<A, R> implements Loop.Leaf<R> {
        private final Loop<R> loop;
        private final Accumulator<? super A, R> accumulator;
        private final Feed feed;
        private final boolean any;

        StretchLeaf(Loop<R> loop, Source<A> source, Accumulator<? super A, R> accumulator, boolean any) {
            this.loop = loop;
            this.accumulator = accumulator;
            this.feed = source.open(accumulator);
            this.any = any;
        }

        @Override
        public void advance(long from, long to) {
            if (!feed.feed(from, to)) {
                loop.limitTo(any ? 0 : to);
            }
        }

        @Override
        public R result() {
            return accumulator.result();
        }
    }

    /** Goes through blocks and puts the value of each into a tree. */
    private record BlockLeaf<R>(Blocks<R> blocks, FixedTree<R> tree, int blockLog2, long length, Cancellation cancellation)
            implements Loop.Leaf<FixedTree<R>> {
        @Override
        public void advance(long from, long to) {
            for (long block = from; block != to; block++) {
                // A block may be long beside the stride of a plain loop.
                Cancellation.check(cancellation);
                long first = block << blockLog2;
                long left = length - first;
                long size = 1L << blockLog2;
                tree.add(block, blocks.value(first, first + (Long.compareUnsigned(left, size) < 0 ? left : size)));
            }
        }

        @Override
        public FixedTree<R> result() {
            return tree;
        }
    }

    /** Blocks whose elements come in batches. */
    private static final class BatchedBlocks<A, R> implements Blocks<R>, Sink<A> {
        private final Supplier<? extends Accumulator<? super A, R>> accumulators;
        private final Feed feed;
        private Accumulator<? super A, R> accumulator;

        BatchedBlocks(Source<A> source, Supplier<? extends Accumulator<? super A, R>> accumulators) {
            this.accumulators = accumulators;
            this.feed = source.open(this);
        }

        @Override
        public boolean accept(A batch, int from, int count) {
            return accumulator.accept(batch, from, count);
        }

        @Override
        public R value(long from, long to) {
            accumulator = accumulators.get();
            feed.feed(from, to);
            return accumulator.result();
        }
    }
}
