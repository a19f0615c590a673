package org.eremite.par;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.internal.vm.annotation.ForceInline;

/**
 * Data parallelism: {@link #join} for two computations, {@link #scope} for any number, {@link #range(int, int) range},
 * {@link #of(Object[]) of} and {@link #chunks(double[], int) chunks} for many of one kind; {@link Sort} and
 * {@link Scan} for arrays.
 *
 * <p>Everything runs on the {@link Pool} of the calling worker, or on the common pool when the caller is none, and
 * returns when all of it has ended. An exception of the given code is thrown to the caller, with the stack of the
 * thread that threw it and, as a suppressed {@link CallerTrace}, that of the thread that waited.
 *
 * <p>What the caller has done before is visible to the given code, and what that has done is visible to the caller afterwards.
 *
 * <p>The given code may be run by several threads at once or all of it by one: pieces of work must not wait for each
 * other. Code that waits for something else does so within {@link #blocking}. A worker that waits for a part of its own work
 * runs other tasks of the pool meanwhile, on top of what waits: a lock that is held across such a wait would be entered again
 * by them, and one that in turn waits for what is below it would wait for ever.
 */
public final class Par {
    // The joins are written out, each for its kind of result, down to the test of the thread, and are inlined at their
    // callers by native-image, which has no profiles (HotSpot ignores the annotation outside the JDK and inlines by
    // itself): so the first body's object is never made, and what is rare stands in methods of its own. See decision 0023.

    private Par() {
    }

    /**
     * Runs both, possibly in parallel: the first on this thread, the second on any worker that is free, else on this
     * thread afterwards. Costs about a call while no worker is idle or both are short.
     *
     * <p>The first forks of a computation offer the second body to others at once; after them it is offered when a beat finds
     * this thread at a fork, or in a loop of this library. So in a computation that has forked much, a first body that goes on
     * for long without either has its second one wait. What must begin at once is for {@link Scope#spawn}.
     *
     * <p>If one throws, its exception is thrown here. If the first throws, the second is dropped unless it has already
     * started; if it has, it is waited for, and its exception becomes a suppressed one of the first.
     *
     * @param combine makes the result, on this thread, of both results
     */
    @ForceInline
    public static <A, B, R> R join(Supplier<? extends A> first, Supplier<? extends B> second,
            BiFunction<? super A, ? super B, ? extends R> combine) {
        if (!(Thread.currentThread() instanceof Worker worker)) {
            return Pool.common().run(() -> join(first, second, combine));
        }
        int frame = worker.fork(second);
        if (frame == PendingWork.NOT_FORKED) {
            frame = worker.forkSlowly(second);
        }
        A left;
        try {
            left = first.get();
        } catch (Throwable failure) {
            worker.abandon(frame, failure);
            throw failure;
        }
        ForkTask taken = worker.unfork(frame);
        B right = taken == null ? second.get() : taken.result();
        return combine.apply(left, right);
    }

    /** {@link #join(Supplier, Supplier, BiFunction)} that returns both results. */
    @ForceInline
    public static <A, B> Joined<A, B> join(Supplier<? extends A> first, Supplier<? extends B> second) {
        return join(first, second, Joined<A, B>::new);
    }

    /** {@link #join(Supplier, Supplier, BiFunction)} without results. */
    @ForceInline
    public static void join(Runnable first, Runnable second) {
        if (!(Thread.currentThread() instanceof Worker worker)) {
            Pool.common().run(() -> join(first, second));
            return;
        }
        int frame = worker.fork(second);
        if (frame == PendingWork.NOT_FORKED) {
            frame = worker.forkSlowly(second);
        }
        try {
            first.run();
        } catch (Throwable failure) {
            worker.abandon(frame, failure);
            throw failure;
        }
        ForkTask taken = worker.unfork(frame);
        if (taken == null) {
            second.run();
        } else {
            taken.rethrow();
        }
    }

