package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is particular to operations on sequences, at generated divisions. */
class SequenceOperationsTest {
    @Provide
    Arbitrary<Input> inputs() {
        return Input.arbitrary();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void objectsComeFromAnywhere(@ForAll("inputs") Input input) {
        List<Integer> data = IntStream.of(input.ints()).boxed().toList();
        for (ParallelObjects<Integer> source : List.of(Par.of(data), Par.of(data.toArray(new Integer[0])),
                Par.of(new LinkedList<>(data)), Par.of(data.stream()), Par.of(data.stream().filter(i -> true)))) {
            ParallelObjects<Integer> all = source.map(input::beating);
            input.run(() -> {
                assertEquals(data, all.toList());
                assertEquals(data, Arrays.asList(all.toArray(Integer[]::new)));
            });
        }
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

    /** Only where a result would be null there is an exception, as there is in a stream. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void elementsMayBeNull(@ForAll("inputs") Input input) {
        Integer[] data = IntStream.of(input.ints()).boxed().toArray(Integer[]::new);
        // More than one worker's part in a row.
        Arrays.fill(data, data.length / 3, data.length, null);
        Comparator<Integer> order = Comparator.nullsLast(Comparator.naturalOrder());
        ParallelObjects<Integer> all = Par.range(0, data.length).mapToObject(i -> data[input.beating(i)]);
        input.run(() -> {
            assertEquals(Arrays.asList(data), all.toList());
            if (data.length < 3) {
                return;
            }
            assertEquals(Stream.of(data).min(order), all.min(order));
            assertEquals(Optional.of(data[0]), all.findFirst(i -> true));
            assertEquals(Stream.of(data).filter(Objects::nonNull).reduce(Integer::sum),
                    all.reduce((a, b) -> a == null || b == null ? a == null ? b : a : Integer.valueOf(a + b)));
            assertThrows(NullPointerException.class, () -> all.max(order));
            assertThrows(NullPointerException.class, () -> all.findFirst(Objects::isNull));
        });
    }

    @Example
    void theLastElementsOfTheLongestListAreReached() {
        int[] count = new int[1];
        Par.of(Collections.nCopies(Integer.MAX_VALUE, 1)).source().open((batch, from, number) -> {
            count[0] += number;
            return true;
        }).feed(Integer.MAX_VALUE - 300, Integer.MAX_VALUE);
        assertEquals(300, count[0]);
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
        double[] terms = new double[input.length()];
        Arrays.setAll(terms, i -> Math.scalb((double) Pools.mixed(input.seed() + i), (int) (Pools.mixed(i) & 31)));
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
        long deadline = System.nanoTime() + 60_000_000_000L;
        for (int seed = 0; !differs && System.nanoTime() < deadline; seed++) {
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
}
