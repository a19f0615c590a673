package org.eremite.par;

import java.util.function.BinaryOperator;

/** What the sequences of all types have in common. */
final class Batches {
    /** Small enough for the first-level cache, with the batches of other stages; large enough to amortise calls. */
    private static final int MAX_CAPACITY = 128;

    private Batches() {
    }

    /** Elements in a batch of a block with that many. */
    static int capacity(long blockLength) {
        return (int) Math.min(blockLength, MAX_CAPACITY);
    }

    /** The operator, for values of which null stands for none. */
    static <T> BinaryOperator<T> ofPresent(BinaryOperator<T> operator) {
        return (first, second) -> {
            if (first == null) {
                return second;
            }
            return second == null ? first : operator.apply(first, second);
        };
    }
}
