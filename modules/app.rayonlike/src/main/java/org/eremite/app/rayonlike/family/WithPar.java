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
import org.eremite.par.Par;
import org.eremite.par.Sort;

/** The forms of {@link Par}. */
public final class WithPar implements Parallel {
    /** The forms on the pool of whoever calls them. */
    public WithPar() {
    }

    @Override
    public <A, B, R> R join(Supplier<? extends A> first, Supplier<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combine) {
        return Par.join(first, second, combine);
    }

    @Override
    public void join(Runnable first, Runnable second) {
        Par.join(first, second);
    }

    @Override
    public long joinToSum(LongSupplier first, LongSupplier second) {
        return Par.joinToLong(first, second, Long::sum);
    }

    @Override
    public boolean isJoinWorthwhile(int depth) {
        return Par.isForkWorthwhile(depth);
    }

    @Override
    public void forEach(int from, int to, IntConsumer action) {
        Par.range(from, to).forEach(action);
    }

    @Override
    public long sum(int from, int to, IntToLongFunction value) {
        return Par.range(from, to).mapToLong(value).sum();
    }

    @Override
    public double sumOfDoubles(int from, int to, IntToDoubleFunction value) {
        return Par.range(from, to).mapToDouble(value).sum();
    }

    @Override
    public int findFirst(int from, int to, IntPredicate condition) {
        return Par.range(from, to).findFirst(condition).orElse(-1);
    }

    @Override
    public int findAny(int from, int to, IntPredicate condition) {
        return Par.range(from, to).findAny(condition).orElse(-1);
    }

    @Override
    public int[] filter(int from, int to, IntPredicate condition) {
        return Par.range(from, to).filter(condition).toArray();
    }

    @Override
    public <A> A fold(int from, int to, Supplier<A> container, ObjIntConsumer<A> add, BinaryOperator<A> merge) {
        return Par.range(from, to).fold(container, add, merge);
    }

    @Override
    public <A> A collect(int from, int to, Supplier<A> container, ObjIntConsumer<A> add, BinaryOperator<A> merge) {
        return Par.range(from, to).collect(container, add, merge);
    }

    @Override
    public void sort(long[] values) {
        Sort.sort(values);
    }

    @Override
    public <T> void sort(T[] values, Comparator<? super T> order) {
        Sort.sort(values, order);
    }
}
