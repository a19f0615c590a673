package org.eremite.par;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.eremite.par.ObjectSinks.Held;

/**
 * A {@link ParallelSequence} of objects. Elements may be null, except that a null cannot be the result of an
 * operation that returns an {@link Optional}.
 *
 * @param <T> the type of the elements
 */
public final class ParallelObjects<T> extends ParallelSequence<ParallelObjects<T>> {
    private final Source<Object[]> source;

    ParallelObjects(Source<Object[]> source) {
        this.source = source;
    }

    static <T> ParallelObjects<T> of(Object[] array, int from, int to) {
        return new ParallelObjects<>(Source.ofArray(array, from, to));
    }

    static <T> ParallelObjects<T> of(List<? extends T> list) {
        if (!(list instanceof RandomAccess)) {
            Object[] copy = list.toArray();
            return of(copy, 0, copy.length);
        }
        return new ParallelObjects<>(Source.indexed(list.size(), sink -> {
            Object[] elements = new Object[Sink.BATCH];
            return (from, to) -> {
                boolean more = true;
                for (long start = from; more && start < to; start += Sink.BATCH) {
                    int number = Sink.batch(to - start);
                    for (int i = 0; i < number; i++) {
                        elements[i] = list.get((int) start + i);
                    }
                    more = sink.accept(elements, 0, number);
                }
                return more;
            };
        }));
    }

    static <T> ParallelObjects<T> of(Stream<? extends T> stream) {
        Object[] elements = StreamReader.toArray(stream.spliterator());
        return of(elements, 0, elements.length);
    }

    @Override
    Source<Object[]> source() {
        return source;
    }

    @Override
    public ParallelObjects<T> until(Cancellation cancellation) {
        return new ParallelObjects<>(source.until(cancellation));
    }

    /** The elements for which {@code condition} holds. */
    public ParallelObjects<T> filter(Predicate<? super T> condition) {
        return new ParallelObjects<>(source.filtered(Object[]::new, (batch, from, kept, count) -> {
            int number = 0;
            for (int i = from; i < from + count; i++) {
                if (condition.test(ObjectSinks.<T>element(batch, i))) {
                    kept[number++] = batch[i];
                }
            }
            return number;
        }));
    }

    /**
     * The elements of the sequences that the function makes of the elements, one after the other. Each of them is worked
     * through by one worker.
     */
    public <R> ParallelObjects<R> flatMap(Function<? super T, ParallelObjects<R>> function) {
        return new ParallelObjects<>(source.then(false, sink -> source.open((batch, from, count) -> {
            boolean more = true;
            for (int i = from; more && i < from + count; i++) {
                Source<Object[]> inner = function.apply(ObjectSinks.<T>element(batch, i)).source;
                more = inner.until(source.cancellation()).feedAll(sink);
            }
            return more;
        })));
    }