    /** {@link #join(Supplier, Supplier, BiFunction)} for ints, without boxes. */
    @ForceInline
    public static int joinToInt(IntSupplier first, IntSupplier second, IntBinaryOperator combine) {
        if (!(Thread.currentThread() instanceof Worker worker)) {
            return Pool.common().run(() -> joinToInt(first, second, combine));
        }
        int frame = worker.fork(second);
        if (frame == PendingWork.NOT_FORKED) {
            frame = worker.forkSlowly(second);
        }
        int left;
        try {
            left = first.getAsInt();
        } catch (Throwable failure) {
            worker.abandon(frame, failure);
            throw failure;
        }
        ForkTask taken = worker.unfork(frame);
        int right = taken == null ? second.getAsInt() : taken.intResult();
        return combine.applyAsInt(left, right);
    }

    /** {@link #join(Supplier, Supplier, BiFunction)} for longs, without boxes. */
    @ForceInline
    public static long joinToLong(LongSupplier first, LongSupplier second, LongBinaryOperator combine) {
        if (!(Thread.currentThread() instanceof Worker worker)) {
            return Pool.common().run(() -> joinToLong(first, second, combine));
        }
        int frame = worker.fork(second);
        if (frame == PendingWork.NOT_FORKED) {
            frame = worker.forkSlowly(second);
        }
        long left;
        try {
            left = first.getAsLong();
        } catch (Throwable failure) {
            worker.abandon(frame, failure);
            throw failure;
        }
        ForkTask taken = worker.unfork(frame);
        long right = taken == null ? second.getAsLong() : taken.longResult();
        return combine.applyAsLong(left, right);
    }

    /** {@link #join(Supplier, Supplier, BiFunction)} for doubles, without boxes. */
    @ForceInline
    public static double joinToDouble(DoubleSupplier first, DoubleSupplier second, DoubleBinaryOperator combine) {
        if (!(Thread.currentThread() instanceof Worker worker)) {
            return Pool.common().run(() -> joinToDouble(first, second, combine));
        }
        int frame = worker.fork(second);
        if (frame == PendingWork.NOT_FORKED) {
            frame = worker.forkSlowly(second);
        }
        double left;
        try {
            left = first.getAsDouble();
        } catch (Throwable failure) {
            worker.abandon(frame, failure);
            throw failure;
        }
        ForkTask taken = worker.unfork(frame);
        double right = taken == null ? second.getAsDouble() : taken.doubleResult();
        return combine.applyAsDouble(left, right);
    }

    /**
     * Whether a fork here is likely to be worth more than it costs: the forks above have not made several pieces for
     * each worker yet, or 32, or a beat has come. A recursion over nodes that are cheaper than a fork asks before it forks
     * and, if not, goes on sequentially; a piece that another worker takes is divided again.
     *
     * @param level the depth of the recursion: one more in what is forked than in what forks
     */
    @ForceInline
    public static boolean isForkWorthwhile(int level) {
        return !(Thread.currentThread() instanceof Worker worker) || worker.isShallow(level);
    }

    /**
     * The results of two joined computations.
     *
     * @param first the result of the first
     * @param second the result of the second
     */
    public record Joined<A, B>(A first, B second) {
    }

    /**
     * Runs {@code body} and all tasks that it, or they, spawn into the scope; returns when all have ended.
     *
     * @return what {@code body} returns
     */
    public static <R> R scope(Function<? super Scope, ? extends R> body) {
        return scope(null, body);
    }

