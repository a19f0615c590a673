package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SortTest {
    private static final int LONGEST = 60_000;

    /** Shapes that are known to be hard for one sort or another. */
    enum Shape {
        RANDOM, FEW, EQUAL, ASCENDING, DESCENDING, SAW, ORGAN_PIPE, NEARLY;

        int[] of(int length, long seed) {
            Random random = new Random(seed);
            int[] array = switch (this) {
                case RANDOM -> random.ints(length).toArray();
                case FEW -> random.ints(length, 0, 4).toArray();
                case EQUAL -> new int[length];
                case ASCENDING, NEARLY -> IntStream.range(0, length).toArray();
                case DESCENDING -> IntStream.range(0, length).map(i -> -i).toArray();
                case SAW -> IntStream.range(0, length).map(i -> i % 1000).toArray();
                case ORGAN_PIPE -> IntStream.range(0, length).map(i -> Math.min(i, length - i)).toArray();
            };
            for (int i = 0; this == NEARLY && i < length / 100; i++) {
                array[random.nextInt(length)] = random.nextInt();
            }
            return array;
        }
    }

    private static final Comparator<int[]> BY_KEY = (a, b) -> {
        Pools.sometimesBeat(b[1], a[1]);
        return Integer.compare(a[0], b[0]);
    };

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void primitivesAreSortedAsThePlatformDoes(@ForAll Shape shape, @ForAll @IntRange(max = LONGEST) int length,
            @ForAll long seed, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        int[] ints = shape.of(length, seed);
        long[] longs = IntStream.of(ints).mapToLong(i -> i * 3_000_000_019L).toArray();
        double[] doubles = IntStream.of(ints).mapToDouble(i -> i % 11 == 0 ? Double.NaN : i % 7 == 0 ? -0.0 : i % 5 / 0.5)
                .toArray();
        int[] expectedInts = ints.clone();
        long[] expectedLongs = longs.clone();
        double[] expectedDoubles = doubles.clone();
        Arrays.sort(expectedInts);
        Arrays.sort(expectedLongs);
        Arrays.sort(expectedDoubles);
        Pools.beat();
        Pools.scripted(workers).run(() -> {
            Sort.sort(ints);
            Sort.sort(longs);
            Sort.sort(doubles);
        });
        assertArrayEquals(expectedInts, ints);
        assertArrayEquals(expectedLongs, longs);
        assertArrayEquals(expectedDoubles, doubles);
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void theStableSortIsStableAndTheOtherSorts(@ForAll Shape shape, @ForAll @IntRange(max = LONGEST) int length,
            @ForAll long seed, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        int[] keys = shape.of(length, seed);
        int[][] stable = IntStream.range(0, length).mapToObj(i -> new int[] {keys[i], i}).toArray(int[][]::new);
        int[][] unstable = stable.clone();
        int[][] expected = stable.clone();
        Arrays.sort(expected, Comparator.comparingInt(a -> a[0]));
        Pools.scripted(workers).run(() -> {
            Sort.sort(stable, BY_KEY);
            Sort.sortUnstable(unstable, BY_KEY);
        });
        assertArrayEquals(expected, stable);
        for (int i = 0; i < length; i++) {
            assertEquals(expected[i][0], unstable[i][0]);
        }
        assertEquals(length, Arrays.stream(unstable).distinct().count(), "an element was lost");
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void scansAreTheSequentialOnes(@ForAll @IntRange(max = LONGEST) int length, @ForAll long seed,
            @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        int[] data = new Random(seed).ints(length).toArray();
        long[] inclusive = Arrays.stream(data).asLongStream().toArray();
        long[] exclusive = inclusive.clone();
        String[] texts = new Random(seed).ints(Math.min(length, 9000), 0, 10).mapToObj(String::valueOf)
                .toArray(String[]::new);
        long total = Arrays.stream(inclusive).sum();
        long[] expected = inclusive.clone();
        for (int i = 1; i < length; i++) {
            expected[i] += expected[i - 1];
        }
        long all = Pools.scripted(workers).run(() -> {
            Scan.inclusive(inclusive, (a, b) -> {
                Pools.sometimesBeat(seed, (int) b);
                return a + b;
            });
            return Scan.exclusive(exclusive, 0, Long::sum);
        });
        assertArrayEquals(expected, inclusive);
        assertEquals(total, all);
        for (int i = 0; i < length; i++) {
            assertEquals(i == 0 ? 0 : expected[i - 1], exclusive[i]);
        }
        // Associative, not commutative: the last letter of the first and the first of the last.
        String[] ends = texts.clone();
        Pools.scripted(workers).run(() -> Scan.inclusive(ends, (a, b) -> a.charAt(0) + b.substring(b.length() - 1)));
        for (int i = 1; i < texts.length; i++) {
            assertEquals(texts[0] + texts[i], ends[i]);
        }
    }
}
