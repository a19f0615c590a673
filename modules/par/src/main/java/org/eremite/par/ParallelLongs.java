package org.eremite.par;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** A {@link ParallelSequence} of longs. */
public final class ParallelLongs extends ParallelSequence<ParallelLongs> {
    private final Source<long[]> source;

    ParallelLongs(Source<long[]> source) {
        this.source = source;
    }

    static ParallelLongs range(long from, long to) {
        long length = from < to ? to - from : 0;
        return new ParallelLongs(Source.indexed(length, sink -> {
            if (sink instanceof Sink.OfLongRange direct) {
                return (first, end) -> first == end || direct.acceptRange(from + first, from + end);
            }
            long[] numbers = new long[Sink.BATCH];
            return (first, end) -> {
                boolean more = true;
                long start = first;
                while (more && start != end) {
                    int number = Sink.batch(end - start);
                    long least = (from + start);
                    for (int i = 0; i < number; i++) {
                        numbers[i] = least + i;
                    }
                    more = sink.accept(numbers, 0, number);
                    start += number;
                }
                return more;
            };
        }));
    }

    static ParallelLongs of(long[] array, int from, int to) {
        return new ParallelLongs(Source.ofArray(array, from, to));
    }

    @Override
    Source<long[]> source() {
        return source;
    }

    @Override
    public ParallelLongs until(Cancellation cancellation) {
        return new ParallelLongs(source.until(cancellation));
    }

