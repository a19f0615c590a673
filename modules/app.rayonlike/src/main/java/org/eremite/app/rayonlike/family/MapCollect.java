package org.eremite.app.rayonlike.family;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects pairs in a hash map: all keys distinct, and few keys that all meet. */
final class MapCollect implements Family {
    private static final int FEW = 10;

    @Override
    public String name() {
        return "map_collect";
    }

    @Override
    public Size size() {
        return new Size("pairs", FEW, 1 << 24, 1 << 18);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        return List.of(workload("distinct", size, size, parallel), workload("ten-keys", size, FEW, parallel));
    }

    private static Workload workload(String variant, int size, int keys, Parallel parallel) {
        return CheckedWorkload.of("map_collect/" + variant, new OfMap(),
                () -> collect(Sequential.FORMS, size, keys), () -> collect(parallel, size, keys),
                result -> fault(result, size, keys));
    }

    /** For each key i modulo {@code keys} the greatest i. */
    private static Map<Integer, Integer> collect(Parallel forms, int size, int keys) {
        return forms.collect(0, size, HashMap<Integer, Integer>::new,
                (map, i) -> map.merge(i % keys, i, Math::max), MapCollect::merge);
    }

    private static HashMap<Integer, Integer> merge(HashMap<Integer, Integer> one, HashMap<Integer, Integer> other) {
        HashMap<Integer, Integer> larger = one.size() >= other.size() ? one : other;
        HashMap<Integer, Integer> smaller = larger == one ? other : one;
        smaller.forEach((key, value) -> larger.merge(key, value, Math::max));
        return larger;
    }

    private static String fault(Map<Integer, Integer> map, int size, int keys) {
        if (map.size() != keys) {
            return "has " + map.size() + " entries, not " + keys;
        }
        for (int key = 0; key < keys; key++) {
            Integer value = map.get(key);
            int known = key + (size - 1 - key) / keys * keys;
            if (value == null || value != known) {
                return "has " + value + " for key " + key + ", not " + known;
            }
        }
        return null;
    }

    /** The values in the order of the keys. */
    private static final class OfMap extends Cells<Map<Integer, Integer>> {
        @Override
        int length(Map<Integer, Integer> result) {
            return result.size();
        }

        @Override
        long bits(Map<Integer, Integer> result, int index) {
            return result.getOrDefault(index, -1);
        }

        @Override
        void spoil(Map<Integer, Integer> result, int index) {
            result.merge(index, 1, Integer::sum);
        }
    }
}
