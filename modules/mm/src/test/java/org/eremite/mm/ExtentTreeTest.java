package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimMemory;

class ExtentTreeTest {
    /** Inserts the extent at {@code start}, or resizes or removes it if there is one. */
    record Step(int start, int length, boolean resize) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.integers().between(-60, 60), Arbitraries.integers().between(1, 99),
                Arbitraries.of(true, false)).as(Step::new).list().ofMaxSize(300);
    }

    @Property(tries = 200)
    void findsWhatASortedMapFindsAndStaysBalanced(@ForAll("steps") List<Step> steps) {
        try (SimMemory memory = new SimMemory(1 << 20, 1 << 20)) {
            KernelHeap heap = KernelHeapTest.initialized(memory);
            TreeMap<Long, Long> model = new TreeMap<>();
            long root = 0;
            for (Step step : steps) {
                long start = step.start() * 100L;
                long found = ExtentTree.floor(root, start);
                if (!model.containsKey(start)) {
                    long node = heap.allocate(ExtentLayout.BYTES);
                    RawMemory.putLong(node + ExtentLayout.START, start);
                    RawMemory.putLong(node + ExtentLayout.LENGTH, step.length());
                    root = ExtentTree.insert(root, node);
                    model.put(start, (long) step.length());
                } else if (step.resize()) {
                    ExtentTree.resize(root, found, start, step.length());
                    model.put(start, (long) step.length());
                } else {
                    root = ExtentTree.remove(root, found);
                    heap.free(found);
                    model.remove(start);
                }
                assertLike(model, root, start, step.length());
            }
        }
    }

    private static void assertLike(TreeMap<Long, Long> model, long root, long address, long length) {
        assertEquals(model.size(), count(root));
        long floor = ExtentTree.floor(root, address);
        assertEquals(model.floorKey(address), floor == 0 ? null : (Long) ExtentTree.start(floor));
        long next = ExtentTree.next(root, address, length);
        Long expected = model.tailMap(address, false).entrySet().stream()
                .filter(entry -> entry.getValue() >= length).map(Map.Entry::getKey).findFirst().orElse(null);
        assertEquals(expected, next == 0 ? null : (Long) ExtentTree.start(next));
    }

    /** Number of nodes; fails unless the tree is one of Adelson-Velskii and Landis. */
    private static int count(long node) {
        if (node == 0) {
            return 0;
        }
        long left = ExtentTree.height(ExtentTree.left(node));
        long right = ExtentTree.height(ExtentTree.right(node));
        assertTrue(Math.abs(left - right) <= 1);
        assertEquals(Math.max(left, right) + 1, ExtentTree.height(node));
        return count(ExtentTree.left(node)) + count(ExtentTree.right(node)) + 1;
    }
}
