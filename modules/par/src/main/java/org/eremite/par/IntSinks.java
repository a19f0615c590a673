package org.eremite.par;

import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;

/** The loops over ints. */
final class IntSinks {
    private IntSinks() {
    }

    /** The place of the first of {@code count} elements from {@code from} on for which the condition holds, or -1. */
    static int indexOf(int[] batch, int from, int count, IntPredicate condition) {
        for (int i = from; i < from + count; i++) {
            if (condition.test(batch[i])) {
                return i;
            }
        }
        return -1;
    }

    static final class ForEach implements Source.Accumulator<int[], Void>, Sink.OfIntRange {
        private final IntConsumer action;

        ForEach(IntConsumer action) {
            this.action = action;
        }

        @Override
        public boolean accept(int[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                action.accept(batch[i]);
            }
            return true;
        }

        @Override
        public boolean acceptRange(int from, int to) {
            for (int i = from; i != to; i++) {
                action.accept(i);
            }
            return true;
        }

        @Override
        public Void result() {
            return null;
        }
    }

    static final class Sum implements Source.Accumulator<int[], Long> {
        private long sum;

        @Override
        public boolean accept(int[] batch, int from, int count) {
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

    static final class Best implements Source.Accumulator<int[], Integer> {
        private final IntBinaryOperator better;
        private boolean any;
        private int best;

        Best(IntBinaryOperator better) {
            this.better = better;
        }

        @Override
        public boolean accept(int[] batch, int from, int count) {
            int result = any ? best : batch[from];
            for (int i = from; i < from + count; i++) {
                result = better.applyAsInt(result, batch[i]);
            }
            best = result;
            any = true;
            return true;
        }

        @Override
        public Integer result() {
            return any ? best : null;
        }
    }

    static final class Reduction implements Source.Accumulator<int[], Integer> {
        private final IntBinaryOperator operator;
        private int value;

        Reduction(int identity, IntBinaryOperator operator) {
            this.value = identity;
            this.operator = operator;
        }

        @Override
        public boolean accept(int[] batch, int from, int count) {
            int result = value;
            for (int i = from; i < from + count; i++) {
                result = operator.applyAsInt(result, batch[i]);
            }
            value = result;
            return true;
        }

        @Override
        public Integer result() {
            return value;
        }
    }

    static final class Fold<R> implements Source.Accumulator<int[], R>, Sink.OfIntRange {
        private final R result;
        private final ObjIntConsumer<? super R> add;

        Fold(R result, ObjIntConsumer<? super R> add) {
            this.result = result;
            this.add = add;
        }

        @Override
        public boolean accept(int[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                add.accept(result, batch[i]);
            }
            return true;
        }

        @Override
        public boolean acceptRange(int from, int to) {
            for (int i = from; i != to; i++) {
                add.accept(result, i);
            }
            return true;
        }

        @Override
        public R result() {
            return result;
        }
    }

    static final class Find implements Source.Accumulator<int[], Integer>, Sink.OfIntRange {
        private final IntPredicate condition;
        private Integer found;

        Find(IntPredicate condition) {
            this.condition = condition;
        }

        @Override
        public boolean accept(int[] batch, int from, int count) {
            int at = indexOf(batch, from, count, condition);
            if (at >= 0) {
                found = batch[at];
            }
            return at < 0;
        }

        @Override
        public boolean acceptRange(int from, int to) {
            for (int i = from; i != to; i++) {
                if (condition.test(i)) {
                    found = i;
                    return false;
                }
            }
            return true;
        }

        @Override
        public Integer result() {
            return found;
        }
    }
}
