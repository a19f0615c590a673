package org.eremite.app.rayonlike.family;

import java.util.List;

/** Fibonacci numbers by double recursion without a cut-off: the cost of a fork, and halves that differ in size. */
final class Fibonacci implements Family {
    @Override
    public String name() {
        return "fibonacci";
    }

    @Override
    public Size size() {
        return new Size("the argument", 0, 46, 32);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        return List.of(
                CheckedWorkload.ofNumber("fibonacci/join-1-2", () -> recursive(size),
                        () -> largerFirst(parallel, size), () -> iterative(size)),
                CheckedWorkload.ofNumber("fibonacci/join-2-1", () -> recursive(size),
                        () -> smallerFirst(parallel, size), () -> iterative(size)));
    }

    private static int recursive(int n) {
        return n < 2 ? n : recursive(n - 1) + recursive(n - 2);
    }

    private static long largerFirst(Parallel forms, int n) {
        return n < 2 ? n : forms.joinToSum(() -> largerFirst(forms, n - 1), () -> largerFirst(forms, n - 2));
    }

    private static long smallerFirst(Parallel forms, int n) {
        return n < 2 ? n : forms.joinToSum(() -> smallerFirst(forms, n - 2), () -> smallerFirst(forms, n - 1));
    }

    private static int iterative(int n) {
        int current = 0;
        int next = 1;
        for (int i = 0; i < n; i++) {
            int sum = current + next;
            current = next;
            next = sum;
        }
        return current;
    }
}
