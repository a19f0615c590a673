package org.eremite.par;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** A {@link ParallelSequence} of doubles. */
public final class ParallelDoubles extends ParallelSequence<ParallelDoubles> {
    private final Source<double[]> source;
    /** Sums of blocks of elements that need not be put into arrays; or null. */
    private final Source.Blocks<Double> sums;

    ParallelDoubles(Source<double[]> source) {
        this(source, null);
    }

    ParallelDoubles(Source<double[]> source, Source.Blocks<Double> sums) {
        this.source = source;
        this.sums = sums;
    }

    static ParallelDoubles of(double[] array, int from, int to) {
        return new ParallelDoubles(Source.ofArray(array, from, to));
    }

    @Override
    Source<double[]> source() {
        return source;
    }

    @Override
    public ParallelDoubles until(Cancellation cancellation) {
        return new ParallelDoubles(source.until(cancellation), sums);
    }

    /** The elements for which {@code condition} holds. */
    public ParallelDoubles filter(DoublePredicate condition) {
        return new ParallelDoubles(source.filtered(double[]::new, (batch, from, kept, count) -> {
            int number = 0;
            for (int i = from; i < from + count; i++) {
                double element = batch[i];
                if (condition.test(element)) {
                    kept[number++] = element;
                }
            }
            return number;
        }));
    }

    /**
     * The elements of the sequences that the function makes of the elements, one after the other. Each of them is worked
     * through by one worker.
     */
    public ParallelDoubles flatMap(DoubleFunction<ParallelDoubles> function) {
        return new ParallelDoubles(source.then(false, sink -> source.open((batch, from, count) -> {
            boolean more = true;
            for (int i = from; more && i < from + count; i++) {
                Source<double[]> inner = function.apply(batch[i]).source;
                more = inner.until(source.cancellation()).feedAll(sink);
            }
            return more;
        })));
    }

