package org.eremite.app.rayonlike.family;

import java.util.Arrays;
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

/** Everything on the calling thread, one after the other. */
final class Sequential implements Parallel {
    static final Sequential FORMS = new Sequential();

    private Sequential() {
    }

    @Override
    public <A, B, R> R join(Supplier<? extends A> first, Supplier<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combine) {
        A left = first.get();
        return combine.apply(left, second.get());
    }

    @Override
    public void join(Runnable first, Runnable second) {
        first.run();
        second.run();
    }

    @Override
    public long joinToSum(LongSupplier first, LongSupplier second) {
        long left = first.getAsLong();
        return left + second.getAsLong();
    }

    @Override
    public void forEach(int from, int to, IntConsumer action) {
        for (int i = from; i < to; i++) {
            action.accept(i);
        }
    }

    @Override
    public long sum(int from, int to, IntToLongFunction value) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += value.applyAsLong(i);
        }
        return sum;
    }

    @Override
    public double sumOfDoubles(int from, int to, IntToDoubleFunction value) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += value.applyAsDouble(i);
        }
        return sum;
    }

    @Override
    public int findFirst(int from, int to, IntPredicate condition) {
        for (int i = from; i < to; i++) {
            if (condition.test(i)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int findAny(int from, int to, IntPredicate condition) {
        return findFirst(from, to, condition);
    }

    @Override
    public int[] filter(int from, int to, IntPredicate condition) {
        int[] kept = new int[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (condition.test(i)) {
                kept[count++] = i;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    @Override
    public <A> A fold(int from, int to, Supplier<A> container, ObjIntConsumer<A> add, BinaryOperator<A> merge) {
        A result = container.get();
        for (int i = from; i < to; i++) {
            add.accept(result, i);
        }
        return result;
    }

    @Override
    public void sort(long[] values) {
        Arrays.sort(values);
    }

    @Override
    public <T> void sort(T[] values, Comparator<? super T> order) {
        Arrays.sort(values, order);
    }
}
