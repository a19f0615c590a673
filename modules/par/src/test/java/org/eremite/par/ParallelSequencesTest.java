package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ParallelSequencesTest {
    /** From inclusive, to exclusive, with an affordable distance, also at both ends of the type. */
    record Bounds(long from, long to) {
        int[] ints() {
            return IntStream.range((int) from, (int) to).toArray();
        }

        long[] longs() {
            return LongStream.range(from, to).toArray();
        }
    }

    @Provide
    Arbitrary<Bounds> ints() {
        return bounds(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Provide
    Arbitrary<Bounds> longs() {
        return bounds(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Arbitrary<Bounds> bounds(long least, long most) {
        Arbitrary<Long> lengths = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 300), Arbitraries.longs().between(0, 20_000));
        Arbitrary<Bounds> inside = Combinators.combine(Arbitraries.longs().between(least / 2, most / 2), lengths)
                .as((from, length) -> new Bounds(from, from + length));
        Arbitrary<Bounds> atStart = lengths.map(length -> new Bounds(least, least + length));
        Arbitrary<Bounds> atEnd = lengths.map(length -> new Bounds(most - length, most));
        Arbitrary<Bounds> reversed = Combinators.combine(
                Arbitraries.longs().between(least, most), Arbitraries.longs().between(least, most))
                .as((one, other) -> new Bounds(Math.max(one, other), Math.min(one, other)));
        return Arbitraries.oneOf(inside, inside, atStart, atEnd, reversed);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void intRangesMeanWhatTheyMeanSequentially(
            @ForAll("ints") Bounds bounds, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        int[] expected = bounds.ints();
        ParallelInts range = Par.range((int) bounds.from, (int) bounds.to);
        Pools.of(workers).run(() -> {
            assertEquals(IntStream.of(expected).asLongStream().sum(), range.sum());
            assertEquals(expected.length, range.count());
            assertEquals(IntStream.of(expected).min(), range.min());
            assertEquals(IntStream.of(expected).max(), range.max());
            assertEquals(IntStream.of(expected).reduce(1, (a, b) -> a * 31 + b),
                    range.fold(() -> new ArrayList<Integer>(), ArrayList::add, ParallelSequencesTest::append)
                            .stream().reduce(1, (a, b) -> a * 31 + b));
            assertEquals(IntStream.of(expected).reduce(1, (a, b) -> a * 31 + b),
                    range.collect(() -> new ArrayList<Integer>(), ArrayList::add, ParallelSequencesTest::append)
                            .stream().reduce(1, (a, b) -> a * 31 + b));
            assertEquals(IntStream.of(expected).map(i -> i * i).reduce(0, Integer::sum),
                    range.map(i -> i * i).reduce(0, Integer::sum));
            assertEquals(IntStream.of(expected).filter(i -> i % 3 == 0).map(i -> i ^ 5).filter(i -> i % 2 == 0).max(),
                    range.filter(i -> i % 3 == 0).map(i -> i ^ 5).filter(i -> i % 2 == 0).max());
            assertEquals(IntStream.of(expected).mapToLong(i -> (long) i * i).sum(),
                    range.mapToLong(i -> (long) i * i).sum());
        });
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void longRangesMeanWhatTheyMeanSequentially(
            @ForAll("longs") Bounds bounds, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        long[] expected = bounds.longs();
        ParallelLongs range = Par.range(bounds.from, bounds.to);
        Pools.of(workers).run(() -> {
            assertEquals(LongStream.of(expected).sum(), range.sum());
            assertEquals(expected.length, range.count());
            assertEquals(LongStream.of(expected).min(), range.min());
            assertEquals(LongStream.of(expected).max(), range.max());
            assertArrayEquals(expected,
                    range.fold(() -> new ArrayList<Long>(), ArrayList::add, ParallelSequencesTest::append)
                            .stream().mapToLong(Long::longValue).toArray());
            assertArrayEquals(expected,
                    range.collect(() -> new ArrayList<Long>(), ArrayList::add, ParallelSequencesTest::append)
                            .stream().mapToLong(Long::longValue).toArray());
            assertEquals(LongStream.of(expected).filter(i -> i % 7 == 0).map(i -> i * 3).reduce(0, (a, b) -> a ^ b),
                    range.filter(i -> i % 7 == 0).map(i -> i * 3).reduce(0, (a, b) -> a ^ b));
            assertEquals(LongStream.of(expected).filter(i -> i % 2 == 0).mapToDouble(i -> i / 3.0).max(),
                    range.filter(i -> i % 2 == 0).mapToDouble(i -> i / 3.0).max());
        });
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void doublesMeanWhatTheyMeanSequentially(
            @ForAll("ints") Bounds bounds, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        double[] expected = IntStream.of(bounds.ints()).mapToDouble(i -> i / 7.0).toArray();
        ParallelDoubles sequence = Par.range((int) bounds.from, (int) bounds.to).mapToDouble(i -> i / 7.0);
        Pools.of(workers).run(() -> {
            assertEquals(DoubleStream.of(expected).min(), sequence.min());
            assertEquals(DoubleStream.of(expected).max(), sequence.max());
            assertEquals(DoubleStream.of(expected).filter(d -> d > 0).map(Math::rint).count(),
                    sequence.filter(d -> d > 0).map(Math::rint).count());
            assertEquals(DoubleStream.of(expected).reduce(Double.NEGATIVE_INFINITY, Math::max),
                    sequence.reduce(Double.NEGATIVE_INFINITY, Math::max));
            assertArrayEquals(expected,
                    sequence.fold(() -> new ArrayList<Double>(), ArrayList::add, ParallelSequencesTest::append)
                            .stream().mapToDouble(Double::doubleValue).toArray());
            assertArrayEquals(expected,
                    sequence.collect(() -> new ArrayList<Double>(), ArrayList::add, ParallelSequencesTest::append)
                            .stream().mapToDouble(Double::doubleValue).toArray());
            double magnitude = DoubleStream.of(expected).map(Math::abs).sum();
            assertEquals(DoubleStream.of(expected).sum(), sequence.sum(), magnitude * 1e-12);
        });
    }

    private static <T> ArrayList<T> append(ArrayList<T> first, ArrayList<T> second) {
        first.addAll(second);
        return first;
    }

    @Property(tries = 200)
    void forEachVisitsEveryElementOnce(
            @ForAll @IntRange(max = 20_000) int length, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        AtomicIntegerArray visits = new AtomicIntegerArray(length);
        Pools.of(workers).run(() -> Par.range(0, length).forEach(visits::incrementAndGet));
        for (int i = 0; i < length; i++) {
            assertEquals(1, visits.get(i));
        }
    }

    @Property(tries = 40)
    void floatingPointSumsAreEqualToTheLastBitForEveryNumberOfWorkers(
            @ForAll @IntRange(max = 100_000) int length, @ForAll long seed) {
        ParallelDoubles terms = Par.range(0, length).mapToDouble(i -> noise(seed + i));
        double expected = Pools.of(1).run(terms::sum);
        for (int workers = 2; workers <= Pools.MOST; workers++) {
            double sum = Pools.of(workers).run(terms::sum);
            assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(sum));
        }
    }

    @Property(tries = 40)
    void evenAnOperatorThatIsNotAssociativeGivesOneResult(@ForAll @IntRange(max = 50_000) int length) {
        int expected = Pools.of(1).run(() -> Par.range(0, length).reduce(0, (a, b) -> a * 31 + b));
        for (int workers = 2; workers <= Pools.MOST; workers++) {
            assertEquals(expected, Pools.of(workers).run(() -> Par.range(0, length).reduce(0, (a, b) -> a * 31 + b)));
        }
    }

    /** Terms of very different size and both signs, so that every other order of addition rounds differently. */
    private static double noise(long seed) {
        long mixed = seed * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return Math.scalb((double) mixed, (int) (mixed & 31));
    }

    @Example
    void emptySequencesHaveTheNeutralResults() {
        assertEquals(0, Par.range(5, 5).sum());
        assertEquals(0, Par.range(Integer.MAX_VALUE, Integer.MIN_VALUE).count());
        assertEquals(OptionalInt.empty(), Par.range(5, 4).min());
        assertEquals(OptionalLong.empty(), Par.range(Long.MAX_VALUE, Long.MIN_VALUE).max());
        assertEquals(OptionalDouble.empty(), Par.range(0, 0).mapToDouble(i -> i).max());
        assertEquals(OptionalInt.empty(), Par.range(0, 10_000).filter(i -> false).max());
        assertEquals(7, Par.range(0, 0).reduce(7, Integer::sum));
        assertEquals(List.of(), Par.range(0L, 0L).fold(ArrayList::new, ArrayList::add, (a, b) -> a));
        assertEquals(0.0, Par.range(0, 0).mapToDouble(i -> i).sum());
    }

    @Example
    void aNumberThatIsNoneIsTheSmallestAndTheLargest() {
        ParallelDoubles withNone = Par.range(0, 5000).mapToDouble(i -> i == 3000 ? Double.NaN : i);
        assertTrue(Double.isNaN(withNone.min().getAsDouble()));
        assertTrue(Double.isNaN(withNone.max().getAsDouble()));
    }

    @Property(tries = 60)
    void anExceptionOfTheGivenCodeReachesTheCaller(
            @ForAll @IntRange(max = 4999) int failing, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> Pools.of(workers).run(
                () -> Par.range(0, 5000).forEach(i -> {
                    if (i == failing) {
                        throw new IllegalStateException("element " + i);
                    }
                })));
        assertEquals("element " + failing, thrown.getMessage());
    }

    @Property(tries = 100)
    void chunksAreDisjointAndCoverTheArray(@ForAll @IntRange(max = 3000) int length,
            @ForAll @IntRange(min = 1, max = 4000) int size, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        int[] array = new int[length];
        BitSet seen = new BitSet();
        Pools.of(workers).run(() -> Par.chunks(array, size).forEach((chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                array[i] += chunk + 1;
            }
            synchronized (seen) {
                seen.set(chunk);
            }
        }));
        assertEquals((length + size - 1) / size, Par.chunks(array, size).count());
        assertEquals(Par.chunks(array, size).count(), seen.cardinality());
        for (int i = 0; i < length; i++) {
            assertEquals(i / size + 1, array[i]);
        }
    }

    @Example
    void chunksOfTheLargestSizeDoNotOverflow() {
        double[] array = new double[10];
        Par.chunks(array, Integer.MAX_VALUE).forEach((chunk, from, to) -> {
            assertEquals(List.of(0, 0, 10), List.of(chunk, from, to));
            array[9] = 1;
        });
        assertEquals(1, array[9]);
        assertThrows(IllegalArgumentException.class, () -> Par.chunks(array, 0));
    }

    @Example
    void rangesLongerThanTheLargestLongAreDivided() {
        // The first failure ends it; nobody could wait for all elements.
        assertThrows(IllegalStateException.class, () -> Pools.of(1).run(() -> Par.range(Long.MIN_VALUE, Long.MAX_VALUE)
                .forEach(i -> {
                    assertEquals(Long.MIN_VALUE, i);
                    throw new IllegalStateException();
                })));
    }

    @Property(tries = 20)
    void whatIsGivenAwayAndNotTakenIsCollectedInTheSameContainer(@ForAll @IntRange(min = 1, max = 20_000) int length) {
        AtomicInteger containers = new AtomicInteger();
        ScriptedBeats beats = new ScriptedBeats();
        // A pool of its own: in one that others have used, a spare worker may still be about.
        try (Pool pool = new Pool(PoolConfiguration.ofThreads(1).withBeats(beats))) {
            List<Integer> all = pool.run(() -> Par.range(0, length).collect(() -> {
                containers.incrementAndGet();
                return new ArrayList<Integer>();
            }, (list, i) -> {
                if (i % 8 == 0) {
                    beats.beat();
                }
                list.add(i);
            }, ParallelSequencesTest::append));
            assertEquals(IntStream.range(0, length).boxed().toList(), all);
        }
        assertEquals(1, containers.get());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aSumOfValuesIsThatOfAnArrayOfThemToTheLastBit(
            @ForAll("ints") Bounds bounds, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        double[] values = IntStream.of(bounds.ints()).mapToDouble(Math::sin).toArray();
        ParallelDoubles computed = Par.range((int) bounds.from, (int) bounds.to).mapToDouble(Math::sin);
        Pools.of(workers).run(() -> {
            double sum = computed.sum();
            assertEquals(Par.of(values).sum(), sum);
            assertEquals(computed.map(value -> value).sum(), sum);
            assertEquals(computed.until(new Cancellation()).sum(), sum);
        });
    }
}
