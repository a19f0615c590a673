package org.eremite.par;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Counts and copies elements of any type. */
final class Gathering {
    /** Longer arrays are beyond what virtual machines allow. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8;
    private static final int MAX_SEGMENT = 1 << 14;

    private Gathering() {
    }

    private static final class Counter implements Source.Accumulator<Object, Long> {
        private long count;

        @Override
        public boolean accept(Object batch, int from, int number) {
            count += number;
            return true;
        }

        @Override
        public Long result() {
            return count;
        }
    }

    static <A> long count(Source<A> source) {
        return source.accumulate(Counter::new, Long::sum);
    }

    /** A new array with all elements, in order. */
    static <A> A toArray(Source<A> source, IntFunction<A> maker) {
        return source.exact() ? fill(source, maker.apply(arrayLength(source.length())))
                : source.accumulate(() -> new Segments<>(maker), Segments::append).toArray();
    }

    /** The same elements, one for each index; evaluates the source now if that is not so already. */
    static <A> Source<A> exact(Source<A> source, IntFunction<A> maker) {
        if (source.exact()) {
            return source;
        }
        Segments<A> segments = source.accumulate(() -> new Segments<>(maker), Segments::append);
        return Source.ofArray(segments.toArray(), 0, (int) segments.count).until(source.cancellation());
    }

    private static int arrayLength(long length) {
        if (Long.compareUnsigned(length, MAX_ARRAY) > 0) {
            throw new IllegalArgumentException(
                    "more elements than an array can have: length=" + Long.toUnsignedString(length));
        }
        return (int) length;
    }

    /** Each stretch writes its own part of the array. */
    private static <A> A fill(Source<A> source, A array) {
        new Loop<Void>(source.cancellation()) {
            @Override
            Leaf<Void> open() {
                return new Filler<>(source, array);
            }

            @Override
            Void combine(Void left, Void right) {
                return null;
            }
        }.run(source.length());
        return array;
    }

    private static final class Filler<A> implements Loop.Leaf<Void>, Sink<A> {
        private final A array;
        private final Source.Feed feed;
        private int position;

        Filler(Source<A> source, A array) {
            this.array = array;
            this.feed = source.open(this);
        }

        @Override
        public boolean accept(A batch, int from, int count) {
            System.arraycopy(batch, from, array, position, count);
            position += count;
            return true;
        }

        @Override
        public void advance(long from, long to) {
            position = (int) from;
            feed.feed(from, to);
        }

        @Override
        public Void result() {
            return null;
        }
    }

    /** Elements in arrays of growing length, of a stretch that has not one for each index. */
    static final class Segments<A> implements Source.Accumulator<A, Segments<A>> {
        private record Segment<A>(A array, int count) {
        }

        private final IntFunction<A> maker;
        private List<Segment<A>> full = new ArrayList<>();
        private A last;
        private int lastCapacity;
        private int lastCount;
        private long count;

        Segments(IntFunction<A> maker) {
            this.maker = maker;
        }

        @Override
        public boolean accept(A batch, int from, int number) {
            int copied = 0;
            while (copied < number) {
                if (lastCount == lastCapacity) {
                    seal();
                    lastCapacity = Math.clamp(count + number, Sink.BATCH, MAX_SEGMENT);
                    last = maker.apply(lastCapacity);
                }
                int part = Math.min(number - copied, lastCapacity - lastCount);
                System.arraycopy(batch, from + copied, last, lastCount, part);
                lastCount += part;
                copied += part;
                count += part;
            }
            return true;
        }

        private void seal() {
            if (lastCount > 0) {
                full.add(new Segment<>(last, lastCount));
            }
            last = null;
            lastCapacity = 0;
            lastCount = 0;
        }

        @Override
        public Segments<A> result() {
            return this;
        }

        /** Adds the neighbour on the right, which is used up. The shorter list is moved. */
        Segments<A> append(Segments<A> right) {
            seal();
            right.seal();
            if (full.size() >= right.full.size()) {
                full.addAll(right.full);
            } else {
                right.full.addAll(0, full);
                full = right.full;
            }
            count += right.count;
            return this;
        }

        A toArray() {
            seal();
            A array = maker.apply(arrayLength(count));
            int[] positions = new int[full.size()];
            int position = 0;
            for (int i = 0; i < positions.length; i++) {
                positions[i] = position;
                position += full.get(i).count();
            }
            Par.range(0, positions.length).forEach(i -> {
                Segment<A> segment = full.get(i);
                System.arraycopy(segment.array(), 0, array, positions[i], segment.count());
            });
            return array;
        }
    }

    /** The segments of the elements that meet a condition and of those that do not. */
    static <A> Halves<A> partition(Source<A> source, IntFunction<A> maker, Splitter<A> splitter) {
        Supplier<Halves<A>> halves = () -> new Halves<>(new Segments<>(maker), new Segments<>(maker), splitter);
        return source.accumulate(halves, Halves::append);
    }

    /** Puts the elements of a batch into one of two places each. */
    @FunctionalInterface
    interface Splitter<A> {
        void split(A batch, int from, int count, Segments<A> matching, Segments<A> others);
    }

    static final class Halves<A> implements Source.Accumulator<A, Halves<A>> {
        private final Segments<A> matching;
        private final Segments<A> others;
        private final Splitter<A> splitter;

        Halves(Segments<A> matching, Segments<A> others, Splitter<A> splitter) {
            this.matching = matching;
            this.others = others;
            this.splitter = splitter;
        }

        Segments<A> matching() {
            return matching;
        }

        Segments<A> others() {
            return others;
        }

        @Override
        public boolean accept(A batch, int from, int count) {
            splitter.split(batch, from, count, matching, others);
            return true;
        }

        @Override
        public Halves<A> result() {
            return this;
        }

        Halves<A> append(Halves<A> right) {
            return new Halves<>(matching.append(right.matching), others.append(right.others), splitter);
        }
    }

    /**
     * Searches a stretch of a batch.
     *
     * @param <A> the type of the arrays
     */
    @FunctionalInterface
    interface Search<A> {
        /** The place of the first of {@code count} elements from {@code from} on that is sought, or -1. */
        int indexOf(A batch, int from, int count);
    }

    /**
     * How many elements come before the first that is sought; nothing if there is none.
     *
     * @param any whether any number will do if there is one
     */
    static <A> OptionalLong position(Source<A> source, Search<? super A> search, boolean any) {
        Position position = source.accumulate(() -> new Seek<>(search), Position::append, any);
        return position.found ? OptionalLong.of(position.before) : OptionalLong.empty();
    }

    /** How many elements come before the first that is sought, or how many there are if none is. */
    private record Position(long before, boolean found) {
        static Position append(Position left, Position right) {
            return left.found ? left : new Position(left.before + right.before, right.found);
        }
    }

    /** Counts up to the first element that is sought. */
    private static final class Seek<A> implements Source.Accumulator<A, Position> {
        private final Search<? super A> search;
        private long before;
        private boolean found;

        Seek(Search<? super A> search) {
            this.search = search;
        }

        @Override
        public boolean accept(A batch, int from, int count) {
            int at = search.indexOf(batch, from, count);
            if (at < 0) {
                before += count;
                return true;
            }
            before += at - from;
            found = true;
            return false;
        }

        @Override
        public Position result() {
            return new Position(before, found);
        }
    }
}