    /**
     * {@link #scope(Function)} that can be ended early.
     *
     * @param cancellation ends this scope and whatever else it has been given to; or null
     * @throws java.util.concurrent.CancellationException if it has been
     */
    public static <R> R scope(Cancellation cancellation, Function<? super Scope, ? extends R> body) {
        Worker worker = Worker.current();
        if (worker == null) {
            return Pool.common().run(() -> scope(cancellation, body));
        }
        Scope scope = new Scope(worker, cancellation);
        R result = null;
        Throwable failure = null;
        try {
            result = body.apply(scope);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        scope.close(worker, failure);
        return result;
    }

    /**
     * Runs {@code body}, which may wait for something outside the pool: a lock, input, a future. Another thread takes
     * this worker's place meanwhile, and this worker's pending work is offered to all. A call by no worker just runs
     * the body, and so does one beyond {@value SpareWorkers#MOST} workers of a pool that block at once: code in which more wait
     * for what only further work of the pool brings about stands still.
     */
    public static <R> R blocking(Supplier<? extends R> body) {
        Worker worker = Worker.current();
        return worker == null ? body.get() : worker.pool().compensated(worker, body);
    }

    /**
     * {@link #blocking} for a body that may throw checked exceptions.
     *
     * @throws Exception what the body throws
     */
    public static <R> R blockingCall(Callable<? extends R> body) throws Exception {
        return blocking(() -> {
            try {
                return body.call();
            } catch (Exception thrown) {
                throw Failures.unchecked(thrown);
            }
        });
    }

    /**
     * Waits for a future of some executor; {@link #blocking} while it does.
     *
     * @throws ExecutionException if the future has failed
     * @throws InterruptedException if the thread is interrupted
     */
    public static <R> R await(Future<? extends R> future) throws ExecutionException, InterruptedException {
        if (future.isDone()) {
            return future.get();
        }
        return blocking(() -> {
            try {
                return future.get();
            } catch (ExecutionException | InterruptedException thrown) {
                throw Failures.unchecked(thrown);
            }
        });
    }

    /** {@link Pool#broadcast} on the pool of the calling worker or the common pool. */
    public static <R> List<R> broadcast(IntFunction<? extends R> body) {
        Worker worker = Worker.current();
        return (worker != null ? worker.pool() : Pool.common()).broadcast(body);
    }

    /** The numbers from {@code from} to {@code to} - 1; none if {@code to} is not greater. */
    public static ParallelInts range(int from, int to) {
        return ParallelInts.range(from, to);
    }

    /** The numbers from {@code from} to {@code to} - 1; none if {@code to} is not greater. */
    public static ParallelLongs range(long from, long to) {
        return ParallelLongs.range(from, to);
    }

    /** The elements of the array, which must not change while the sequence is in use. */
    public static ParallelInts of(int[] array) {
        return ParallelInts.of(array, 0, array.length);
    }

    /** The elements of the array, which must not change while the sequence is in use. */
    public static ParallelLongs of(long[] array) {
        return ParallelLongs.of(array, 0, array.length);
    }

    /** The elements of the array, which must not change while the sequence is in use. */
    public static ParallelDoubles of(double[] array) {
        return ParallelDoubles.of(array, 0, array.length);
    }

    /** The elements of the array, which must not change while the sequence is in use. */
    public static <T> ParallelObjects<T> of(T[] array) {
        return ParallelObjects.of(array, 0, array.length);
    }

    /**
     * The elements of the list, which must not change while the sequence is in use. A list without random access is
     * copied now.
     */
    public static <T> ParallelObjects<T> of(List<? extends T> list) {
        return ParallelObjects.of(list);
    }

    /**
     * The elements of a stream, which is read now: in parallel if it is sized and can be split evenly, else by this
     * thread.
     */
    public static <T> ParallelObjects<T> of(Stream<? extends T> stream) {
        return ParallelObjects.of(stream);
    }

    /**
     * The array cut into pieces of {@code size} elements, such as the rows of a matrix; the last may be shorter.
     *
     * @throws IllegalArgumentException if {@code size} is less than 1
     */
    public static Chunks chunks(double[] array, int size) {
        return Chunks.disjoint(array.length, size);
    }

    /** {@link #chunks(double[], int)} for ints. */
    public static Chunks chunks(int[] array, int size) {
        return Chunks.disjoint(array.length, size);
    }

    /** {@link #chunks(double[], int)} for longs. */
    public static Chunks chunks(long[] array, int size) {
        return Chunks.disjoint(array.length, size);
    }

    /** {@link #chunks(double[], int)} for objects. */
    public static Chunks chunks(Object[] array, int size) {
        return Chunks.disjoint(array.length, size);
    }

    /** {@link #chunks(double[], int)} for anything with indices from 0 to {@code length} - 1. */
    public static Chunks chunks(int length, int size) {
        return Chunks.disjoint(length, size);
    }

    /**
     * All stretches of {@code size} neighbouring indices from 0 to {@code length} - 1, each one further than the last.
     *
     * @throws IllegalArgumentException if {@code size} is less than 1
     */
    public static Chunks windows(int length, int size) {
        return Chunks.overlapping(length, size);
    }
}
