package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every operation on sequences against the same operation of a sequential stream, at generated divisions. */
class SequenceOperationsTest {
    /** Elements, where beats come, and how many workers there are. */
    record Input(int length, int range, long seed, int workers) {
        int[] ints() {
            return new Random(seed).ints(length, 0, range).toArray();
        }

        /** The identity, with beats. */
        int beating(int value) {
            return Pools.sometimesBeat(seed, value);
        }

        void run(Runnable checks) {
            Pools.scripted(workers).run(checks);
        }
    }

    @Provide
    Arbitrary<Input> inputs() {
        Arbitrary<Integer> lengths = Arbitraries.oneOf(Arbitraries.integers().between(0, 10),
                Arbitraries.integers().between(0, 600), Arbitraries.integers().between(0, 8000));
        return Combinators.combine(lengths, Arbitraries.of(2, 50, 100_000), Arbitraries.longs(),
                Arbitraries.integers().between(1, Pools.MOST)).as(Input::new);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void ints(@ForAll("inputs") Input input) {
        int[] data = input.ints();
        ParallelInts all = Par.of(data).map(input::beating);
        ParallelInts some = all.filter(i -> i % 3 != 0);
        int[] someData = IntStream.of(data).filter(i -> i % 3 != 0).toArray();
        input.run(() -> {
            assertArrayEquals(data, all.toArray());
            assertArrayEquals(someData, some.toArray());
            assertEquals(data.length, all.count());
            assertEquals(someData.length, some.count());
            assertEquals(IntStream.of(someData).asLongStream().sum(), some.sum());
            assertEquals(IntStream.of(someData).min(), some.min());
            assertEquals(IntStream.of(someData).max(), some.max());
            assertEquals(IntStream.of(someData).reduce(7, Integer::sum), 7 + some.reduce(0, Integer::sum));
            assertEquals(IntStream.of(data).boxed().toList(),
                    all.fold(() -> new ArrayList<Integer>(), ArrayList::add, SequenceOperationsTest::append));
            assertEquals(IntStream.of(data).boxed().toList(), all.boxed().toList());
            assertArrayEquals(IntStream.of(data).limit(500).flatMap(i -> IntStream.range(0, i % 5)).toArray(),
                    Par.of(Arrays.copyOf(data, Math.min(data.length, 500)))
                            .flatMap(i -> Par.range(0, input.beating(i) % 5)).toArray());
            assertArrayEquals(IntStream.range(0, data.length).map(i -> data[i] - i).toArray(),
                    all.zip(Par.range(0, data.length + 5), (a, b) -> a - b).toArray());
            assertArrayEquals(IntStream.range(0, someData.length).map(i -> someData[i] * 2).toArray(),
                    some.zip(some, Integer::sum).toArray());
            assertArrayEquals(IntStream.of(data).sorted().toArray(), all.sorted().toArray());
            assertArrayEquals(someData, some.toStream().toArray());
            assertArrayEquals(IntStream.of(data).mapToLong(i -> i * 3L).toArray(), all.mapToLong(i -> i * 3L).toArray());
            assertArrayEquals(IntStream.of(data).mapToDouble(i -> i / 3.0).toArray(),
                    all.mapToDouble(i -> i / 3.0).toArray());
        });
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void searches(@ForAll("inputs") Input input, @ForAll @IntRange(max = 60) int sought) {
        int[] data = input.ints();
        ParallelInts all = Par.of(data).map(input::beating);
        ParallelObjects<Integer> objects = all.boxed();
        OptionalInt first = IntStream.of(data).filter(i -> i >= sought).findFirst();
        long position = IntStream.of(data).takeWhile(i -> i < sought).count();
        OptionalLong found = first.isPresent() ? OptionalLong.of(position) : OptionalLong.empty();
        input.run(() -> {
            assertEquals(first, all.findFirst(i -> i >= sought));
            assertEquals(first.isPresent(), all.findAny(i -> i >= sought).isPresent());
            assertTrue(all.findAny(i -> i >= sought).orElse(sought) >= sought);
            assertEquals(first.isPresent(), all.anyMatch(i -> i >= sought));
            assertEquals(first.isEmpty(), all.noneMatch(i -> i >= sought));
            assertEquals(first.isEmpty(), all.allMatch(i -> i < sought));
            assertEquals(found, all.position(i -> i >= sought));
            assertEquals(first, all.filter(i -> i >= sought / 2).findFirst(i -> i >= sought));
            assertEquals(first.stream().boxed().findFirst(), objects.findFirst(i -> i >= sought));
            assertEquals(first.isPresent(), objects.findAny(i -> i >= sought).isPresent());
            assertEquals(first.isPresent(), objects.anyMatch(i -> i >= sought));
            assertEquals(first.isEmpty(), objects.allMatch(i -> i < sought));
            assertEquals(first.isEmpty(), objects.noneMatch(i -> i >= sought));
            assertEquals(found, objects.position(i -> i >= sought));
            Partition<int[]> parts = all.partition(i -> i < sought);
            assertArrayEquals(IntStream.of(data).filter(i -> i < sought).toArray(), parts.matching());
            assertArrayEquals(IntStream.of(data).filter(i -> i >= sought).toArray(), parts.others());
            Partition<List<Integer>> lists = objects.partition(i -> i < sought);
            assertEquals(IntStream.of(parts.matching()).boxed().toList(), lists.matching());
            assertEquals(IntStream.of(parts.others()).boxed().toList(), lists.others());
        });
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void longsAndDoubles(@ForAll("inputs") Input input) {
        int[] data = input.ints();
        ParallelLongs longs = Par.of(IntStream.of(data).asLongStream().toArray())
                .map(i -> input.beating((int) i)).filter(i -> i % 5 != 1);
        long[] longData = IntStream.of(data).asLongStream().filter(i -> i % 5 != 1).toArray();
        ParallelDoubles doubles = longs.mapToDouble(i -> i / 7.0);
        double[] doubleData = LongStream.of(longData).mapToDouble(i -> i / 7.0).toArray();
        input.run(() -> {
            assertArrayEquals(longData, longs.toArray());
            assertEquals(LongStream.of(longData).sum(), longs.sum());
            assertEquals(LongStream.of(longData).max(), longs.max());
            assertEquals(LongStream.of(longData).min(), longs.min());
            assertEquals(LongStream.of(longData).reduce(0, (a, b) -> a ^ b), longs.reduce(0, (a, b) -> a ^ b));
            assertArrayEquals(LongStream.of(longData).sorted().toArray(), longs.sorted().toArray());
            assertArrayEquals(prefixes(longData), longs.scan(Long::sum).toArray());
            assertArrayEquals(LongStream.of(longData).mapToInt(i -> (int) i).toArray(),
                    longs.mapToInt(i -> (int) i).toArray());
            assertArrayEquals(LongStream.of(longData).map(i -> 2 * i).toArray(), longs.zip(longs, Long::sum).toArray());
            assertArrayEquals(doubleData, doubles.toArray());
            assertEquals(DoubleStream.of(doubleData).max(), doubles.max());
            assertEquals(DoubleStream.of(doubleData).min(), doubles.min());
            assertEquals(doubleData.length, doubles.count());
            assertArrayEquals(DoubleStream.of(doubleData).sorted().toArray(), doubles.sorted().toArray());
            double sum = DoubleStream.of(doubleData).sum();
            assertEquals(sum, doubles.sum(), Math.abs(sum) * 1e-12);
            assertArrayEquals(DoubleStream.of(doubleData).map(Math::sqrt).toArray(), doubles.map(Math::sqrt).toArray());
        });
    }

    private static long[] prefixes(long[] data) {
        long[] prefixes = data.clone();
        Arrays.parallelPrefix(prefixes, Long::sum);
        return prefixes;
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void objects(@ForAll("inputs") Input input) {
        List<Integer> data = IntStream.of(input.ints()).boxed().toList();
        for (ParallelObjects<Integer> source : List.of(Par.of(data), Par.of(data.toArray(new Integer[0])),
                Par.of(new LinkedList<>(data)), Par.of(data.stream()), Par.of(data.stream().filter(i -> true)))) {
            ParallelObjects<Integer> all = source.map(input::beating);
            input.run(() -> {
                assertEquals(data, all.toList());
                assertEquals(data, Arrays.asList(all.toArray(Integer[]::new)));
            });
        }
        ParallelObjects<Integer> all = Par.of(data).map(input::beating);
        ParallelObjects<Integer> some = all.filter(i -> i % 3 != 0);
        List<Integer> someData = data.stream().filter(i -> i % 3 != 0).toList();
        input.run(() -> {
            assertEquals(someData, some.toList());
            assertEquals(someData.stream().map(i -> "" + i).collect(Collectors.joining(",")),
                    some.map(i -> "" + i).collect(Collectors.joining(",")));
            assertEquals(data.stream().collect(Collectors.groupingBy(i -> i % 7)),
                    all.collect(Collectors.<Integer, Integer>groupingBy(i -> i % 7)));
            assertEquals(data.stream().reduce(Integer::sum), all.reduce(Integer::sum));
            assertEquals(data.stream().min(Integer::compare), all.min(Integer::compare));
            assertEquals(data.stream().max(Integer::compare), all.max(Integer::compare));
            assertEquals(IntStream.range(0, someData.size()).mapToObj(i -> new Indexed<>(i, someData.get(i))).toList(),
                    some.enumerate().toList());
            assertEquals(data.stream().limit(300).flatMap(i -> Stream.of(i, -i)).toList(),
                    Par.of(data.subList(0, Math.min(300, data.size()))).flatMap(i -> Par.of(List.of(i, -i))).toList());
            assertEquals(data.stream().sorted().toList(), all.sorted(Integer::compare).toList());
            assertEquals(someData, some.toStream().toList());
            assertEquals(data.stream().mapToInt(i -> i).sum(), all.mapToInt(i -> i).reduce(0, Integer::sum));
            assertEquals(data.stream().mapToLong(i -> i).sum(), all.mapToLong(i -> i).sum());
            assertArrayEquals(data.stream().mapToDouble(i -> i).toArray(), all.mapToDouble(i -> i).toArray());
            AtomicInteger visited = new AtomicInteger();
            some.forEach(i -> visited.addAndGet(i + 1));
            assertEquals(someData.stream().mapToInt(i -> i + 1).sum(), visited.get());
        });
    }

    /** Of equal elements the first counts, as in a sequential stream. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theFirstOfTheLeastIsFound(@ForAll("inputs") Input input) {
        record Item(int key, int position) {
        }
        int[] keys = input.ints();
        List<Item> items = IntStream.range(0, keys.length).mapToObj(i -> new Item(keys[i] % 5, i)).toList();
        Optional<Item> expected = items.stream().min((a, b) -> a.key - b.key);
        input.run(() -> assertEquals(expected, Par.of(items).map(item -> {
            input.beating(item.position);
            return item;
        }).min((a, b) -> a.key - b.key)));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void chunksAndWindows(@ForAll("inputs") Input input, @ForAll @IntRange(min = 1, max = 700) int size) {
        int[] data = input.ints();
        input.run(() -> {
            List<List<Integer>> chunks = Par.chunks(data, size).map((chunk, from, to) -> {
                input.beating(chunk);
                return List.of(chunk, from, to);
            }).toList();
            assertEquals((data.length + size - 1) / size, chunks.size());
            for (int i = 0; i < chunks.size(); i++) {
                assertEquals(List.of(i, i * size, Math.min((i + 1) * size, data.length)), chunks.get(i));
            }
            List<Integer> windows = Par.windows(data.length, size).map((window, from, to) -> {
                assertEquals(size, to - from);
                return window + from;
            }).toList();
            assertEquals(IntStream.range(0, Math.max(0, data.length - size + 1)).mapToObj(i -> 2 * i).toList(), windows);
        });
    }

    /** Each operation applied to a sequence of which one element throws. */
    private static final Map<String, Consumer<ParallelInts>> TERMINALS = Map.ofEntries(
            Map.entry("forEach", s -> s.forEach(i -> { })), Map.entry("sum", ParallelInts::sum),
            Map.entry("min", ParallelInts::min), Map.entry("reduce", s -> s.reduce(0, Integer::sum)),
            Map.entry("toArray", ParallelInts::toArray), Map.entry("filtered", s -> s.filter(i -> true).toArray()),
            Map.entry("fold", s -> s.fold(Object::new, (a, i) -> { }, (a, b) -> a)),
            Map.entry("none", s -> s.noneMatch(i -> false)), Map.entry("position", s -> s.position(i -> false)),
            Map.entry("partition", s -> s.partition(i -> true)), Map.entry("sorted", ParallelInts::sorted),
            Map.entry("scan", s -> s.scan(Integer::sum)), Map.entry("boxed", s -> s.boxed().toList()),
            Map.entry("doubles", s -> s.mapToDouble(i -> i).sum()), Map.entry("count", s -> s.filter(i -> true).count()));

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anExceptionReachesTheCallerOfEveryOperation(@ForAll("inputs") Input input, @ForAll int choice) {
        String name = TERMINALS.keySet().stream().sorted().skip(Math.floorMod(choice, TERMINALS.size())).findFirst().get();
        int failing = input.length == 0 ? -1 : Math.floorMod(choice / 31, input.length);
        IntUnaryOperator function = i -> {
            input.beating(i);
            if (i == failing) {
                throw new IllegalStateException("element " + i);
            }
            return i;
        };
        input.run(() -> {
            Runnable operation = () -> TERMINALS.get(name).accept(Par.range(0, input.length).map(function));
            if (failing < 0) {
                operation.run();
            } else {
                assertEquals("element " + failing, assertThrows(IllegalStateException.class, operation::run).getMessage());
            }
        });
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aCancellationEndsEveryOperationSoon(@ForAll("inputs") Input input, @ForAll int choice) {
        String name = TERMINALS.keySet().stream().sorted().skip(Math.floorMod(choice, TERMINALS.size())).findFirst().get();
        Cancellation cancellation = new Cancellation();
        AtomicInteger after = new AtomicInteger();
        int longer = 1_000_000;
        input.run(() -> {
            assertThrows(CancellationException.class, () -> TERMINALS.get(name).accept(
                    Par.range(0, longer).until(cancellation).map(i -> {
                        if (cancellation.isCancelled()) {
                            after.incrementAndGet();
                        } else if (i >= input.length) {
                            cancellation.cancel();
                        }
                        return input.beating(i);
                    })));
        });
        // Each worker finishes the stride it is in, or the block of a scan.
        assertTrue(after.get() <= input.workers * 4096, "elements after the cancellation: " + after);
    }

    @Example
    void everyOneOfSeveralCancellationsEndsAnOperation() {
        for (int which = 0; which < 3; which++) {
            List<Cancellation> all = List.of(new Cancellation(), new Cancellation(), new Cancellation());
            ParallelInts left = Par.range(0, 100).until(all.get(0)).until(all.get(1));
            ParallelInts zipped = left.zip(Par.range(0, 100).until(all.get(2)), Integer::sum);
            assertEquals(9900, zipped.sum());
            all.get(which).cancel();
            assertThrows(CancellationException.class, zipped::sum);
        }
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void floatingPointResultsAreEqualToTheLastBitFor1To16Workers(@ForAll("inputs") Input input) {
        double[] terms = new double[input.length];
        Arrays.setAll(terms, i -> Math.scalb((double) Pools.mixed(input.seed + i), (int) (Pools.mixed(i) & 31)));
        double[][] results = new double[Pools.MOST][];
        for (int workers = 1; workers <= Pools.MOST; workers++) {
            results[workers - 1] = Pools.scripted(workers).run(() -> {
                ParallelDoubles sequence = Par.range(0, terms.length).mapToDouble(i -> terms[input.beating(i)]);
                double[] scanned = terms.clone();
                Scan.inclusive(scanned, Double::sum);
                return new double[] {sequence.sum(), sequence.reduce(0, Double::sum),
                    sequence.filter(d -> d > 0).sum(),
                    sequence.fold(() -> new double[1], (sum, d) -> sum[0] += d, SequenceOperationsTest::plus)[0],
                    sequence.boxed().reduce(Double::sum).orElse(0.0), Arrays.hashCode(scanned)};
            });
            assertArrayEquals(results[0], results[workers - 1], "workers: " + workers);
        }
    }

    private static double[] plus(double[] first, double[] second) {
        first[0] += second[0];
        return first;
    }

    /** Teeth: a sum whose additions follow the division of the work is found to depend on it. */
    @Example
    void aSumThatFollowsTheDivisionOfTheWorkIsFoundOut() {
        double[] terms = new double[5000];
        Arrays.setAll(terms, i -> Math.scalb((double) Pools.mixed(i), (int) (Pools.mixed(i) & 31)));
        double sequential = DoubleStream.of(terms).reduce(0, Double::sum);
        boolean differs = false;
        for (int seed = 0; seed < 50 && !differs; seed++) {
            int salt = seed;
            double sum = Pools.scripted(2).run(() -> Par.range(0, terms.length)
                    .mapToDouble(i -> terms[Pools.sometimesBeat(salt, i)]).source().accumulate(Adder::new, Double::sum));
            differs = sum != sequential;
        }
        assertTrue(differs, "the beats have divided nothing");
    }

    private static final class Adder implements Source.Accumulator<double[], Double> {
        private double sum;

        @Override
        public boolean accept(double[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                sum += batch[i];
            }
            return true;
        }

        @Override
        public Double result() {
            return sum;
        }
    }

    private static <T> ArrayList<T> append(ArrayList<T> first, ArrayList<T> second) {
        first.addAll(second);
        return first;
    }
}
