package org.eremite.par;

/** Disjoint pieces of an array, each of which one thread may change. */
public final class Chunks {
    private final int length;
    private final int size;

    Chunks(int length, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("chunks need at least one element: size=" + size);
        }
        this.length = length;
        this.size = size;
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

    /** The number of chunks. */
    public int count() {
        return length / size + (length % size == 0 ? 0 : 1);
    }

    /** Calls {@code body} once for every chunk, in parallel; its writes are visible when this method returns. */
    public void forEach(Body body) {
        Par.range(0, count()).forEach(chunk -> {
            int from = chunk * size;
            body.accept(chunk, from, from + Math.min(size, length - from));
        });
    }
}
