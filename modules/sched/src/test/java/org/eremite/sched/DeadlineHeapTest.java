package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.eremite.hal.RawMemory;

/** The heap of deadlines against a list, and the shape that bounds its steps. */
class DeadlineHeapTest {
    private static final int NODES = 40;

    @Property(tries = 300)
    void itsRootIsTheEarliestWhateverWasRemoved(@ForAll @Size(max = 200) List<@IntRange(min = 0, max = 3999) Integer> choices) {
        try (Arena arena = Arena.ofConfined()) {
            long base = arena.allocate(NODES * ThreadDescriptor.CONTEXT, 64).address();
            List<Long> queued = new ArrayList<>();
            long root = 0;
            for (int choice : choices) {
                long node = base + choice % NODES * ThreadDescriptor.CONTEXT;
                if (queued.remove(node)) {
                    root = DeadlineHeap.remove(root, node);
                } else {
                    RawMemory.putLong(node + ThreadDescriptor.TIMER_DEADLINE, choice / NODES);
                    root = DeadlineHeap.insert(root, node);
                    queued.add(node);
                }
                assertEquals(queued.size(), check(root, 0));
            }
            while (root != 0) {
                long first = queued.stream().mapToLong(DeadlineHeapTest::deadline).min().orElseThrow();
                assertEquals(first, deadline(root));
                queued.remove(root);
                root = DeadlineHeap.remove(root, root);
            }
            assertTrue(queued.isEmpty());
        }
    }

    /** Checks order, links and the leftist property; returns the number of nodes. */
    private static int check(long node, long parent) {
        if (node == 0) {
            return 0;
        }
        assertEquals(parent, RawMemory.getLong(node + ThreadDescriptor.TIMER_PARENT));
        assertTrue(parent == 0 || deadline(parent) <= deadline(node));
        long left = RawMemory.getLong(node + ThreadDescriptor.TIMER_LEFT);
        long right = RawMemory.getLong(node + ThreadDescriptor.TIMER_RIGHT);
        assertTrue(rank(left) >= rank(right));
        assertEquals(rank(right) + 1, rank(node));
        return 1 + check(left, node) + check(right, node);
    }

    private static int rank(long node) {
        return node == 0 ? 0 : RawMemory.getInt(node + ThreadDescriptor.TIMER_RANK);
    }

    private static long deadline(long node) {
        return RawMemory.getLong(node + ThreadDescriptor.TIMER_DEADLINE);
    }
}
