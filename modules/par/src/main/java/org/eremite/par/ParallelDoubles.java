package org.eremite.par;

import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Supplier;

/**
 * A sequence of doubles to be worked through in parallel. The functions given are called by several threads at once, in
 * no particular order; the results do not depend on the number of threads. A sequence may be used more than once.
 */
public final class ParallelDoubles {
    /** Makes readers, one for each block. */
    @FunctionalInterface
    interface Source {
        Reader open(int capacity);
    }

    /** Reads a block batch by batch, so that the library makes no call of its own for each element. */
    @FunctionalInterface
    interface Reader {
        /** Puts the elements of {@code count} indices from {@code first} into {@code batch}; returns their number. */
        int read(long first, int count, double[] batch);
    }

    /** Takes a batch into the value of a block. */
    @FunctionalInterface
    private interface Step<R> {
        R take(R value, double[] batch, int count);
    }

    private final long from;
    private final long to;
    private final Source source;

    ParallelDoubles(long from, long to, Source source) {
        this.from = from;
        this.to = to;
        this.source = source;
    }

    /** The elements for which {@code condition} holds. */
    public ParallelDoubles filter(DoublePredicate condition) {
        return new ParallelDoubles(from, to, capacity -> {
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
    public ParallelDoubles map(DoubleUnaryOperator function) {
        return new ParallelDoubles(from, to, capacity -> {
            Reader reader = source.open(capacity);
            return (first, count, batch) -> {
                int read = reader.read(first, count, batch);
                for (int i = 0; i < read; i++) {
                    batch[i] = function.applyAsDouble(batch[i]);
                }
                return read;
            };
        });
    }

    /** Calls {@code action} once for every element. */
    public void forEach(DoubleConsumer action) {
        reduce(() -> null, (nothing, batch, count) -> {
            for (int i = 0; i < count; i++) {
                action.accept(batch[i]);
            }
            return null;
        }, (nothing, neither) -> null);
    }

    /**
     * The sum, rounded at each addition; 0.0 if there are no elements. The additions are ordered by the length of the
     * sequence alone, so the result is the same to the last bit for every number of threads.
     */
    public double sum() {
        return reduce(() -> 0.0, (sum, batch, count) -> {
            double total = sum;
            for (int i = 0; i < count; i++) {
                total += batch[i];
            }
            return total;
        }, Double::sum);
    }

    /** The number of elements. */
    public long count() {
        return reduce(() -> 0L, (sum, batch, count) -> sum + count, Long::sum);
    }

    /** The smallest element as of {@link Math#min(double, double)}, or nothing if there are no elements. */
    public OptionalDouble min() {
        return best(Math::min);
    }

    /** The largest element as of {@link Math#max(double, double)}, or nothing if there are no elements. */
    public OptionalDouble max() {
        return best(Math::max);
    }

    /**
     * Combines all elements, neighbours with neighbours.
     *
     * @param identity changes nothing when combined; the result if there are no elements
     */
    public double reduce(double identity, DoubleBinaryOperator operator) {
        return reduce(() -> identity, (value, batch, count) -> {
            double result = value;
            for (int i = 0; i < count; i++) {
                result = operator.applyAsDouble(result, batch[i]);
            }
            return result;
        }, operator::applyAsDouble);
    }

    /**
     * Collects stretches of the sequence in containers, and the containers in one.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; may change and return the first
     */
    public <A> A fold(Supplier<A> container, ObjDoubleConsumer<? super A> add, BinaryOperator<A> merge) {
        return reduce(container, (value, batch, count) -> {
            for (int i = 0; i < count; i++) {
                add.accept(value, batch[i]);
            }
            return value;
        }, merge);
    }

    private OptionalDouble best(DoubleBinaryOperator better) {
        Double best = reduce(() -> null, (value, batch, count) -> {
            if (count == 0) {
                return value;
            }
            double result = value != null ? value : batch[0];
            for (int i = 0; i < count; i++) {
                result = better.applyAsDouble(result, batch[i]);
            }
            return result;
        }, Batches.ofPresent(better::applyAsDouble));
        return best != null ? OptionalDouble.of(best) : OptionalDouble.empty();
    }

    private <R> R reduce(Supplier<R> empty, Step<R> step, BinaryOperator<R> combine) {
        if (from >= to) {
            return empty.get();
        }
        return Reduction.reduce(from, to, (first, end) -> {
            int capacity = Batches.capacity(end - first);
            double[] batch = new double[capacity];
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