    /** The function's values for the elements. */
    public ParallelInts mapToInt(DoubleToIntFunction function) {
        return new ParallelInts(source.mapped(int[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsInt(batch[from + i]);
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelLongs mapToLong(DoubleToLongFunction function) {
        return new ParallelLongs(source.mapped(long[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsLong(batch[from + i]);
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelDoubles map(DoubleUnaryOperator function) {
        return new ParallelDoubles(source.mapped(double[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsDouble(batch[from + i]);
            }
        }));
    }

    /** The function's values for the elements. */
    public <R> ParallelObjects<R> mapToObject(DoubleFunction<? extends R> function) {
        return new ParallelObjects<>(source.mapped(Object[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.apply(batch[from + i]);
            }
        }));
    }

    /** The elements as objects. */
    public ParallelObjects<Double> boxed() {
        return mapToObject(Double::valueOf);
    }

    /**
     * Pairs of elements of the same position in both sequences, as long as both last. A sequence that has been
     * filtered or flattened is evaluated now and needs memory for its elements.
     */
    public ParallelDoubles zip(ParallelDoubles other, DoubleBinaryOperator function) {
        Source<double[]> left = Gathering.exact(source, double[]::new);
        Source<double[]> right = Gathering.exact(other.source, double[]::new);
        Zip.Pairing<double[], double[], double[]> pairing = (a, b, results, count) -> {
            for (int i = 0; i < count; i++) {
                results[i] = function.applyAsDouble(a[i], b[i]);
            }
        };
        return new ParallelDoubles(Zip.of(left, right, double[]::new, double[]::new, double[]::new, pairing));
    }

    /** Calls {@code action} once for every element. */
    public void forEach(DoubleConsumer action) {
        source.accumulate(() -> new DoubleSinks.ForEach(action), (nothing, neither) -> null);
    }

    /**
     * The sum, rounded at each addition; 0.0 if there are no elements. The additions are ordered by a tree that depends
     * on the length of the sequence alone, so the result is the same to the last bit for every number of workers.
     */
    public double sum() {
        return sums == null || source.length() == 0 ? source.reduce(DoubleSinks.Sum::new, Double::sum)
                : source.reduceBlocks(() -> sums, Double::sum);
    }

    /** The smallest element as of {@link Math#min(double, double)}, or nothing if there are no elements. */
    public OptionalDouble min() {
        return best(Math::min);
    }

    /** The largest element as of {@link Math#max(double, double)}, or nothing if there are no elements. */
    public OptionalDouble max() {
        return best(Math::max);
    }

    private OptionalDouble best(DoubleBinaryOperator better) {
        Double best = source.accumulate(() -> new DoubleSinks.Best(better), (left, right) -> {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            return better.applyAsDouble(left, right);
        });
        return best != null ? OptionalDouble.of(best) : OptionalDouble.empty();
    }

    /**
     * Combines all elements along a tree that depends only on the length of the sequence, before filters: an operator that is
     * not associative, such as an addition that rounds, gives the same result for every number of workers.
     *
     * @param identity changes nothing when combined; the result if there are no elements
     */
    public double reduce(double identity, DoubleBinaryOperator operator) {
        return source.reduce(() -> new DoubleSinks.Reduction(identity, operator), operator::applyAsDouble);
    }

    /**
     * Collects stretches of the sequence in containers, and the containers in one, along a tree that depends only on
     * the length of the sequence, before filters.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; may change and return the first
     */
    public <R> R fold(Supplier<R> container, ObjDoubleConsumer<? super R> add, BinaryOperator<R> merge) {
        return source.reduce(() -> new DoubleSinks.Fold<R>(container.get(), add), merge::apply);
    }

    /**
     * Collects stretches of the sequence in containers, and neighbouring containers in one: about as many as workers take
     * part, where {@link #fold} makes as many for every number of workers.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; must be associative, may change and return the first
     */
    public <R> R collect(Supplier<R> container, ObjDoubleConsumer<? super R> add, BinaryOperator<R> merge) {
        return source.accumulate(() -> new DoubleSinks.Fold<R>(container.get(), add), merge::apply);
    }

    /** Whether the condition holds for some element. Elements not begun when one is found are dropped. */
    public boolean anyMatch(DoublePredicate condition) {
        return findAny(condition).isPresent();
    }

    /** Whether the condition holds for all elements. Elements not begun when one is found that fails are dropped. */
    public boolean allMatch(DoublePredicate condition) {
        return !anyMatch(condition.negate());
    }

    /** Whether the condition holds for no element. */
    public boolean noneMatch(DoublePredicate condition) {
        return !anyMatch(condition);
    }

    /** The first element for which the condition holds; later ones that are not begun by then are dropped. */
    public OptionalDouble findFirst(DoublePredicate condition) {
        return find(condition, false);
    }

    /** Some element for which the condition holds; others that are not begun by then are dropped. */
    public OptionalDouble findAny(DoublePredicate condition) {
        return find(condition, true);
    }

    private OptionalDouble find(DoublePredicate condition, boolean any) {
        Double found = source.accumulate(() -> new DoubleSinks.Find(condition),
                (left, right) -> left != null ? left : right, any);
        return found != null ? OptionalDouble.of(found) : OptionalDouble.empty();
    }

    /** How many elements come before the first for which the condition holds; nothing if it holds for none. */
    public OptionalLong position(DoublePredicate condition) {
        return Gathering.position(source,
                (batch, from, count) -> DoubleSinks.indexOf(batch, from, count, condition), false);
    }

    /** A new array with all elements. O(n) memory, twice that after a filter. */
    public double[] toArray() {
        return Gathering.toArray(source, double[]::new);
    }

    /** New arrays with the elements for which the condition holds and with the others, each in order. O(n) memory. */
    public Partition<double[]> partition(DoublePredicate condition) {
        Gathering.Halves<double[]> halves = Gathering.partition(source, double[]::new,
                (batch, from, count, matching, others) -> {
                    for (int i = from; i < from + count; i++) {
                        (condition.test(batch[i]) ? matching : others).accept(batch, i, 1);
                    }
                });
        return new Partition<>(halves.matching().toArray(), halves.others().toArray());
    }

    /**
     * The elements in ascending order as of {@link Double#compare}, evaluated now. O(n) memory; costs are those of {@link Sort}.
     */
    public ParallelDoubles sorted() {
        double[] elements = toArray();
        new DoubleMergeSort(source.cancellation()).sort(elements, elements.length);
        return of(elements, 0, elements.length).until(source.cancellation());
    }

    /** Each element combined with all before it, evaluated now. O(n) memory; costs and order are those of {@link Scan}. */
    public ParallelDoubles scan(DoubleBinaryOperator operator) {
        double[] elements = toArray();
        Scan.inclusive(elements, operator, source.cancellation());
        return of(elements, 0, elements.length).until(source.cancellation());
    }

    /** The elements as a sequential stream of the platform, evaluated now. O(n) memory. */
    public DoubleStream toStream() {
        return Arrays.stream(toArray());
    }
}
