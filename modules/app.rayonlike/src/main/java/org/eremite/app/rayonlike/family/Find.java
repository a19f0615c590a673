package org.eremite.app.rayonlike.family;

import java.util.List;
import java.util.function.IntPredicate;

/** Searches for a number that occurs once, at several places, or not at all. */
final class Find implements Family {
    @Override
    public String name() {
        return "find";
    }

    @Override
    public Size size() {
        return new Size("numbers", 3, 100_000_000, 10_000_000);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        int[] haystack = new int[size];
        for (int i = 0; i < size; i++) {
            haystack[i] = scrambled(i);
        }
        return List.of(
                workload("first-start", true, haystack, 0, parallel),
                workload("first-third", true, haystack, size / 3, parallel),
                workload("first-end", true, haystack, size - 1, parallel),
                workload("first-missing", true, haystack, size, parallel),
                workload("any-middle", false, haystack, size / 2 - 1, parallel),
                workload("any-end", false, haystack, size - 1, parallel));
    }

    private static Workload workload(String variant, boolean first, int[] haystack, int place, Parallel parallel) {
        int needle = scrambled(place);
        int known = place < haystack.length ? place : -1;
        IntPredicate isThere = i -> haystack[i] == needle;
        return CheckedWorkload.ofNumber("find/" + variant, () -> {
            for (int i = 0; i < haystack.length; i++) {
                if (haystack[i] == needle) {
                    return i;
                }
            }
            return -1;
        }, () -> first ? parallel.findFirst(0, haystack.length, isThere)
                : parallel.findAny(0, haystack.length, isThere), () -> known);
    }

    /** A bijection, so that no number occurs twice. */
    private static int scrambled(int index) {
        int bits = index * 0x9E37_79B1;
        bits ^= bits >>> 15;
        return bits * 0x85EB_CA77;
    }
}
