package org.eremite.par;

import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * A sequence of longs to be worked through in parallel. The functions given are called by several threads at once, in
 * no particular order; the results do not depend on the number of threads. A sequence may be used more than once.
 */
public final class ParallelLongs {
    /** Makes readers, one for each block. */
    @FunctionalInterface
    interface Source {
        Reader open(int capacity);
    }

    /** Reads a block batch by batch, so that the library makes no call of its own for each element. */
    @FunctionalInterface
    interface Reader {
        /** Puts the elements of {@code count} indices from {@code first} into {@code batch}; returns their number. */
        int read(long first, int count, long[] batch);
    }

    /** Takes a batch into the value of a block. */
    @FunctionalInterface
    private interface Step<R> {
        R take(R value, long[] batch, int count);
    }

    private final long from;
    private final long to;
    private final Source source;

    ParallelLongs(long from, long to, Source source) {
        this.from = from;
        this.to = to;
        this.source = source;
    }

    static ParallelLongs range(long from, long to) {
        Reader numbers = (first, count, batch) -> {
            for (int i = 0; i < count; i++) {
                batch[i] = first + i;
            }
            return count;
        };
        return new ParallelLongs(from, to, capacity -> numbers);
    }

    /** The elements for which {@code condition} holds. */
    public ParallelLongs filter(LongPredicate condition) {
        return new ParallelLongs(from, to, capacity -> {
            Reader reader = source.open(capacity);
            return (first, count, batch) -> {
                int read = reader.read(first, count, batch);
                int kept = 0;
                for (int i = 0; i < read; i++) {
                    if (condition.test(batch[i])) {
                        batch[kept++] = batch[i];
                    }
                }
                return kept;
            };
        });
    }

    /** The function's values for the elements. */
    public ParallelLongs map(LongUnaryOperator function) {
        return new ParallelLongs(from, to, capacity -> {
            Reader reader = source.open(capacity);
            return (first, count, batch) -> {
                int read = reader.read(first, count, batch);
                for (int i = 0; i < read; i++) {
                    batch[i] = function.applyAsLong(batch[i]);
                }
                return read;
            };
        });
    }

    /** The function's values for the elements. */
    public ParallelDoubles mapToDouble(LongToDoubleFunction function) {
        return new ParallelDoubles(from, to, capacity -> {
            Reader reader = source.open(capacity);
            long[] arguments = new long[capacity];
            return (first, count, batch) -> {
                int read = reader.read(first, count, arguments);
                for (int i = 0; i < read; i++) {
                    batch[i] = function.applyAsDouble(arguments[i]);
                }
                return read;
            };
        });
    }

    /** Calls {@code action} once for every element. */
    public void forEach(LongConsumer action) {
        reduce(() -> null, (nothing, batch, count) -> {
            for (int i = 0; i < count; i++) {
                action.accept(batch[i]);
            }
            return null;
        }, (nothing, neither) -> null);
    }

    /** The sum, modulo 2<sup>64</sup>. */
    public long sum() {
        return reduce(() -> 0L, (sum, batch, count) -> {
            long total = sum;
            for (int i = 0; i < count; i++) {
                total += batch[i];
            }
            return total;
        }, Long::sum);
    }

    /** The number of elements. */
    public long count() {
        return reduce(() -> 0L, (sum, batch, count) -> sum + count, Long::sum);
    }

    /** The smallest element, or nothing if there are no elements. */
    public OptionalLong min() {
        return best(Math::min);
    }

    /** The largest element, or nothing if there are no elements. */
    public OptionalLong max() {
        return best(Math::max);
    }

    /**
     * Combines all elements, neighbours with neighbours.
     *
     * @param identity changes nothing when combined; the result if there are no elements
     */
    public long reduce(long identity, LongBinaryOperator operator) {
        return reduce(() -> identity, (value, batch, count) -> {
            long result = value;
            for (int i = 0; i < count; i++) {
                result = operator.applyAsLong(result, batch[i]);
            }
            return result;
        }, operator::applyAsLong);
    }

    /**
     * Collects stretches of the sequence in containers, and the containers in one.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; may change and return the first
     */
    public <A> A fold(Supplier<A> container, ObjLongConsumer<? super A> add, BinaryOperator<A> merge) {
        return reduce(container, (value, batch, count) -> {
            for (int i = 0; i < count; i++) {
                add.accept(value, batch[i]);
            }
            return value;
        }, merge);
    }

    private OptionalLong best(LongBinaryOperator better) {
        Long best = reduce(() -> null, (value, batch, count) -> {
            if (count == 0) {
                return value;
            }
            long result = value != null ? value : batch[0];
            for (int i = 0; i < count; i++) {
                result = better.applyAsLong(result, batch[i]);
            }
            return result;
        }, Batches.ofPresent(better::applyAsLong));
        return best != null ? OptionalLong.of(best) : OptionalLong.empty();
    }

    private <R> R reduce(Supplier<R> empty, Step<R> step, BinaryOperator<R> combine) {
        if (from >= to) {
            return empty.get();
        }
        return Reduction.reduce(from, to, (first, end) -> {
            int capacity = Batches.capacity(end - first);
            long[] batch = new long[capacity];
            Reader reader = source.open(capacity);
            R value = empty.get();
            long next = first;
            while (next < end) {
                int count = (int) Math.min(capacity, end - next);
                value = step.take(value, batch, reader.read(next, count, batch));
                next += count;
            }
            return value;
        }, combine);
    }
}
