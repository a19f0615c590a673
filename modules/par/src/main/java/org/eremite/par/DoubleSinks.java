package org.eremite.par;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleConsumer;
import java.util.function.DoublePredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.ObjDoubleConsumer;

/** The loops over doubles. */
final class DoubleSinks {
    private DoubleSinks() {
    }

    /** The place of the first of {@code count} elements from {@code from} on for which the condition holds, or -1. */
    static int indexOf(double[] batch, int from, int count, DoublePredicate condition) {
        for (int i = from; i < from + count; i++) {
            if (condition.test(batch[i])) {
                return i;
            }
        }
        return -1;
    }

    static final class ForEach implements Source.Accumulator<double[], Void> {
        private final DoubleConsumer action;

        ForEach(DoubleConsumer action) {
            this.action = action;
        }

        @Override
        public boolean accept(double[] batch, int from, int count) {
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

    /**
     * Adds in four lanes, which do not wait for each other as one addition does for the one before it: of each
     * {@link Sink#BATCH} elements that come together the first, fifth, ninth and so on are one lane.
     */
    static final class Sum implements Source.Accumulator<double[], Double> {
        private double sum;

        @Override
        public boolean accept(double[] batch, int from, int count) {
            for (int done = 0; done < count; ) {
                int number = Math.min(BATCH, count - done);
                sum += lanes(batch, from + done, from + done + number);
                done += number;
            }
            return true;
        }

        private static double lanes(double[] batch, int from, int to) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int i = from;
            for (; i < to - 3; i += 4) {
                a += batch[i];
                b += batch[i + 1];
                c += batch[i + 2];
                d += batch[i + 3];
            }
            for (; i < to; i++) {
                a += batch[i];
            }
            return a + b + (c + d);
        }

        @Override
        public Double result() {
            return sum;
        }
    }

    /**
     * The same sum of a function's values for the numbers from {@code first} on, which never are in an array. Written out:
     * were reading an array such a function, too, native-image would know none of them where they are called.
     */
    static final class SumOfValues implements Source.Blocks<Double> {
        private final int first;
        private final IntToDoubleFunction function;

        SumOfValues(int first, IntToDoubleFunction function) {
            this.first = first;
            this.function = function;
        }

        @Override
        public Double value(long from, long to) {
            double sum = 0;
            int end = first + (int) to;
            for (int start = first + (int) from; start != end;) {
                int stop = start + Math.min(Sink.BATCH, end - start);
                sum += lanes(start, stop);
                start = stop;
            }
            return sum;
        }

        private double lanes(int from, int to) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int i = from;
            for (; to - i > 3; i += 4) {
                a += function.applyAsDouble(i);
                b += function.applyAsDouble(i + 1);
                c += function.applyAsDouble(i + 2);
                d += function.applyAsDouble(i + 3);
            }
            for (; i != to; i++) {
                a += function.applyAsDouble(i);
            }
            return a + b + (c + d);
        }
    }

    static final class Best implements Source.Accumulator<double[], Double> {
        private final DoubleBinaryOperator better;
        private boolean any;
        private double best;

        Best(DoubleBinaryOperator better) {
            this.better = better;
        }

        @Override
        public boolean accept(double[] batch, int from, int count) {
            double result = any ? best : batch[from];
            for (int i = from; i < from + count; i++) {
                result = better.applyAsDouble(result, batch[i]);
            }
            best = result;
            any = true;
            return true;
        }

        @Override
        public Double result() {
            return any ? best : null;
        }
    }

    static final class Reduction implements Source.Accumulator<double[], Double> {
        private final DoubleBinaryOperator operator;
        private double value;

        Reduction(double identity, DoubleBinaryOperator operator) {
            this.value = identity;
            this.operator = operator;
        }

        @Override
        public boolean accept(double[] batch, int from, int count) {
            double result = value;
            for (int i = from; i < from + count; i++) {
                result = operator.applyAsDouble(result, batch[i]);
            }
            value = result;
            return true;
        }

        @Override
        public Double result() {
            return value;
        }
    }

    static final class Fold<R> implements Source.Accumulator<double[], R> {
        private final R result;
        private final ObjDoubleConsumer<? super R> add;

        Fold(R result, ObjDoubleConsumer<? super R> add) {
            this.result = result;
            this.add = add;
        }

        @Override
        public R result() {
            return result;
        }

        @Override
        public boolean accept(double[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                add.accept(result, batch[i]);
            }
            return true;
        }
    }

    static final class Find implements Source.Accumulator<double[], Double> {
        private final DoublePredicate condition;
        private Double found;

        Find(DoublePredicate condition) {
            this.condition = condition;
        }

        @Override
        public boolean accept(double[] batch, int from, int count) {
            int at = indexOf(batch, from, count, condition);
            if (at >= 0) {
                found = batch[at];
            }
            return at < 0;
        }

        @Override
        public Double result() {
            return found;
        }
    }
}
