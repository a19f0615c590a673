package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimPanic;

/** The run queue of one CPU against a list of threads in the order of queueing. */
class RunQueueTest {
    private static final int THREADS = 24;
    private static final int CPU = 3;

    private final Arena arena = Arena.ofAuto();
    private final RunQueue queue = new RunQueue(new SimPanic());
    private final List<Long> model = new ArrayList<>();
    private long processor;

    @BeforeTry
    void empty() {
        processor = arena.allocate(ProcessorDescriptor.PROCESSOR_BYTES, 128).address();
        model.clear();
    }

    private long thread(int priority, int affinity) {
        long thread = arena.allocate(ThreadDescriptor.CONTEXT, 64).address();
        RawMemory.putInt(thread + ThreadDescriptor.PRIORITY, priority);
        RawMemory.putInt(thread + ThreadDescriptor.AFFINITY, affinity);
        RawMemory.putInt(thread + ThreadDescriptor.QUEUED_CPU, ThreadDescriptor.NO_CPU);
        return thread;
    }

    @Property(tries = 300)
    void itKeepsPrioritiesAndTheOrderOfQueueing(@ForAll @Size(max = 120) List<@IntRange(min = 0, max = 10_000) Integer> choices) {
        List<Long> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(thread(i % 3 * 15, i % 4 == 0 ? CPU : ThreadDescriptor.NO_CPU));
        }
        long now = 0;
        for (int choice : choices) {
            long thread = threads.get(choice % THREADS);
            if (model.remove(thread)) {
                queue.remove(processor, thread, CPU);
            } else {
                queue.insert(processor, CPU, thread, false, ++now);
                model.add(thread);
            }
            check();
        }
    }

    private void check() {
        long first = 0;
        long firstMovable = 0;
        int movable = 0;
        for (long thread : model) {
            if (first == 0 || priority(thread) > priority(first)) {
                first = thread;
            }
            if (RawMemory.getInt(thread + ThreadDescriptor.AFFINITY) == ThreadDescriptor.NO_CPU) {
                movable++;
                if (firstMovable == 0 || priority(thread) > priority(firstMovable)) {
                    firstMovable = thread;
                }
            }
        }
        assertEquals(first, queue.first(processor));
        assertEquals(firstMovable, queue.firstMovable(processor));
        assertEquals(model.isEmpty() ? 0 : model.get(0), queue.oldest(processor));
        assertEquals(first == 0 ? SchedulingPolicy.IDLE_PRIORITY : priority(first), queue.topPriority(processor));
        assertEquals(model.size(), RawMemory.getInt(processor + ProcessorDescriptor.QUEUED));
        assertEquals(movable, RawMemory.getInt(processor + ProcessorDescriptor.MOVABLE));
    }

    private static int priority(long thread) {
        return RawMemory.getInt(thread + ThreadDescriptor.PRIORITY);
    }

    @Example
    void aThreadPutFirstPrecedesItsPriorityOnly() {
        long low = thread(4, ThreadDescriptor.NO_CPU);
        long waiting = thread(5, ThreadDescriptor.NO_CPU);
        long preempted = thread(5, ThreadDescriptor.NO_CPU);
        queue.insert(processor, CPU, low, false, 1);
        queue.insert(processor, CPU, waiting, false, 2);
        queue.insert(processor, CPU, preempted, true, 3);
        assertEquals(preempted, queue.first(processor));
        queue.remove(processor, preempted, CPU);
        assertEquals(waiting, queue.first(processor));
        assertEquals(low, queue.oldest(processor));
    }

    @Example
    void aThreadPinnedElsewhereIsRefused() {
        long thread = thread(5, CPU + 1);
        assertEquals(false, queue.insert(processor, CPU, thread, false, 1));
        assertEquals(0, queue.first(processor));
    }

    @Example
    void aThreadOnTwoQueuesPanics() {
        long thread = thread(5, ThreadDescriptor.NO_CPU);
        queue.insert(processor, CPU, thread, false, 1);
        assertThrows(SimPanic.Raised.class, () -> queue.insert(processor, CPU, thread, false, 2));
    }
}
