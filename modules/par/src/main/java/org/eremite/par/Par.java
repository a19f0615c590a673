package org.eremite.par;

import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Data parallelism: {@link #join} for two computations, {@link #range(int, int) range} and
 * {@link #chunks(double[], int) chunks} for many.
 *
 * <p>Everything runs on the {@link Pool} of the calling worker, or on the common pool when the caller is none, and
 * returns when all of it has ended. An exception of the given code is thrown to the caller.
 */
public final class Par {
    private Par() {
    }

    /**
     * Runs both, possibly in parallel: the first on this thread, the second on any worker that is free, else on this
     * thread afterwards.
     *
     * <p>If one throws, its exception is thrown here. If the first throws, the second is dropped unless it has already
     * started; if it has, it is waited for, and its exception becomes a suppressed one of the first.
     *
     * @param combine makes the result, on this thread, of both results
     */
    public static <A, B, R> R join(Supplier<? extends A> first, Supplier<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combine) {
        Worker worker = Worker.current();
        if (worker == null) {
            return Pool.common().run(() -> join(first, second, combine));
        }
        return worker.join(first, second, combine);
    }

    /** {@link #join(Supplier, Supplier, BiFunction)} that returns both results. */
    public static <A, B> Joined<A, B> join(Supplier<? extends A> first, Supplier<? extends B> second) {
        return join(first, second, Joined<A, B>::new);
    }

    /** {@link #join(Supplier, Supplier, BiFunction)} without results. */
    public static void join(Runnable first, Runnable second) {
        join(() -> {
            first.run();
            return null;
        }, () -> {
            second.run();
            return null;
        }, (nothing, neither) -> null);
    }

    /**
     * The results of two joined computations.
     *
     * @param first the result of the first
     * @param second the result of the second
     */
    public record Joined<A, B>(A first, B second) {
    }

    /** The numbers from {@code from} to {@code to} - 1; none if {@code to} is not greater. */
    public static ParallelInts range(int from, int to) {
        return ParallelInts.range(from, to);
    }

    /** The numbers from {@code from} to {@code to} - 1; none if {@code to} is not greater. */
    public static ParallelLongs range(long from, long to) {
        return ParallelLongs.range(from, to);
    }

    /**
     * The array cut into pieces of {@code size} elements, such as the rows of a matrix; the last may be shorter.
     *
     * @throws IllegalArgumentException if {@code size} is less than 1
     */
    public static Chunks chunks(double[] array, int size) {
        return new Chunks(array.length, size);
    }

    /**
     * The array cut into pieces of {@code size} elements, such as the rows of a matrix; the last may be shorter.
     *
     * @throws IllegalArgumentException if {@code size} is less than 1
     */
    public static Chunks chunks(int[] array, int size) {
        return new Chunks(array.length, size);
    }
}
