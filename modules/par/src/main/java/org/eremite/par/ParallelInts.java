package org.eremite.par;

import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * A sequence of ints to be worked through in parallel. The functions given are called by several threads at once, in
 * no particular order; the results do not depend on the number of threads. A sequence may be used more than once.
 */
public final class ParallelInts {
    /** Makes readers, one for each block. */
    @FunctionalInterface
    private interface Source {
        Reader open(int capacity);
    }

    /** Reads a block batch by batch, so that the library makes no call of its own for each element. */
    @FunctionalInterface
    private interface Reader {
        /** Puts the elements of {@code count} indices from {@code first} into {@code batch}; returns their number. */
        int read(long first, int count, int[] batch);
    }

    /** Takes a batch into the value of a block. */
    @FunctionalInterface
    private interface Step<R> {
        R take(R value, int[] batch, int count);
    }

    private final long from;
    private final long to;
    private final Source source;

    private ParallelInts(long from, long to, Source source) {
        this.from = from;
        this.to = to;
        this.source = source;
    }

    static ParallelInts range(int from, int to) {
        Reader numbers = (first, count, batch) -> {
            for (int i = 0; i < count; i++) {
                batch[i] = (int) first + i;
            }
            return count;
        };
        return new ParallelInts(from, to, capacity -> numbers);
    }

    /** The elements for which {@code condition} holds. */
    public ParallelInts filter(IntPredicate condition) {
        return new ParallelInts(from, to, capacity -> {
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
    public ParallelInts map(IntUnaryOperator function) {
        return new ParallelInts(from, to, capacity -> {
            Reader reader = source.open(capacity);
            return (first, count, batch) -> {
                int read = reader.read(first, count, batch);
                for (int i = 0; i < read; i++) {
                    batch[i] = function.applyAsInt(batch[i]);
                }
                return read;
            };
        });
    }

    /** The function's values for the elements. */
    public ParallelLongs mapToLong(IntToLongFunction function) {
        return new ParallelLongs(from, to, capacity -> {
            Reader reader = source.open(capacity);
            int[] arguments = new int[capacity];
            return (first, count, batch) -> {
                int read = reader.read(first, count, arguments);
                for (int i = 0; i < read; i++) {
                    batch[i] = function.applyAsLong(arguments[i]);
                }
                return read;
            };
        });
    }

    /** The function's values for the elements. */
    public ParallelDoubles mapToDouble(IntToDoubleFunction function) {
        return new ParallelDoubles(from, to, capacity -> {
            Reader reader = source.open(capacity);
            int[] arguments = new int[capacity];
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
    public void forEach(IntConsumer action) {
        reduce(() -> null, (nothing, batch, count) -> {
            for (int i = 0; i < count; i++) {
                action.accept(batch[i]);
            }
            return null;
        }, (nothing, neither) -> null);
    }

    /** The sum, without overflow of int; modulo 2<sup>64</sup>. */
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
    public OptionalInt min() {
        return best(Math::min);
    }

    /** The largest element, or nothing if there are no elements. */
    public OptionalInt max() {
        return best(Math::max);
    }

    /**
     * Combines all elements, neighbours with neighbours.
     *
     * @param identity changes nothing when combined; the result if there are no elements
     */
    public int reduce(int identity, IntBinaryOperator operator) {
        return reduce(() -> identity, (value, batch, count) -> {
            int result = value;
            for (int i = 0; i < count; i++) {
                result = operator.applyAsInt(result, batch[i]);
            }
            return result;
        }, operator::applyAsInt);
    }

    /**
     * Collects stretches of the sequence in containers, and the containers in one.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; may change and return the first
     */
    public <A> A fold(Supplier<A> container, ObjIntConsumer<? super A> add, BinaryOperator<A> merge) {
        return reduce(container, (value, batch, count) -> {
            for (int i = 0; i < count; i++) {
                add.accept(value, batch[i]);
            }
            return value;
        }, merge);
    }

    private OptionalInt best(IntBinaryOperator better) {
        Integer best = reduce(() -> null, (value, batch, count) -> {
            if (count == 0) {
                return value;
            }
            int result = value != null ? value : batch[0];
            for (int i = 0; i < count; i++) {
                result = better.applyAsInt(result, batch[i]);
            }
            return result;
        }, Batches.ofPresent(better::applyAsInt));
        return best != null ? OptionalInt.of(best) : OptionalInt.empty();
    }

    private <R> R reduce(Supplier<R> empty, Step<R> step, BinaryOperator<R> combine) {
        if (from >= to) {
            return empty.get();
        }
        return Reduction.reduce(from, to, (first, end) -> {
            int capacity = Batches.capacity(end - first);
            int[] batch = new int[capacity];
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
