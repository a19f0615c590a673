package org.eremite.hal.sim;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The choices of one simulated run: made up from a seed, or given, and recorded in either case.
 *
 * <p>Choice 0 is always the one without surprise: the CPU goes on, nothing stalls, an average time passes. A list of
 * choices that has come to its end goes on with zeros. So a failing schedule is made simpler by turning choices to 0.
 */
public final class Schedule {
    private final SplittableRandom random;
    private final int[] given;
    private int[] made = new int[1024];
    private int count;

    private Schedule(SplittableRandom random, int[] given) {
        this.random = random;
        this.given = given;
    }

    /** A schedule decided by {@code seed}. */
    public static Schedule ofSeed(long seed) {
        return new Schedule(new SplittableRandom(seed), null);
    }

    /** The schedule of which {@link #choices} told. */
    public static Schedule of(int[] choices) {
        return new Schedule(null, choices.clone());
    }

    /** A number from 0 to {@code bound} - 1. */
    int next(int bound) {
        int choice = 0;
        if (random != null) {
            choice = random.nextInt(bound);
        } else if (count < given.length) {
            choice = Math.min(given[count], bound - 1);
        }
        if (count == made.length) {
            made = Arrays.copyOf(made, 2 * count);
        }
        made[count++] = choice;
        return choice;
    }

    /** The choices made so far. */
    public int[] choices() {
        return Arrays.copyOf(made, count);
    }

    /** The number of {@code choices} that are not 0. */
    public static int surprises(int[] choices) {
        return surprising(choices).length;
    }

    /**
     * Turns as many of {@code choices} to 0 as {@code fails} permits, in at most {@code attempts} runs: many at once at
     * first, then fewer (delta debugging, Zeller and Hildebrandt 2002).
     */
    public static int[] shrink(int[] choices, Predicate<int[]> fails, int attempts) {
        int[] best = choices.clone();
        int[] surprises = surprising(best);
        int left = attempts;
        for (int block = surprises.length; block > 0; block /= 2) {
            for (int end = surprises.length; end > 0; end -= block) {
                if (left-- == 0) {
                    return trimmed(best);
                }
                int[] candidate = best.clone();
                for (int i = Math.max(0, end - block); i < end; i++) {
                    candidate[surprises[i]] = 0;
                }
                if (fails.test(candidate)) {
                    best = candidate;
                }
            }
            surprises = surprising(best);
            block = Math.min(block, Math.max(surprises.length, 1));
        }
        return trimmed(best);
    }

    private static int[] surprising(int[] choices) {
        return IntStream.range(0, choices.length).filter(i -> choices[i] != 0).toArray();
    }

    private static int[] trimmed(int[] choices) {
        int length = choices.length;
        while (length > 0 && choices[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(choices, length);
    }
}