    /** The elements for which {@code condition} holds. */
    public ParallelLongs filter(LongPredicate condition) {
        return new ParallelLongs(source.filtered(long[]::new, (batch, from, kept, count) -> {
            int number = 0;
            for (int i = from; i < from + count; i++) {
                long element = batch[i];
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
    public ParallelLongs flatMap(LongFunction<ParallelLongs> function) {
        return new ParallelLongs(source.then(false, sink -> source.open((batch, from, count) -> {
            boolean more = true;
            for (int i = from; more && i < from + count; i++) {
                Source<long[]> inner = function.apply(batch[i]).source;
                more = inner.until(source.cancellation()).feedAll(sink);
            }
            return more;
        })));
    }

    /** The function's values for the elements. */
    public ParallelInts mapToInt(LongToIntFunction function) {
        return new ParallelInts(source.mapped(int[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsInt(batch[from + i]);
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelLongs map(LongUnaryOperator function) {
        return new ParallelLongs(source.mapped(long[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsLong(batch[from + i]);
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelDoubles mapToDouble(LongToDoubleFunction function) {
        return new ParallelDoubles(source.mapped(double[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsDouble(batch[from + i]);
            }
        }));
    }

    /** The function's values for the elements. */
    public <R> ParallelObjects<R> mapToObject(LongFunction<? extends R> function) {
        return new ParallelObjects<>(source.mapped(Object[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.apply(batch[from + i]);
            }
        }));
    }

    /** The elements as objects. */
    public ParallelObjects<Long> boxed() {
        return mapToObject(Long::valueOf);
    }

    /**
     * Pairs of elements of the same position in both sequences, as long as both last. A sequence that has been
     * filtered or flattened is evaluated now and needs memory for its elements.
     */
    public ParallelLongs zip(ParallelLongs other, LongBinaryOperator function) {
        Source<long[]> left = Gathering.exact(source, long[]::new);
        Source<long[]> right = Gathering.exact(other.source, long[]::new);
        Zip.Pairing<long[], long[], long[]> pairing = (a, b, results, count) -> {
            for (int i = 0; i < count; i++) {
                results[i] = function.applyAsLong(a[i], b[i]);
            }
        };
        return new ParallelLongs(Zip.of(left, right, long[]::new, long[]::new, long[]::new, pairing));
    }

    /** Calls {@code action} once for every element. */
    public void forEach(LongConsumer action) {
        source.accumulate(() -> new LongSinks.ForEach(action), (nothing, neither) -> null);
    }

    /** The sum, modulo 2<sup>64</sup>. */
    public long sum() {
        return source.accumulate(LongSinks.Sum::new, Long::sum);
    }

    /** The smallest element, or nothing if there are no elements. */
    public OptionalLong min() {
        return best(Math::min);
    }

    /** The largest element, or nothing if there are no elements. */
    public OptionalLong max() {
        return best(Math::max);
    }

    private OptionalLong best(LongBinaryOperator better) {
        Long best = source.accumulate(() -> new LongSinks.Best(better), (left, right) -> {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            return better.applyAsLong(left, right);
        });
        return best != null ? OptionalLong.of(best) : OptionalLong.empty();
    }

    /**
     * Combines all elements along a tree that depends only on the length of the sequence, before filters: an operator that is
     * not associative, such as an addition that rounds, gives the same result for every number of workers.
     *
     * @param identity changes nothing when combined; the result if there are no elements
     */
    public long reduce(long identity, LongBinaryOperator operator) {
        return source.reduce(() -> new LongSinks.Reduction(identity, operator), operator::applyAsLong);
    }

    /**
     * Collects stretches of the sequence in containers, and the containers in one, along a tree that depends only on
     * the length of the sequence, before filters.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; may change and return the first
     */
    public <R> R fold(Supplier<R> container, ObjLongConsumer<? super R> add, BinaryOperator<R> merge) {
        return source.reduce(() -> new LongSinks.Fold<R>(container.get(), add), merge::apply);
    }

    /**
     * Collects stretches of the sequence in containers, and neighbouring containers in one: about as many as workers take
     * part, where {@link #fold} makes as many for every number of workers.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; must be associative, may change and return the first
     */
    public <R> R collect(Supplier<R> container, ObjLongConsumer<? super R> add, BinaryOperator<R> merge) {
        return source.accumulate(() -> new LongSinks.Fold<R>(container.get(), add), merge::apply);
    }

    /** Whether the condition holds for some element. Elements not begun when one is found are dropped. */
    public boolean anyMatch(LongPredicate condition) {
        return findAny(condition).isPresent();
    }

    /** Whether the condition holds for all elements. Elements not begun when one is found that fails are dropped. */
    public boolean allMatch(LongPredicate condition) {
        return !anyMatch(condition.negate());
    }

    /** Whether the condition holds for no element. */
    public boolean noneMatch(LongPredicate condition) {
        return !anyMatch(condition);
    }

    /** The first element for which the condition holds; later ones that are not begun by then are dropped. */
    public OptionalLong findFirst(LongPredicate condition) {
        return find(condition, false);
    }

    /** Some element for which the condition holds; others that are not begun by then are dropped. */
    public OptionalLong findAny(LongPredicate condition) {
        return find(condition, true);
    }

    private OptionalLong find(LongPredicate condition, boolean any) {
        Long found = source.accumulate(() -> new LongSinks.Find(condition),
                (left, right) -> left != null ? left : right, any);
        return found != null ? OptionalLong.of(found) : OptionalLong.empty();
    }

    /** How many elements come before the first for which the condition holds; nothing if it holds for none. */
    public OptionalLong position(LongPredicate condition) {
        return Gathering.position(source,
                (batch, from, count) -> LongSinks.indexOf(batch, from, count, condition), false);
    }

    /** A new array with all elements. O(n) memory, twice that after a filter. */
    public long[] toArray() {
        return Gathering.toArray(source, long[]::new);
    }

    /** New arrays with the elements for which the condition holds and with the others, each in order. O(n) memory. */
    public Partition<long[]> partition(LongPredicate condition) {
        Gathering.Halves<long[]> halves = Gathering.partition(source, long[]::new,
                (batch, from, count, matching, others) -> {
                    for (int i = from; i < from + count; i++) {
                        (condition.test(batch[i]) ? matching : others).accept(batch, i, 1);
                    }
                });
        return new Partition<>(halves.matching().toArray(), halves.others().toArray());
    }

    /** The elements in ascending order, evaluated now. O(n) memory; costs are those of {@link Sort}. */
    public ParallelLongs sorted() {
        long[] elements = toArray();
        new LongMergeSort(source.cancellation()).sort(elements, elements.length);
        return of(elements, 0, elements.length).until(source.cancellation());
    }

    /** Each element combined with all before it, evaluated now. O(n) memory; costs and order are those of {@link Scan}. */
    public ParallelLongs scan(LongBinaryOperator operator) {
        long[] elements = toArray();
        Scan.inclusive(elements, operator, source.cancellation());
        return of(elements, 0, elements.length).until(source.cancellation());
    }

    /** The elements as a sequential stream of the platform, evaluated now. O(n) memory. */
    public LongStream toStream() {
        return Arrays.stream(toArray());
    }
}
