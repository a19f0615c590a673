package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.eremite.par.Operations.Operation;

/** Every operation on sequences of every type is its sequential meaning, ends with what is thrown in it, and when cancelled. */
class EveryOperationTest {
    private static final int NOWHERE = Integer.MAX_VALUE;

    @Provide
    Arbitrary<Input> inputs() {
        return Input.arbitrary();
    }

    @Example
    void noOperationIsForgotten() {
        for (Operations<?, ?> operations : Operations.OF_ALL_TYPES) {
            Set<String> methods = new TreeSet<>();
            for (Method method : operations.type().getMethods()) {
                if (!Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class) {
                    methods.add(method.getName());
                }
            }
            assertEquals(methods, new TreeSet<>(operations.names()), operations.type().getName());
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void resultsAreTheSequentialOnes(@ForAll("inputs") Input input, @ForAll @IntRange(max = 60) int bound) {
        for (Operations<?, ?> operations : Operations.OF_ALL_TYPES) {
            compare(operations, input, bound);
        }
    }

    private static <P, D> void compare(Operations<P, D> operations, Input input, int bound) {
        P sequence = operations.sequence().apply(Par.of(input.ints()).map(input::beating));
        for (Operation<P, D> operation : operations.all()) {
            Object expected = operation.sequential().apply(operations.data().apply(input.ints()), bound);
            input.run(() -> assertEquals(expected, operation.parallel().apply(sequence, bound),
                    () -> operations.type().getSimpleName() + "." + operation.name()));
        }
    }

    /** All of them, applied to the same ints. */
    private static List<Consumer<ParallelInts>> searchingNothing() {
        List<Consumer<ParallelInts>> all = new ArrayList<>();
        Operations.OF_ALL_TYPES.forEach(operations -> addTo(all, operations));
        return all;
    }

    private static <P, D> void addTo(List<Consumer<ParallelInts>> all, Operations<P, D> operations) {
        for (Operation<P, D> operation : operations.all()) {
            all.add(ints -> operation.parallel().apply(operations.sequence().apply(ints), NOWHERE));
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void anExceptionReachesTheCaller(@ForAll("inputs") Input input, @ForAll int choice) {
        int failing = Math.floorMod(choice, input.length() + 1);
        IntUnaryOperator function = i -> {
            input.beating(i);
            if (i == failing) {
                throw new IllegalStateException("element " + i);
            }
            return i;
        };
        for (Consumer<ParallelInts> operation : searchingNothing()) {
            input.run(() -> assertEquals("element " + failing, assertThrows(IllegalStateException.class,
                    () -> operation.accept(Par.range(0, input.length() + 1).map(function))).getMessage()));
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void aCancellationEndsItSoon(@ForAll("inputs") Input input) {
        for (Consumer<ParallelInts> operation : searchingNothing()) {
            Cancellation cancellation = new Cancellation();
            AtomicInteger after = new AtomicInteger();
            input.run(() -> assertThrows(CancellationException.class, () -> operation.accept(
                    Par.range(0, 1_000_000).until(cancellation).map(i -> {
                        if (cancellation.isCancelled()) {
                            after.incrementAndGet();
                        } else if (i >= input.length()) {
                            cancellation.cancel();
                        }
                        return input.beating(i);
                    }))));
            // Each worker finishes the stride it is in.
            assertTrue(after.get() <= input.workers() * 4096, "elements after the cancellation: " + after);
        }
    }

    /** What is done to an array with an operator, which throws in the end. */
    private static final Map<String, Consumer<Thrower>> OF_ARRAYS = Map.of(
            "sort", thrower -> Sort.sort(thrower.objects(), (a, b) -> thrower.of(Integer.compare(a, b))),
            "sortUnstable", thrower -> Sort.sortUnstable(thrower.objects(), (a, b) -> thrower.of(Integer.compare(a, b))),
            "sorted", thrower -> Par.of(thrower.objects()).sorted((a, b) -> thrower.of(Integer.compare(a, b))),
            "ints", thrower -> Scan.inclusive(thrower.ints, (a, b) -> thrower.of(a + b)),
            "longs", thrower -> Scan.exclusive(Arrays.stream(thrower.ints).asLongStream().toArray(), 0,
                    (a, b) -> thrower.of((int) (a + b))),
            "doubles", thrower -> Scan.inclusive(Arrays.stream(thrower.ints).asDoubleStream().toArray(),
                    (a, b) -> thrower.of((int) (a + b))),
            "objects", thrower -> Scan.exclusive(thrower.objects(), 0, (a, b) -> thrower.of(a + b)),
            "chunks", thrower -> Par.chunks(thrower.ints, 1).forEach((chunk, from, to) -> thrower.of(chunk)),
            "windows", thrower -> Par.windows(thrower.ints.length, 3).map((window, from, to) -> thrower.of(window)).toList());

    /** Throws at one of its calls. */
    private record Thrower(int[] ints, Input input, int last, AtomicInteger calls) {
        Integer[] objects() {
            return Arrays.stream(ints).boxed().toArray(Integer[]::new);
        }

        int of(int value) {
            int call = calls.incrementAndGet();
            if (call == last) {
                throw new IllegalStateException("call " + call);
            }
            return input.beating(value);
        }
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void anExceptionInASortOrAScanReachesTheCaller(
            @ForAll("inputs") Input input, @ForAll @IntRange(min = 1, max = 4000) int last) {
        int[] ints = new Random(input.seed()).ints(5000 + 2 * input.length()).toArray();
        OF_ARRAYS.forEach((name, operation) -> input.run(() -> assertEquals("call " + last, assertThrows(
                IllegalStateException.class, () -> operation.accept(new Thrower(ints.clone(), input, last, new AtomicInteger())),
                name).getMessage())));
    }

    @Example
    void whatIsSortedOrScannedOrMadeOfInnerSequencesIsCancelledLikeItsSource() {
        Cancellation cancellation = new Cancellation();
        ParallelInts source = Par.range(0, 20_000).map(i -> 20_000 - i).until(cancellation);
        List<ParallelSequence<?>> derived = List.of(source.sorted(), source.scan(Integer::sum),
                source.mapToLong(i -> i).sorted(), source.mapToLong(i -> i).scan(Long::sum),
                source.mapToDouble(i -> i).sorted(), source.mapToDouble(i -> i).scan(Double::sum),
                source.boxed().sorted(Integer::compare), source.boxed().scan(Integer::sum));
        Chunks chunks = Par.chunks(20_000, 10).until(cancellation);
        cancellation.cancel();
        derived.forEach(sequence -> assertThrows(CancellationException.class,
                () -> sequence.source().accumulate(Nothing::new, (a, b) -> null)));
        assertThrows(CancellationException.class, () -> chunks.forEach((chunk, from, to) -> { }));
        assertThrows(CancellationException.class, () -> chunks.map((chunk, from, to) -> chunk).toList());
        assertThrows(CancellationException.class,
                () -> Par.range(0, 2).flatMap(i -> Par.range(0, 9).until(cancellation)).toArray());
        assertThrows(CancellationException.class,
                () -> Par.range(0, 2).boxed().flatMap(i -> Par.range(0, 9).until(cancellation).boxed()).toList());
    }

    /** The cancellation comes when all elements are there: from the operator, the comparison, or an inner sequence. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void aCancellationEndsSortsScansAndInnerSequencesUnderWay(@ForAll("inputs") Input input) {
        List<BiConsumer<ParallelInts, Cancellation>> all = List.of(
                (s, c) -> s.boxed().sorted((a, b) -> cancelling(c, Integer.compare(a, b))),
                (s, c) -> s.scan((a, b) -> cancelling(c, a + b)),
                (s, c) -> s.mapToLong(i -> i).scan((a, b) -> cancelling(c, (int) (a + b))),
                (s, c) -> s.mapToDouble(i -> i).scan((a, b) -> cancelling(c, (int) (a + b))),
                (s, c) -> s.boxed().scan((a, b) -> cancelling(c, a + b)),
                (s, c) -> s.flatMap(i -> endless(c)).sum(),
                (s, c) -> s.boxed().flatMap(i -> endless(c).boxed()).forEach(i -> { }));
        input.run(() -> all.forEach(operation -> {
            Cancellation cancellation = new Cancellation();
            ParallelInts source = Par.of(new Random(input.seed()).ints(50_000).map(input::beating).toArray());
            assertThrows(CancellationException.class, () -> operation.accept(source.until(cancellation), cancellation));
        }));
    }

    @Example
    void aCancellationAfterTheFlatteningReachesTheInnerSequences() {
        Cancellation cancellation = new Cancellation();
        AtomicInteger visited = new AtomicInteger();
        Pools.of(1).run(() -> assertThrows(CancellationException.class, () -> Par.range(0, 4)
                .flatMap(i -> endless(cancellation).map(j -> visited.incrementAndGet())).until(cancellation).sum()));
        assertTrue(visited.get() < 50_000, "elements visited: " + visited);
    }

    private static int cancelling(Cancellation cancellation, int value) {
        cancellation.cancel();
        return value;
    }

    /** More elements than anybody would wait for, of which one cancels. */
    private static ParallelInts endless(Cancellation cancellation) {
        return Par.range(0, Integer.MAX_VALUE).map(i -> i == 5000 ? cancelling(cancellation, i) : i);
    }

    /** Takes everything and makes nothing of it. */
    private static final class Nothing implements Source.Accumulator<Object, Void> {
        @Override
        public boolean accept(Object batch, int from, int count) {
            return true;
        }

        @Override
        public Void result() {
            return null;
        }
    }
}
