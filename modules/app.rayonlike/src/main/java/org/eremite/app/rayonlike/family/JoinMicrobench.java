package org.eremite.app.rayonlike.family;

import java.util.List;

/** Nearly nothing but forks: a tree of joins, and increments of all cells of an array. */
final class JoinMicrobench implements Family {
    @Override
    public String name() {
        return "join_microbench";
    }

    @Override
    public Size size() {
        return new Size("cells; the tree is as deep as their logarithm", 2, 1 << 24, 100 << 10);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        int depth = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size);
        return List.of(
                new CheckedWorkload<>("join_microbench/increment-all", Cells.LONGS, () -> new long[size],
                        cells -> increment(Sequential.FORMS, cells), cells -> increment(parallel, cells),
                        JoinMicrobench::fault),
                CheckedWorkload.ofNumber("join_microbench/join-recursively", () -> leaves(depth),
                        () -> leaves(parallel, depth), () -> 1L << depth));
    }

    private static long[] increment(Parallel forms, long[] cells) {
        forms.forEach(0, cells.length, i -> cells[i]++);
        return cells;
    }

    private static String fault(long[] cells) {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != 1) {
                return "has element " + i + " = " + cells[i] + ", not 1";
            }
        }
        return null;
    }

    private static int leaves(int depth) {
        return depth == 0 ? 1 : leaves(depth - 1) + leaves(depth - 1);
    }

    private static long leaves(Parallel forms, int depth) {
        return depth == 0 ? 1 : forms.joinToSum(() -> leaves(forms, depth - 1), () -> leaves(forms, depth - 1));
    }
}
