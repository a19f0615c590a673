package org.eremite.par;

/** Stretches of indices of equal length: disjoint chunks, each of which one thread may change, or windows. */
public final class Chunks {
    private final int count;
    private final int size;
    private final int step;
    private final int length;
    /** Or null. */
    private final Cancellation cancellation;

    private Chunks(int count, int size, int step, int length, Cancellation cancellation) {
        this.count = count;
        this.size = size;
        this.step = step;
        this.length = length;
        this.cancellation = cancellation;
    }

    static Chunks disjoint(int length, int size) {
        requirePositive(length, size);
        return new Chunks(length / size + (length % size == 0 ? 0 : 1), size, size, length, null);
    }

    static Chunks overlapping(int length, int size) {
        requirePositive(length, size);
        return new Chunks(Math.max(length - size + 1, 0), size, 1, length, null);
    }

    private static void requirePositive(int length, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("chunks need at least one element: size=" + size);
        }
        if (length < 0) {
            throw new IllegalArgumentException("a length is not negative: length=" + length);
        }
    }

    /** What is done to one chunk. */
    @FunctionalInterface
    public interface Body {
        /**
         * Works on one chunk.
         *
         * @param chunk the number of the chunk, from 0
         * @param from the index of its first element in the array
         * @param to the index after its last element
         */
        void accept(int chunk, int from, int to);
    }

    /**
     * What is made of one chunk.
     *
     * @param <R> the type of the value
     */
    @FunctionalInterface
    public interface Mapping<R> {
        /**
         * Makes a value of one chunk.
         *
         * @param chunk the number of the chunk, from 0
         * @param from the index of its first element in the array
         * @param to the index after its last element
         */
        R apply(int chunk, int from, int to);
    }

    /** The same chunks, the work on which ends early when asked to; see {@link ParallelSequence#until}. */
    public Chunks until(Cancellation further) {
        return new Chunks(count, size, step, length, Cancellation.either(cancellation, further));
    }

    private ParallelInts numbers() {
        return Par.range(0, count).until(cancellation);
    }

    /** The number of chunks. */
    public int count() {
        return count;
    }

    /** Calls {@code body} once for every chunk, in parallel; its writes are visible when this method returns. */
    public void forEach(Body body) {
        numbers().forEach(chunk -> body.accept(chunk, chunk * step, end(chunk)));
    }

    /** The function's values for the chunks. */
    public <R> ParallelObjects<R> map(Mapping<? extends R> function) {
        return numbers().mapToObject(chunk -> function.apply(chunk, chunk * step, end(chunk)));
    }

    private int end(int chunk) {
        int from = chunk * step;
        return from + Math.min(size, length - from);
    }
}
