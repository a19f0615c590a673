package org.eremite.par;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A {@link ParallelSequence} of ints. */
public final class ParallelInts extends ParallelSequence<ParallelInts> {
    private final Source<int[]> source;
    /** Whether the elements are the numbers from {@link #first} on. */
    private final boolean range;
    private final int first;

    ParallelInts(Source<int[]> source) {
        this(source, false, 0);
    }

    private ParallelInts(Source<int[]> source, boolean range, int first) {
        this.source = source;
        this.range = range;
        this.first = first;
    }

    static ParallelInts range(int from, int to) {
        long length = from < to ? (long) to - from : 0;
        return new ParallelInts(Source.indexed(length, sink -> {
            if (sink instanceof Sink.OfIntRange direct) {
                return (first, end) -> first == end || direct.acceptRange((int) (from + first), (int) (from + end));
            }
            int[] numbers = new int[Sink.BATCH];
            return (first, end) -> {
                boolean more = true;
                long start = first;
                while (more && start != end) {
                    int number = Sink.batch(end - start);
                    int least = (int) (from + start);
                    for (int i = 0; i < number; i++) {
                        numbers[i] = least + i;
                    }
                    more = sink.accept(numbers, 0, number);
                    start += number;
                }
                return more;
            };
        }), true, from);
    }

    static ParallelInts of(int[] array, int from, int to) {
        return new ParallelInts(Source.ofArray(array, from, to));
    }

    @Override
    Source<int[]> source() {
        return source;
    }

    @Override
    public ParallelInts until(Cancellation cancellation) {
        return new ParallelInts(source.until(cancellation), range, first);
    }

