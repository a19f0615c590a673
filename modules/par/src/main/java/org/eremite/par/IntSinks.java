package org.eremite.par;

import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;

/** The loops over ints. */
final class IntSinks {
    private IntSinks() {
    }

    record ForEach(IntConsumer action) implements Source.Accumulator<int[], Void> {
        @Override
        public boolean accept(int[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                action.accept(batch[i]);
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

    record Fold<R>(R result, ObjIntConsumer<? super R> add) implements Source.Accumulator<int[], R> {
        @Override
        public boolean accept(int[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                add.accept(result, batch[i]);
            }
            return true;
        }
    }

    static final class Find implements Source.Accumulator<int[], Integer> {
        private final IntPredicate condition;
        private Integer found;

        Find(IntPredicate condition) {
            this.condition = condition;
        }

        @Override
        public boolean accept(int[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                if (condition.test(batch[i])) {
                    found = batch[i];
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

    static final class Seek implements Source.Accumulator<int[], Gathering.Position> {
        private final IntPredicate condition;
        private long before;
        private boolean found;

        Seek(IntPredicate condition) {
            this.condition = condition;
        }

        @Override
        public boolean accept(int[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                if (condition.test(batch[i])) {
                    before += i - from;
                    found = true;
                    return false;
                }
            }
            before += count;
            return true;
        }

        @Override
        public Gathering.Position result() {
            return new Gathering.Position(before, found);
        }
    }
}
