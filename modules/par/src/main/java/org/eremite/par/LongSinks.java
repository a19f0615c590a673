package org.eremite.par;

import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.ObjLongConsumer;

/** The loops over longs. */
final class LongSinks {
    private LongSinks() {
    }

    /** The place of the first of {@code count} elements from {@code from} on for which the condition holds, or -1. */
    static int indexOf(long[] batch, int from, int count, LongPredicate condition) {
        for (int i = from; i < from + count; i++) {
            if (condition.test(batch[i])) {
                return i;
            }
        }
        return -1;
    }

    static final class ForEach implements Source.Accumulator<long[], Void>, Sink.OfLongRange {
        private final LongConsumer action;

        ForEach(LongConsumer action) {
            this.action = action;
        }

        @Override
        public boolean accept(long[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                action.accept(batch[i]);
            }
            return true;
        }

        @Override
        public boolean acceptRange(long from, long to) {
            for (long i = from; i != to; i++) {
                action.accept(i);
            }
            return true;
        }

        @Override
        public Void result() {
            return null;
        }
    }

    static final class Sum implements Source.Accumulator<long[], Long> {
        private long sum;

        @Override
        public boolean accept(long[] batch, int from, int count) {
            long total = sum;
            for (int i = from; i < from + count; i++) {
                total += batch[i];
            }
            sum = total;
            return true;
        }

        @Override
        public Long result() {
            return sum;
        }
    }

    static final class Best implements Source.Accumulator<long[], Long> {
        private final LongBinaryOperator better;
        private boolean any;
        private long best;

        Best(LongBinaryOperator better) {
            this.better = better;
        }

        @Override
        public boolean accept(long[] batch, int from, int count) {
            long result = any ? best : batch[from];
            for (int i = from; i < from + count; i++) {
                result = better.applyAsLong(result, batch[i]);
            }
            best = result;
            any = true;
            return true;
        }

        @Override
        public Long result() {
            return any ? best : null;
        }
    }

    static final class Reduction implements Source.Accumulator<long[], Long> {
        private final LongBinaryOperator operator;
        private long value;

        Reduction(long identity, LongBinaryOperator operator) {
            this.value = identity;
            this.operator = operator;
        }

        @Override
        public boolean accept(long[] batch, int from, int count) {
            long result = value;
            for (int i = from; i < from + count; i++) {
                result = operator.applyAsLong(result, batch[i]);
            }
            value = result;
            return true;
        }

        @Override
        public Long result() {
            return value;
        }
    }

    static final class Fold<R> implements Source.Accumulator<long[], R>, Sink.OfLongRange {
        private final R result;
        private final ObjLongConsumer<? super R> add;

        Fold(R result, ObjLongConsumer<? super R> add) {
            this.result = result;
            this.add = add;
        }

        @Override
        public boolean accept(long[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                add.accept(result, batch[i]);
            }
            return true;
        }

        @Override
        public boolean acceptRange(long from, long to) {
            for (long i = from; i != to; i++) {
                add.accept(result, i);
            }
            return true;
        }

        @Override
        public R result() {
            return result;
        }
    }

    static final class Find implements Source.Accumulator<long[], Long>, Sink.OfLongRange {
        private final LongPredicate condition;
        private Long found;

        Find(LongPredicate condition) {
            this.condition = condition;
        }

        @Override
        public boolean accept(long[] batch, int from, int count) {
            int at = indexOf(batch, from, count, condition);
            if (at >= 0) {
                found = batch[at];
            }
            return at < 0;
        }

        @Override
        public boolean acceptRange(long from, long to) {
            for (long i = from; i != to; i++) {
                if (condition.test(i)) {
                    found = i;
                    return false;
                }
            }
            return true;
        }

        @Override
        public Long result() {
            return found;
        }
    }
}
