package org.eremite.app.rayonlike.family;

import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** The forms of parallelism that the families use; a provider is a library for data parallelism. */
public interface Parallel {
    /** Runs both, possibly at the same time, and returns what {@code combine} makes of their results. */
    <A, B, R> R join(Supplier<? extends A> first, Supplier<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combine);

    /** Runs both, possibly at the same time. */
    void join(Runnable first, Runnable second);

    /** Runs both, possibly at the same time, and returns the sum of their results. */
    long joinToSum(LongSupplier first, LongSupplier second);

    /**
     * Whether a join at this depth of a recursion is likely to be worth more than it costs. A library that has no opinion says
     * yes.
     */
    default boolean isJoinWorthwhile(int depth) {
        return true;
    }

    /** Calls {@code action} once for each number from {@code from} to {@code to} - 1. */
    void forEach(int from, int to, IntConsumer action);

    /** The sum of the function's values for {@code from} to {@code to} - 1. */
    long sum(int from, int to, IntToLongFunction value);

    /** The sum of the function's values for {@code from} to {@code to} - 1, added in an order of the library's choice. */
    double sumOfDoubles(int from, int to, IntToDoubleFunction value);

    /** The smallest number for which the condition holds, or -1. */
    int findFirst(int from, int to, IntPredicate condition);

    /** Some number for which the condition holds, or -1. */
    int findAny(int from, int to, IntPredicate condition);

    /** The numbers for which the condition holds, in ascending order. */
    int[] filter(int from, int to, IntPredicate condition);

    /**
     * Collects numbers in containers of like size, and pairs of these in one, and so on; {@code merge} may change and
     * return either.
     */
    <A> A fold(int from, int to, Supplier<A> container, ObjIntConsumer<A> add, BinaryOperator<A> merge);

    /** The same with as few containers as possible, where a library makes a difference. */
    default <A> A collect(int from, int to, Supplier<A> container, ObjIntConsumer<A> add, BinaryOperator<A> merge) {
        return fold(from, to, container, add, merge);
    }

    /** Sorts into ascending order. */
    void sort(long[] values);

    /** Sorts by {@code order}; equal elements keep their order. */
    <T> void sort(T[] values, Comparator<? super T> order);
}
