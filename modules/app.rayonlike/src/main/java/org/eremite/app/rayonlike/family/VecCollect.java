package org.eremite.app.rayonlike.family;

import java.util.List;

/** Collects a sequence in an array: one whose length is known before, and one whose length is not. */
final class VecCollect implements Family {
    @Override
    public String name() {
        return "vec_collect";
    }

    @Override
    public Size size() {
        return new Size("numbers", 1, 1 << 27, 1 << 22);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        return List.of(
                CheckedWorkload.of("vec_collect/indexed", Cells.INTS,
                        () -> indexed(Sequential.FORMS, size), () -> indexed(parallel, size),
                        result -> fault(result, size)),
                CheckedWorkload.of("vec_collect/filtered", Cells.INTS,
                        () -> Sequential.FORMS.filter(0, size, i -> i >= 0),
                        () -> parallel.filter(0, size, i -> i >= 0), result -> fault(result, size)));
    }

    private static int[] indexed(Parallel forms, int size) {
        int[] all = new int[size];
        forms.forEach(0, size, i -> all[i] = i);
        return all;
    }

    private static String fault(int[] result, int size) {
        if (result.length != size) {
            return "has " + result.length + " elements, not " + size;
        }
        for (int i = 0; i < size; i++) {
            if (result[i] != i) {
                return "has element " + i + " = " + result[i];
            }
        }
        return null;
    }
}
