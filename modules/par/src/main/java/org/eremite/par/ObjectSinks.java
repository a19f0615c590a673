package org.eremite.par;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The loops over objects. The arrays hold elements of type T, whatever their own type. */
final class ObjectSinks {
    private ObjectSinks() {
    }

    @SuppressWarnings("unchecked")
    static <T> T element(Object[] batch, int index) {
        return (T) batch[index];
    }

    /** The place of the first of {@code count} elements from {@code from} on for which the condition holds, or -1. */
    static <T> int indexOf(Object[] batch, int from, int count, Predicate<? super T> condition) {
        for (int i = from; i < from + count; i++) {
            if (condition.test(element(batch, i))) {
                return i;
            }
        }
        return -1;
    }

    static final class ForEach<T> implements Source.Accumulator<Object[], Void> {
        private final Consumer<? super T> action;

        ForEach(Consumer<? super T> action) {
            this.action = action;
        }

        @Override
        public boolean accept(Object[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                action.accept(element(batch, i));
            }
            return true;
        }

        @Override
        public Void result() {
            return null;
        }
    }

    /**
     * An element, which may be null; null itself stands for none.
     *
     * @param <T> the type of the element
     */
    record Held<T>(T element) {
        /** @throws NullPointerException if the element is null, as the platform's streams do */
        static <T> Optional<T> toOptional(Held<T> held) {
            return held == null ? Optional.empty() : Optional.of(held.element);
        }
    }

    /** Combines elements without a neutral one. */
    static final class Reduction<T> implements Source.Accumulator<Object[], Held<T>> {
        private final BinaryOperator<T> operator;
        private boolean any;
        private T value;

        Reduction(BinaryOperator<T> operator) {
            this.operator = operator;
        }

        @Override
        public boolean accept(Object[] batch, int from, int count) {
            int first = from;
            if (!any) {
                value = element(batch, first++);
                any = true;
            }
            for (int i = first; i < from + count; i++) {
                value = operator.apply(value, element(batch, i));
            }
            return true;
        }

        @Override
        public Held<T> result() {
            return any ? new Held<>(value) : null;
        }

        static <T> Source.Combiner<Held<T>> combining(BinaryOperator<T> operator) {
            return (left, right) -> {
                if (left == null || right == null) {
                    return left == null ? right : left;
                }
                return new Held<>(operator.apply(left.element, right.element));
            };
        }
    }

    /** Puts elements into a container. */
    static final class Fold<T, R> implements Source.Accumulator<Object[], R> {
        private final R result;
        private final BiConsumer<? super R, ? super T> add;

        Fold(R result, BiConsumer<? super R, ? super T> add) {
            this.result = result;
            this.add = add;
        }

        @Override
        public R result() {
            return result;
        }

        @Override
        public boolean accept(Object[] batch, int from, int count) {
            for (int i = from; i < from + count; i++) {
                add.accept(result, element(batch, i));
            }
            return true;
        }
    }

    /** Stops at the first element that is sought. */
    static final class Find<T> implements Source.Accumulator<Object[], Held<T>> {
        private final Predicate<? super T> condition;
        private Held<T> found;

        Find(Predicate<? super T> condition) {
            this.condition = condition;
        }

        @Override
        public boolean accept(Object[] batch, int from, int count) {
            int at = indexOf(batch, from, count, condition);
            if (at >= 0) {
                found = new Held<>(element(batch, at));
            }
            return at < 0;
        }

        @Override
        public Held<T> result() {
            return found;
        }
    }
}