    /** The elements for which {@code condition} holds. */
    public ParallelInts filter(IntPredicate condition) {
        return new ParallelInts(source.filtered(int[]::new, (batch, from, kept, count) -> {
            int number = 0;
            for (int i = from; i < from + count; i++) {
                int element = batch[i];
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
    public ParallelInts flatMap(IntFunction<ParallelInts> function) {
        return new ParallelInts(source.then(false, sink -> source.open((batch, from, count) -> {
            boolean more = true;
            for (int i = from; more && i < from + count; i++) {
                Source<int[]> inner = function.apply(batch[i]).source;
                more = inner.until(source.cancellation()).feedAll(sink);
            }
            return more;
        })));
    }

    /** The function's values for the elements. */
    public ParallelInts map(IntUnaryOperator function) {
        return new ParallelInts(source.mapped(int[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsInt(batch[from + i]);
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelLongs mapToLong(IntToLongFunction function) {
        return new ParallelLongs(source.mapped(long[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsLong(batch[from + i]);
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelDoubles mapToDouble(IntToDoubleFunction function) {
        return new ParallelDoubles(source.mapped(double[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsDouble(batch[from + i]);
            }
        }), range ? new DoubleSinks.SumOfValues(first, function) : null);
    }

    /** The function's values for the elements. */
    public <R> ParallelObjects<R> mapToObject(IntFunction<? extends R> function) {
        return new ParallelObjects<>(source.mapped(Object[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.apply(batch[from + i]);
            }
        }));
    }

    /** The elements as objects. */
    public ParallelObjects<Integer> boxed() {
        return mapToObject(Integer::valueOf);
    }

    /**
     * Pairs of elements of the same position in both sequences, as long as both last. A sequence that has been
     * filtered or flattened is evaluated now and needs memory for its elements.
     */
    public ParallelInts zip(ParallelInts other, IntBinaryOperator function) {
        Source<int[]> left = Gathering.exact(source, int[]::new);
        Source<int[]> right = Gathering.exact(other.source, int[]::new);
        Zip.Pairing<int[], int[], int[]> pairing = (a, b, results, count) -> {
            for (int i = 0; i < count; i++) {
                results[i] = function.applyAsInt(a[i], b[i]);
            }
        };
        return new ParallelInts(Zip.of(left, right, int[]::new, int[]::new, int[]::new, pairing));
    }

    /** Calls {@code action} once for every element. */
    public void forEach(IntConsumer action) {
        source.accumulate(() -> new IntSinks.ForEach(action), (nothing, neither) -> null);
    }

    /** The sum, without overflow of int; modulo 2<sup>64</sup>. */
    public long sum() {
        return source.accumulate(IntSinks.Sum::new, Long::sum);
    }

    /** The smallest element, or nothing if there are no elements. */
    public OptionalInt min() {
        return best(Math::min);
    }

    /** The largest element, or nothing if there are no elements. */
    public OptionalInt max() {
        return best(Math::max);
    }

    private OptionalInt best(IntBinaryOperator better) {
        Integer best = source.accumulate(() -> new IntSinks.Best(better), (left, right) -> {
            if (left == null || right == null) {
                return left == null ? right : left;
            }
            return better.applyAsInt(left, right);
        });
        return best != null ? OptionalInt.of(best) : OptionalInt.empty();
    }

    /**
     * Combines all elements along a tree that depends only on the length of the sequence, before filters: an operator that is
     * not associative, such as an addition that rounds, gives the same result for every number of workers.
     *
     * @param identity changes nothing when combined; the result if there are no elements
     */
    public int reduce(int identity, IntBinaryOperator operator) {
        return source.reduce(() -> new IntSinks.Reduction(identity, operator), operator::applyAsInt);
    }

    /**
     * Collects stretches of the sequence in containers, and the containers in one, along a tree that depends only on
     * the length of the sequence, before filters.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; may change and return the first
     */
    public <R> R fold(Supplier<R> container, ObjIntConsumer<? super R> add, BinaryOperator<R> merge) {
        return source.reduce(() -> new IntSinks.Fold<R>(container.get(), add), merge::apply);
    }

    /**
     * Collects stretches of the sequence in containers, and neighbouring containers in one: about as many as workers take
     * part, where {@link #fold} makes as many for every number of workers.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; must be associative, may change and return the first
     */
    public <R> R collect(Supplier<R> container, ObjIntConsumer<? super R> add, BinaryOperator<R> merge) {
        return source.accumulate(() -> new IntSinks.Fold<R>(container.get(), add), merge::apply);
    }

    /** Whether the condition holds for some element. Elements not begun when one is found are dropped. */
    public boolean anyMatch(IntPredicate condition) {
        return findAny(condition).isPresent();
    }

    /** Whether the condition holds for all elements. Elements not begun when one is found that fails are dropped. */
    public boolean allMatch(IntPredicate condition) {
        return !anyMatch(condition.negate());
    }

    /** Whether the condition holds for no element. */
    public boolean noneMatch(IntPredicate condition) {
        return !anyMatch(condition);
    }

    /** The first element for which the condition holds; later ones that are not begun by then are dropped. */
    public OptionalInt findFirst(IntPredicate condition) {
        return find(condition, false);
    }

    /** Some element for which the condition holds; others that are not begun by then are dropped. */
    public OptionalInt findAny(IntPredicate condition) {
        return find(condition, true);
    }

    private OptionalInt find(IntPredicate condition, boolean any) {
        Integer found = source.accumulate(() -> new IntSinks.Find(condition),
                (left, right) -> left != null ? left : right, any);
        return found != null ? OptionalInt.of(found) : OptionalInt.empty();
    }

    /** How many elements come before the first for which the condition holds; nothing if it holds for none. */
    public OptionalLong position(IntPredicate condition) {
        return Gathering.position(source,
                (batch, from, count) -> IntSinks.indexOf(batch, from, count, condition), false);
    }

    /** A new array with all elements. O(n) memory, twice that after a filter. */
    public int[] toArray() {
        return Gathering.toArray(source, int[]::new);
    }

    /** New arrays with the elements for which the condition holds and with the others, each in order. O(n) memory. */
    public Partition<int[]> partition(IntPredicate condition) {
        Gathering.Halves<int[]> halves = Gathering.partition(source, int[]::new,
                (batch, from, count, matching, others) -> {
                    for (int i = from; i < from + count; i++) {
                        (condition.test(batch[i]) ? matching : others).accept(batch, i, 1);
                    }
                });
        return new Partition<>(halves.matching().toArray(), halves.others().toArray());
    }

    /** The elements in ascending order, evaluated now. O(n) memory; costs are those of {@link Sort}. */
    public ParallelInts sorted() {
        int[] elements = toArray();
        new IntMergeSort(source.cancellation()).sort(elements, elements.length);
        return of(elements, 0, elements.length).until(source.cancellation());
    }

    /** Each element combined with all before it, evaluated now. O(n) memory; costs and order are those of {@link Scan}. */
    public ParallelInts scan(IntBinaryOperator operator) {
        int[] elements = toArray();
        Scan.inclusive(elements, operator, source.cancellation());
        return of(elements, 0, elements.length).until(source.cancellation());
    }

    /** The elements as a sequential stream of the platform, evaluated now. O(n) memory. */
    public IntStream toStream() {
        return Arrays.stream(toArray());
    }
}
