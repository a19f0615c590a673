package org.eremite.sched;

import static org.eremite.sched.ThreadDescriptor.NO_CPU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimPanic;

/** What CPUs publish, and the answers drawn from it, against lists of what each of them runs and has queued. */
class PublishedPrioritiesTest {
    private static final int CPUS = 4;
    private static final int IDLE = SchedulingPolicy.IDLE_PRIORITY;
    private static final int KINDS = 6;

    private final Arena arena = Arena.ofAuto();
    private final ProcessorTable table = new ProcessorTable();
    private final RunQueue queue = new RunQueue(new SimPanic());
    private final PublishedPriorities priorities = new PublishedPriorities(table, queue);
    private final LoadBalancer loadBalancer = new LoadBalancer(table, null, queue, priorities, null);
    private final List<List<Queued>> queued = new ArrayList<>();
    private final int[] running = new int[CPUS];
    private final int[] runs = new int[CPUS];
    private final int[] spares = new int[CPUS];
    private long now;

    private record Queued(long thread, int priority, boolean movable) {
    }

    @BeforeTry
    void begin() {
        table.initialize(arena.allocate(table.bytes(CPUS), 128).address(), CPUS);
        queued.clear();
        for (int cpu = 0; cpu < CPUS; cpu++) {
            queued.add(new ArrayList<>());
        }
        Arrays.fill(running, SchedulingPolicy.OFFLINE_PRIORITY);
        Arrays.fill(runs, IDLE);
        Arrays.fill(spares, IDLE);
    }

    @Property(tries = 300)
    void theyShowWhoRunsTheLeastAndWhoSparesTheMost(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 999_999) Integer> choices) {
        for (int choice : choices) {
            int cpu = choice % CPUS;
            int amount = choice / CPUS / KINDS % SchedulingPolicy.PRIORITIES;
            switch (choice / CPUS % KINDS) {
                case 0 -> run(cpu, IDLE);
                case 1 -> run(cpu, amount);
                case 2 -> run(cpu, SchedulingPolicy.DEFAULT_PRIORITY);
                case 3 -> remove(cpu, amount);
                case 4 -> insert(cpu, SchedulingPolicy.DEFAULT_PRIORITY, amount % 2 == 0);
                default -> insert(cpu, amount, amount % 3 != 0);
            }
            publish(cpu);
            for (int priority = IDLE; priority < SchedulingPolicy.PRIORITIES; priority++) {
                ask(priority);
            }
            assertEquals(outOfOrder(), priorities.outOfOrder());
            assertEquals(queued.stream().flatMap(List::stream).anyMatch(Queued::movable), loadBalancer.hasMovable());
        }
    }

    private void run(int cpu, int priority) {
        running[cpu] = priority;
        RawMemory.putInt(table.of(cpu) + ProcessorDescriptor.RUNNING_PRIORITY, priority);
    }

    private void insert(int cpu, int priority, boolean movable) {
        long thread = arena.allocate(ThreadDescriptor.CONTEXT, 64).address();
        RawMemory.putInt(thread + ThreadDescriptor.PRIORITY, priority);
        RawMemory.putInt(thread + ThreadDescriptor.AFFINITY, movable ? NO_CPU : cpu);
        RawMemory.putInt(thread + ThreadDescriptor.QUEUED_CPU, NO_CPU);
        queue.insert(table.of(cpu), cpu, thread, false, ++now);
        queued.get(cpu).add(new Queued(thread, priority, movable));
    }

    private void remove(int cpu, int which) {
        if (!queued.get(cpu).isEmpty()) {
            Queued gone = queued.get(cpu).remove(which % queued.get(cpu).size());
            queue.remove(table.of(cpu), gone.thread(), cpu);
        }
    }

    /** Publishes, and compares with the model what others may have to hear of. */
    private void publish(int cpu) {
        int runsNow = Math.max(running[cpu], queued.get(cpu).stream().mapToInt(Queued::priority).max().orElse(IDLE));
        int sparesNow = spare(cpu);
        boolean changed = runsNow != runs[cpu] || sparesNow != spares[cpu];
        boolean worse = sparesNow > spares[cpu] || runsNow < runs[cpu] || runs[cpu] == IDLE;
        runs[cpu] = runsNow;
        spares[cpu] = sparesNow;
        assertEquals(changed && worse, priorities.publish(cpu));
        assertEquals(runsNow, priorities.runsOn(cpu));
    }

    private int spare(int cpu) {
        // The sort is stable: of equals, the one queued first comes first.
        List<Queued> order = queued.get(cpu).stream().sorted(Comparator.comparingInt(Queued::priority).reversed()).toList();
        boolean firstPreempts = !order.isEmpty() && order.getFirst().priority() > running[cpu];
        return order.stream().skip(firstPreempts ? 1 : 0).filter(Queued::movable).mapToInt(Queued::priority).max().orElse(IDLE);
    }

    private void ask(int priority) {
        for (int cpu = 0; cpu < CPUS; cpu++) {
            assertEquals(lowestBelow(priority, cpu), priorities.lowestBelow(priority, cpu));
            assertEquals(highestSpareAbove(priority, cpu), priorities.highestSpareAbove(priority, cpu));
            assertEquals(lighterThan(cpu, priority), loadBalancer.lighterThan(cpu, priority));
        }
    }

    private int lowestBelow(int priority, int preferred) {
        int least = Arrays.stream(runs).filter(each -> each != IDLE && each < priority).min().orElse(IDLE);
        if (least == IDLE) {
            return NO_CPU;
        }
        return runs[preferred] == least ? preferred : firstThatRuns(least);
    }

    private int firstThatRuns(int priority) {
        int cpu = 0;
        while (runs[cpu] != priority) {
            cpu++;
        }
        return cpu;
    }

    private int highestSpareAbove(int priority, int cpu) {
        int highest = NO_CPU;
        for (int step = 1; step < CPUS; step++) {
            int other = (cpu + step) % CPUS;
            if (spares[other] > (highest == NO_CPU ? priority : spares[highest])) {
                highest = other;
            }
        }
        return highest;
    }

    private int outOfOrder() {
        int least = Arrays.stream(runs).filter(each -> each != IDLE).min().orElse(IDLE);
        return least != IDLE && Arrays.stream(spares).max().orElseThrow() > least ? firstThatRuns(least) : NO_CPU;
    }

    private int lighterThan(int cpu, int priority) {
        int lightest = NO_CPU;
        for (int other = 0; other < CPUS; other++) {
            boolean mayTake = runs[other] <= priority && load(other) < load(cpu) - 1;
            if (mayTake && (lightest == NO_CPU || load(other) < load(lightest))) {
                lightest = other;
            }
        }
        return lightest;
    }

    private int load(int cpu) {
        return switch (running[cpu]) {
            case SchedulingPolicy.OFFLINE_PRIORITY -> Integer.MAX_VALUE;
            case IDLE -> queued.get(cpu).size();
            default -> queued.get(cpu).size() + 1;
        };
    }
}
