package org.eremite.benchmarks.par;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.IntStream;
import org.eremite.app.rayonlike.family.Parallel;

/** The forms of the JDK: fork and join, parallel streams and parallel sorts, on the pool of the calling worker. */
final class WithForkJoin implements Parallel {
    private static final int ENOUGH_SURPLUS = 3;

    private static final class Half<R> extends RecursiveTask<R> {
        private static final long serialVersionUID = 1L;

        private final transient Supplier<? extends R> computation;

        Half(Supplier<? extends R> computation) {
            this.computation = computation;
        }

        @Override
        protected R compute() {
            return computation.get();
        }
    }

    /** As one would write it by hand: no boxes. */
    private static final class LongHalf extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final transient LongSupplier computation;
        private long result;

        LongHalf(LongSupplier computation) {
            this.computation = computation;
        }

        @Override
        protected void compute() {
            result = computation.getAsLong();
        }
    }

    @Override
    public long joinToSum(LongSupplier first, LongSupplier second) {
        LongHalf half = new LongHalf(second);
        half.fork();
        long left = first.getAsLong();
        half.join();
        return left + half.result;
    }

    @Override
    public <A, B, R> R join(Supplier<? extends A> first, Supplier<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combine) {
        Half<B> half = new Half<>(second);
        half.fork();
        A left = first.get();
        return combine.apply(left, half.join());
    }

    @Override
    public void join(Runnable first, Runnable second) {
        Half<Void> half = new Half<>(() -> {
            second.run();
            return null;
        });
        half.fork();
        first.run();
        half.join();
    }

    /** As the Javadoc of {@link ForkJoinTask#getSurplusQueuedTaskCount} advises. */
    @Override
    public boolean isJoinWorthwhile(int depth) {
        return ForkJoinTask.getSurplusQueuedTaskCount() <= ENOUGH_SURPLUS;
    }

    @Override
    public void forEach(int from, int to, IntConsumer action) {
        IntStream.range(from, to).parallel().forEach(action);
    }

    @Override
    public long sum(int from, int to, IntToLongFunction value) {
        return IntStream.range(from, to).parallel().mapToLong(value).sum();
    }

    /** Without the compensated summation of {@code sum}, which the other libraries do not do either. */
    @Override
    public double sumOfDoubles(int from, int to, IntToDoubleFunction value) {
        return IntStream.range(from, to).parallel().mapToDouble(value).reduce(0, Double::sum);
    }

    @Override
    public int findFirst(int from, int to, IntPredicate condition) {
        return IntStream.range(from, to).parallel().filter(condition).findFirst().orElse(-1);
    }

    @Override
    public int findAny(int from, int to, IntPredicate condition) {
        return IntStream.range(from, to).parallel().filter(condition).findAny().orElse(-1);
    }

    @Override
    public int[] filter(int from, int to, IntPredicate condition) {
        return IntStream.range(from, to).parallel().filter(condition).toArray();
    }

    @Override
    public <A> A fold(int from, int to, Supplier<A> container, ObjIntConsumer<A> add, BinaryOperator<A> merge) {
        return IntStream.range(from, to).parallel().boxed().collect(
                Collector.of(container, (result, i) -> add.accept(result, i), merge));
    }

    @Override
    public void sort(long[] values) {
        Arrays.parallelSort(values);
    }

    @Override
    public <T> void sort(T[] values, Comparator<? super T> order) {
        Arrays.parallelSort(values, order);
    }
}
