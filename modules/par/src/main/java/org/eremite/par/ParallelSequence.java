package org.eremite.par;

/**
 * A sequence of elements to be worked through in parallel. Describing one costs nothing; the operations that return
 * a result, an array or nothing do the work, each on the pool of the calling worker or else on the common pool. A
 * sequence may be used more than once.
 *
 * <p>The functions given are called by several threads at once, in no particular order; results have the order of
 * the sequence. Every result is the same for every number of workers and every division of the work, floating-point
 * results to the last bit, with the exception of what the names call <i>any</i>, and of <i>collect</i> if what it is given
 * to merge with is not associative: it divides as the work is divided. Where nothing else is said an operation on n elements
 * calls the given functions O(n) times in all, O(log n) one after the other given enough workers, and needs O(1) additional
 * memory for each worker. If functions throw, one of the exceptions reaches the caller, and elements not begun are dropped.
 * What the caller has done before is visible to the functions, and what they have done is visible when the operation returns.
 *
 * @param <S> the type itself
 */
public abstract sealed class ParallelSequence<S extends ParallelSequence<S>>
        permits ParallelInts, ParallelLongs, ParallelDoubles, ParallelObjects {
    ParallelSequence() {
    }

    abstract Source<?> source();

    /**
     * The same sequence, whose operations end early when asked to.
     *
     * @return a sequence whose operations throw {@link java.util.concurrent.CancellationException} soon after the
     *         cancellation is requested
     */
    public abstract S until(Cancellation cancellation);

    /** The number of elements, unsigned. */
    public final long count() {
        return source().exact() ? source().length() : Gathering.count(source());
    }
}
