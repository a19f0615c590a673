package org.eremite.par;

import java.util.Spliterator;
import java.util.stream.StreamSupport;

/** Reads the elements of a stream of the platform. */
final class StreamReader {
    /** Elements that one worker reads without a fork. */
    private static final long GRAIN = 1024;

    private StreamReader() {
    }

    static Object[] toArray(Spliterator<?> elements) {
        long size = elements.getExactSizeIfKnown();
        if (size < 0 || size > Integer.MAX_VALUE - 8 || !elements.hasCharacteristics(Spliterator.SUBSIZED)) {
            return StreamSupport.stream(elements, false).toArray();
        }
        Object[] array = new Object[(int) size];
        read(elements, array, 0);
        return array;
    }

    /** A spliterator that knows its size and those of its parts: each part has its place. */
    private static void read(Spliterator<?> elements, Object[] array, int from) {
        Spliterator<?> prefix = elements.estimateSize() > GRAIN ? elements.trySplit() : null;
        if (prefix == null) {
            int[] next = {from};
            elements.forEachRemaining(element -> array[next[0]++] = element);
            return;
        }
        int middle = from + (int) prefix.estimateSize();
        Par.join(() -> read(prefix, array, from), () -> read(elements, array, middle));
    }
}