    /** The function's values for the elements. */
    public <R> ParallelObjects<R> map(Function<? super T, ? extends R> function) {
        return new ParallelObjects<>(source.mapped(Object[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.apply(ObjectSinks.<T>element(batch, from + i));
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelInts mapToInt(ToIntFunction<? super T> function) {
        return new ParallelInts(source.mapped(int[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsInt(ObjectSinks.<T>element(batch, from + i));
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelLongs mapToLong(ToLongFunction<? super T> function) {
        return new ParallelLongs(source.mapped(long[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsLong(ObjectSinks.<T>element(batch, from + i));
            }
        }));
    }

    /** The function's values for the elements. */
    public ParallelDoubles mapToDouble(ToDoubleFunction<? super T> function) {
        return new ParallelDoubles(source.mapped(double[]::new, (batch, from, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = function.applyAsDouble(ObjectSinks.<T>element(batch, from + i));
            }
        }));
    }

    /**
     * Pairs of elements of the same position in both sequences, as long as both last. A sequence that has been
     * filtered or flattened is evaluated now and needs memory for its elements.
     */
    public <U, R> ParallelObjects<R> zip(
            ParallelObjects<U> other, BiFunction<? super T, ? super U, ? extends R> function) {
        Source<Object[]> left = Gathering.exact(source, Object[]::new);
        Source<Object[]> right = Gathering.exact(other.source, Object[]::new);
        return new ParallelObjects<>(
                Zip.of(left, right, Object[]::new, Object[]::new, Object[]::new, (a, b, results, count) -> {
                    for (int i = 0; i < count; i++) {
                        results[i] = function.apply(ObjectSinks.<T>element(a, i), ObjectSinks.<U>element(b, i));
                    }
                }));
    }

    /** The elements with their positions. A sequence that has been filtered or flattened is evaluated now. */
    public ParallelObjects<Indexed<T>> enumerate() {
        Source<Object[]> exact = Gathering.exact(source, Object[]::new);
        ParallelLongs positions = ParallelLongs.range(0, exact.length());
        return new ParallelObjects<T>(exact).zip(positions.boxed(), (value, index) -> new Indexed<>(index, value));
    }

    /** Calls {@code action} once for every element. */
    public void forEach(Consumer<? super T> action) {
        source.accumulate(() -> new ObjectSinks.ForEach<>(action), (nothing, neither) -> null);
    }

    /**
     * Combines all elements along a tree that depends only on the length of the sequence, before filters: an operator that is
     * not associative, such as an addition that rounds, gives the same result for every number of workers.
     *
     * @return nothing if there are no elements
     * @throws NullPointerException if the result is null
     */
    public Optional<T> reduce(BinaryOperator<T> operator) {
        return Held.toOptional(source.reduce(
                () -> new ObjectSinks.Reduction<>(operator), ObjectSinks.Reduction.combining(operator)));
    }

    /** The first of the smallest elements, or nothing if there are no elements. */
    public Optional<T> min(Comparator<? super T> order) {
        BinaryOperator<T> smaller = (first, second) -> order.compare(second, first) < 0 ? second : first;
        return Held.toOptional(source.accumulate(
                () -> new ObjectSinks.Reduction<>(smaller), ObjectSinks.Reduction.combining(smaller)));
    }

    /** The first of the largest elements, or nothing if there are no elements. */
    public Optional<T> max(Comparator<? super T> order) {
        return min(order.reversed());
    }

    /**
     * Collects stretches of the sequence in containers, and the containers in one, along a tree that depends only on
     * the length of the sequence, before filters.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; may change and return the first
     */
    public <R> R fold(Supplier<R> container, BiConsumer<? super R, ? super T> add, BinaryOperator<R> merge) {
        return source.reduce(() -> new ObjectSinks.Fold<T, R>(container.get(), add), merge::apply);
    }

    /**
     * Collects stretches of the sequence in containers, and neighbouring containers in one: about as many as workers take
     * part, where {@link #fold} makes as many for every number of workers.
     *
     * @param container makes an empty one
     * @param add puts an element into one
     * @param merge makes one of two neighbours; must be associative, may change and return the first
     */
    public <R> R collect(Supplier<R> container, BiConsumer<? super R, ? super T> add, BinaryOperator<R> merge) {
        return source.accumulate(() -> new ObjectSinks.Fold<T, R>(container.get(), add), merge::apply);
    }

    /** {@link #fold} with a collector of the platform: also a sum that rounds is the same for every number of workers. */
    public <A, R> R collect(Collector<? super T, A, R> collector) {
        return collector.finisher().apply(fold(collector.supplier(), collector.accumulator(), collector.combiner()));
    }

    /** Whether the condition holds for some element. Elements not begun when one is found are dropped. */
    public boolean anyMatch(Predicate<? super T> condition) {
        return position(condition, true).isPresent();
    }

    /** Whether the condition holds for all elements. Elements not begun when one is found that fails are dropped. */
    public boolean allMatch(Predicate<? super T> condition) {
        return !anyMatch(element -> !condition.test(element));
    }

    /** Whether the condition holds for no element. */
    public boolean noneMatch(Predicate<? super T> condition) {
        return !anyMatch(condition);
    }

    /** The first element for which the condition holds; later ones that are not begun by then are dropped. */
    public Optional<T> findFirst(Predicate<? super T> condition) {
        return find(condition, false);
    }

    /** Some element for which the condition holds; others that are not begun by then are dropped. */
    public Optional<T> findAny(Predicate<? super T> condition) {
        return find(condition, true);
    }

    private Optional<T> find(Predicate<? super T> condition, boolean any) {
        return Held.toOptional(source.accumulate(() -> new ObjectSinks.Find<>(condition),
                (left, right) -> left != null ? left : right, any));
    }

    /** How many elements come before the first for which the condition holds; nothing if it holds for none. */
    public OptionalLong position(Predicate<? super T> condition) {
        return position(condition, false);
    }

    private OptionalLong position(Predicate<? super T> condition, boolean any) {
        return Gathering.position(source,
                (batch, from, count) -> ObjectSinks.indexOf(batch, from, count, condition), any);
    }

    /** A new array with all elements. O(n) memory, twice that after a filter. */
    public Object[] toArray() {
        return Gathering.toArray(source, Object[]::new);
    }

    /**
     * A new array with all elements.
     *
     * @param maker makes an array of a given length; elements are copied into it
     * @throws ArrayStoreException if an element does not fit into it
     */
    public T[] toArray(IntFunction<T[]> maker) {
        Object[] elements = toArray();
        T[] result = maker.apply(elements.length);
        System.arraycopy(elements, 0, result, 0, elements.length);
        return result;
    }

    /** An unmodifiable list with all elements, which may be null. O(n) memory, twice that after a filter. */
    @SuppressWarnings("unchecked")
    public List<T> toList() {
        return (List<T>) Collections.unmodifiableList(Arrays.asList(toArray()));
    }

    /** Lists with the elements for which the condition holds and with the others. */
    @SuppressWarnings("unchecked")
    public Partition<List<T>> partition(Predicate<? super T> condition) {
        Gathering.Halves<Object[]> halves = Gathering.partition(source, Object[]::new,
                (batch, from, count, matching, others) -> {
                    for (int i = from; i < from + count; i++) {
                        boolean holds = condition.test(ObjectSinks.<T>element(batch, i));
                        (holds ? matching : others).accept(batch, i, 1);
                    }
                });
        return new Partition<>((List<T>) Collections.unmodifiableList(Arrays.asList(halves.matching().toArray())),
                (List<T>) Collections.unmodifiableList(Arrays.asList(halves.others().toArray())));
    }

    /**
     * The elements in the given order, equal ones in the order they had; evaluated now. O(n) memory; costs are those of
     * {@link Sort}.
     */
    @SuppressWarnings("unchecked")
    public ParallelObjects<T> sorted(Comparator<? super T> order) {
        T[] elements = (T[]) toArray();
        new ObjectMergeSort<T>(order, source.cancellation()).sort(elements, elements.length);
        return ParallelObjects.<T>of(elements, 0, elements.length).until(source.cancellation());
    }

    /** Each element combined with all before it, evaluated now. O(n) memory; costs and order are those of {@link Scan}. */
    @SuppressWarnings("unchecked")
    public ParallelObjects<T> scan(BinaryOperator<T> operator) {
        T[] elements = (T[]) toArray();
        Scan.inclusive(elements, operator, source.cancellation());
        return ParallelObjects.<T>of(elements, 0, elements.length).until(source.cancellation());
    }

    /** The elements as a sequential stream of the platform, evaluated now. O(n) memory. */
    public Stream<T> toStream() {
        return toList().stream();
    }
}
