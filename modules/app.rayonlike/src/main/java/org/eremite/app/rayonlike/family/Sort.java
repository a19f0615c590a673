package org.eremite.app.rayonlike.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** The library's own sort, on the distributions and element types of rayon-demo's {@code sort}. */
final class Sort implements Family {
    private static final int LONGEST_STRING = 20;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int WORDS_OF_BIG = 16;
    private static final int EXPENSE = 16;

    @Override
    public String name() {
        return "sort";
    }

    @Override
    public Size size() {
        return new Size("elements", 2, 100_000_000, 50_000);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        List<Workload> workloads = new ArrayList<>();
        long[] random = Inputs.randomLongs(size);
        workloads.add(ofLongs("ascending", ascending(size), parallel));
        workloads.add(ofLongs("descending", reversed(ascending(size)), parallel));
        workloads.add(ofLongs("mostly-ascending", mostly(ascending(size)), parallel));
        workloads.add(ofLongs("random", random, parallel));
        workloads.add(ofObjects("big", big(random), Arrays::compare, words -> words[0], parallel));
        workloads.add(ofObjects("strings", strings(size), Comparator.naturalOrder(), Sort::key, parallel));
        workloads.add(ofObjects("expensive", Arrays.stream(random).boxed().toArray(Long[]::new),
                Comparator.comparingLong(Sort::expensiveKey), value -> value, parallel));
        return workloads;
    }

    private static Workload ofLongs(String variant, long[] values, Parallel parallel) {
        long contents = Inputs.contents(values);
        return new CheckedWorkload<>("sort/" + variant, Cells.LONGS, values::clone,
                copy -> sorted(Sequential.FORMS, copy), copy -> sorted(parallel, copy), result -> {
                    for (int i = 1; i < result.length; i++) {
                        if (result[i - 1] > result[i]) {
                            return "has element " + i + " out of order";
                        }
                    }
                    return Inputs.contents(result) == contents ? null : "has other elements than the input";
                });
    }

    private static long[] sorted(Parallel forms, long[] values) {
        forms.sort(values);
        return values;
    }

    private static <T> Workload ofObjects(String variant, T[] values, Comparator<T> order, ToLongFunction<T> key,
            Parallel parallel) {
        long contents = Inputs.contents(Arrays.stream(values).mapToLong(key).toArray());
        return new CheckedWorkload<>("sort/" + variant, new Objects<>(key), values::clone,
                copy -> sorted(Sequential.FORMS, copy, order), copy -> sorted(parallel, copy, order), result -> {
                    for (int i = 1; i < result.length; i++) {
                        if (order.compare(result[i - 1], result[i]) > 0) {
                            return "has element " + i + " out of order";
                        }
                    }
                    long actual = Inputs.contents(Arrays.stream(result).mapToLong(key).toArray());
                    return actual == contents ? null : "has other elements than the input";
                });
    }

    private static <T> T[] sorted(Parallel forms, T[] values, Comparator<T> order) {
        forms.sort(values, order);
        return values;
    }

    private static long[] ascending(int size) {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = i;
        }
        return values;
    }

    private static long[] reversed(long[] ascending) {
        long[] values = new long[ascending.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ascending[values.length - 1 - i];
        }
        return values;
    }

    /** As many swaps as the square root of the length. */
    private static long[] mostly(long[] values) {
        for (int i = 0; (long) i * i <= values.length; i++) {
            int one = Inputs.random(2L * i, values.length);
            int other = Inputs.random(2L * i + 1, values.length);
            long kept = values[one];
            values[one] = values[other];
            values[other] = kept;
        }
        return values;
    }

    private static long[][] big(long[] values) {
        long[][] elements = new long[values.length][WORDS_OF_BIG];
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(elements[i], values[i]);
        }
        return elements;
    }

    private static String[] strings(int size) {
        String[] strings = new String[size];
        for (int i = 0; i < size; i++) {
            StringBuilder string = new StringBuilder();
            int length = 1 + Inputs.random(i, LONGEST_STRING);
            for (int at = 0; at < length; at++) {
                string.append(ALPHABET.charAt(Inputs.random((long) size + i * LONGEST_STRING + at, ALPHABET.length())));
            }
            strings[i] = string.toString();
        }
        return strings;
    }

    private static long key(String string) {
        long key = 0;
        for (int i = 0; i < string.length(); i++) {
            key = key * Inputs.GOLDEN + string.charAt(i);
        }
        return key;
    }

    /** A different number for each, at a price. */
    private static long expensiveKey(long value) {
        long key = value;
        for (int i = 0; i < EXPENSE; i++) {
            key = Inputs.random(key);
        }
        return key;
    }

    private static final class Objects<T> extends Cells<T[]> {
        private final ToLongFunction<T> key;

        Objects(ToLongFunction<T> key) {
            this.key = key;
        }

        @Override
        int length(T[] result) {
            return result.length;
        }

        @Override
        long bits(T[] result, int index) {
            return key.applyAsLong(result[index]);
        }

        @Override
        void spoil(T[] result, int index) {
            result[index] = result[0];
        }
    }
}
