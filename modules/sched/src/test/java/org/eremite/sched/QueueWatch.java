package org.eremite.sched;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eremite.hal.RawMemory;
import org.eremite.sched.Program.Invariant;

/** Looks at a wait queue between any two steps and says when its order is not the stated one. */
final class QueueWatch {
    private static final long HEAD = 8;
    /** A waiter of a mutex is overtaken by those at most that were woken before it. */
    private static final int MOST_OVERTAKEN = 16;

    private final long queue;
    private final long mutex;
    private List<Long> last = List.of();
    private final Set<Long> passedOver = new HashSet<>();
    private final Map<Long, Integer> wokenInVain = new HashMap<>();

    QueueWatch(long queue, long mutex) {
        this.queue = queue;
        this.mutex = mutex;
    }

    /** Called after each step. */
    void look() {
        if (RawMemory.getInt(queue) != 0) {
            return;
        }
        if (mutex != 0) {
            wokenInVain.remove(RawMemory.getLong(mutex) & -64);
        }
        if (last.isEmpty() && RawMemory.getLong(queue + HEAD) == 0) {
            return;
        }
        List<Long> now = threads();
        List<Long> stayed = new ArrayList<>(last);
        stayed.retainAll(now);
        noteThoseThatLeft(now);
        checkThoseThatCame(now, stayed);
        last = now;
    }

    /** {@code thread}, which waited here, says whether it was served; one that passed others over was not. */
    void ended(long thread, boolean served) {
        boolean passed = passedOver.remove(thread);
        Invariant.FAIR_QUEUES.expect(!served || !passed, "a thread was served before one that had waited longer");
    }

    private void noteThoseThatLeft(List<Long> now) {
        boolean olderOneStays = false;
        for (long thread : last) {
            boolean stays = now.contains(thread);
            if (!stays && olderOneStays) {
                passedOver.add(thread);
            }
            if (!stays && mutex != 0 && (RawMemory.getLong(mutex) & -64) != thread) {
                wokenInVain.merge(thread, 1, Integer::sum);
            }
            olderOneStays |= stays;
        }
    }

    private void checkThoseThatCame(List<Long> now, List<Long> stayed) {
        List<Long> expected = new ArrayList<>(stayed);
        for (long thread : now) {
            if (!stayed.contains(thread)) {
                int vain = wokenInVain.getOrDefault(thread, 0);
                Invariant.FAIR_QUEUES.expect(vain <= MOST_OVERTAKEN, "a waiter of a mutex is overtaken again and again");
                expected.add(vain > 0 ? 0 : expected.size(), thread);
            }
        }
        Invariant.FAIR_QUEUES.expect(now.equals(expected), "a wait queue is out of order: " + now + " is not " + expected);
    }

    private List<Long> threads() {
        List<Long> threads = new ArrayList<>();
        for (long thread = RawMemory.getLong(queue + HEAD); thread != 0;
                thread = RawMemory.getLong(thread + ThreadDescriptor.WAIT_NEXT)) {
            threads.add(thread);
        }
        return threads;
    }
}
