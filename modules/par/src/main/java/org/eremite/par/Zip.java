package org.eremite.par;

import java.util.function.IntFunction;

/** Two sequences side by side. */
final class Zip {
    private Zip() {
    }

    /**
     * Makes elements of pairs.
     *
     * @param <A> the type of arrays on the left
     * @param <B> on the right
     * @param <C> of the results
     */
    @FunctionalInterface
    interface Pairing<A, B, C> {
        /** Makes the first {@code count} elements of {@code results} of the first ones of the others. */
        void apply(A left, B right, C results, int count);
    }

    /** As long as the shorter of the two, both of which are exact. */
    static <A, B, C> Source<C> of(Source<A> left, Source<B> right, IntFunction<A> leftMaker, IntFunction<B> rightMaker,
            IntFunction<C> resultMaker, Pairing<A, B, C> pairing) {
        long length = Long.compareUnsigned(left.length(), right.length()) < 0 ? left.length() : right.length();
        return Source.<C>indexed(length, sink -> {
            Buffer<A> a = new Buffer<>(left, leftMaker);
            Buffer<B> b = new Buffer<>(right, rightMaker);
            C results = resultMaker.apply(Sink.BATCH);
            return (from, to) -> {
                boolean more = true;
                for (long start = from; more && start != to; ) {
                    long end = start + Sink.batch(to - start);
                    int count = (int) (end - start);
                    pairing.apply(a.read(start, end), b.read(start, end), results, count);
                    more = sink.accept(results, 0, count);
                    start = end;
                }
                return more;
            };
        }).until(left.cancellation()).until(right.cancellation());
    }

    /** Collects what one side feeds. */
    private static final class Buffer<A> implements Sink<A> {
        private final A elements;
        private final Source.Feed feed;
        private int count;

        Buffer(Source<A> source, IntFunction<A> maker) {
            this.elements = maker.apply(BATCH);
            this.feed = source.open(this);
        }

        A read(long from, long to) {
            count = 0;
            feed.feed(from, to);
            return elements;
        }

        @Override
        public boolean accept(A batch, int from, int number) {
            System.arraycopy(batch, from, elements, count, number);
            count += number;
            return true;
        }
    }
}
