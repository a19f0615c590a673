package org.eremite.app.rayonlike.family;

import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A workload made of two functions, both of whose results must be right by themselves and equal in every cell.
 *
 * @param <I> the type of the input, which a run may change
 * @param <R> the type of the result
 */
final class CheckedWorkload<I, R> implements Workload {
    private final String name;
    private final Cells<R> cells;
    private final Supplier<I> input;
    private final Function<I, R> sequential;
    private final Function<I, R> parallel;
    private final Function<R, String> fault;

    private I sequentialInput;
    private I parallelInput;
    private R sequentialResult;
    private R parallelResult;

    /**
     * A workload.
     *
     * @param input makes a fresh input, for each run of each form
     * @param fault says what is wrong with a result, by comparison with what is known about it, or null
     */
    CheckedWorkload(String name, Cells<R> cells, Supplier<I> input, Function<I, R> sequential, Function<I, R> parallel,
            Function<R, String> fault) {
        this.name = name;
        this.cells = cells;
        this.input = input;
        this.sequential = sequential;
        this.parallel = parallel;
        this.fault = fault;
    }

    /** A workload without input. */
    static <R> Workload of(String name, Cells<R> cells, Supplier<R> sequential, Supplier<R> parallel,
            Function<R, String> fault) {
        return new CheckedWorkload<Void, R>(name, cells, () -> null, nothing -> sequential.get(),
                nothing -> parallel.get(), fault);
    }

    /** A workload whose result is one number that is known. */
    static Workload ofNumber(String name, LongSupplier sequential, LongSupplier parallel, LongSupplier known) {
        Supplier<long[]> answer = once(() -> new long[] {known.getAsLong()});
        return of(name, Cells.LONGS, () -> new long[] {sequential.getAsLong()},
                () -> new long[] {parallel.getAsLong()},
                result -> Cells.LONGS.difference(result, answer.get()));
    }

    /** Computes at the first call; calls come from one thread at a time. */
    static <T> Supplier<T> once(Supplier<T> computation) {
        return new Supplier<>() {
            private T value;

            @Override
            public T get() {
                if (value == null) {
                    value = computation.get();
                }
                return value;
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() {
        sequentialInput = input.get();
        parallelInput = input.get();
    }

    @Override
    public void runSequentially() {
        sequentialResult = sequential.apply(sequentialInput);
    }

    @Override
    public void runInParallel() {
        parallelResult = parallel.apply(parallelInput);
    }

    @Override
    public void corrupt() {
        cells.spoil(parallelResult, cells.length(parallelResult) / 2);
    }

    @Override
    public void check() throws CheckFailedException {
        require("sequential result ", fault.apply(sequentialResult));
        require("parallel result ", fault.apply(parallelResult));
        require("compared with the sequential result, the parallel one ",
                cells.difference(parallelResult, sequentialResult));
    }

    private void require(String what, String wrong) throws CheckFailedException {
        if (wrong != null) {
            throw new CheckFailedException(name + ": " + what + wrong);
        }
    }

    @Override
    public long digest() {
        return cells.digest(parallelResult);
    }
}
