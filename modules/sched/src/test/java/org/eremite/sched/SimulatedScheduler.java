package org.eremite.sched;

import java.lang.foreign.Arena;
import org.eremite.hal.Dispatcher;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimClock;
import org.eremite.hal.sim.SimContexts;
import org.eremite.hal.sim.SimCores;
import org.eremite.hal.sim.SimPanic;
import org.eremite.hal.sim.SimProcessors;
import org.eremite.hal.sim.SimTimer;

/** A scheduler that runs threads on simulated CPUs. */
final class SimulatedScheduler {
    final SimCores cores;
    final SimContexts contexts;
    final SimClock clock;
    final Processors processors;
    final Scheduler scheduler;
    final Threads threads;
    final WaitQueue waitQueue;
    final Mutex mutexes;
    final ConditionVariable conditions;
    final Semaphore semaphores;
    final Parker parkers;
    private final ProcessorTable processorTable = new ProcessorTable();
    private final RunQueue runQueue;
    private final Arena arena = Arena.ofAuto();
    private final int cpus;

    SimulatedScheduler(int cpus, long seed, long nanosPerStep, Program.Defect defect) {
        this.cpus = cpus;
        cores = new SimCores(cpus, seed, nanosPerStep);
        contexts = new SimContexts(cores);
        clock = new SimClock(cores);
        processors = Defects.plant(defect, new SimProcessors(cores));
        Panic panic = new SimPanic();
        scheduler = new Scheduler(processors, contexts, clock, new SimTimer(cores), panic);
        Dispatcher dispatcher = Defects.plant(defect, scheduler);
        cores.attach(dispatcher);
        threads = scheduler.threads();
        waitQueue = scheduler.waitQueue();
        mutexes = new Mutex(scheduler, panic);
        conditions = new ConditionVariable(scheduler, mutexes);
        semaphores = new Semaphore(scheduler);
        parkers = new Parker(scheduler);
        runQueue = new RunQueue(panic);
        long base = memory(scheduler.bytes(cpus));
        scheduler.initialize(base, cpus);
        processorTable.initialize(base, cpus);
        boot();
    }

    private void boot() {
        for (int cpu = 0; cpu < cpus; cpu++) {
            long idle = thread(SchedulingPolicy.LOWEST_PRIORITY, scheduler::idle);
            scheduler.initializeProcessor(cpu, idle);
            if (cpu == 0) {
                contexts.enter(threads.contextOf(idle));
            } else {
                processors.start(cpu, 0, threads.contextOf(idle));
            }
        }
    }

    /** Zeroed memory that lives as long as this object. */
    long memory(long bytes) {
        return arena.allocate(bytes, 128).address();
    }

    /** A new thread, not started, that runs {@code body} and exits. */
    long thread(int priority, Runnable body) {
        long entry = cores.entry(ignored -> {
            body.run();
            threads.exitCurrent();
        });
        return threads.createThread(memory(threads.threadBytes()), 0, entry, 0, priority);
    }

    /** A new thread, started. */
    long start(int priority, Runnable body) {
        long thread = thread(priority, body);
        threads.start(thread);
        return thread;
    }

    /** Runs until somebody stops the machine; anything else is a failure. */
    void run(long limit) {
        SimCores.Outcome outcome = cores.run(limit, this::check);
        if (outcome != SimCores.Outcome.STOPPED) {
            throw new AssertionError(outcome + " after " + cores.steps() + " steps");
        }
    }

    /** Does work for {@code steps} scheduling points. */
    void compute(int steps) {
        for (int i = 0; i < steps; i++) {
            processors.pause();
        }
    }

    /** What holds whenever nothing is under way on any CPU. */
    void check() {
        for (int cpu = 0; cpu < cpus; cpu++) {
            if (!cores.isQuiet(cpu)) {
                return;
            }
        }
        boolean idles = false;
        boolean movable = false;
        for (int cpu = 0; cpu < cpus; cpu++) {
            long processor = processorTable.of(cpu);
            idles |= cores.isHalted(cpu);
            movable |= RawMemory.getInt(processor + ProcessorDescriptor.MOVABLE) != 0;
            checkRunning(cpu, processor);
            checkQueue(cpu, processor);
            if (RawMemory.getInt(processor + ProcessorDescriptor.QUEUED) != 0) {
                checkAttention(cpu, processor);
            }
        }
        expect(!idles || !movable, "a CPU idles while a thread is queued");
    }

    private void checkRunning(int cpu, long processor) {
        long thread = cores.context(cpu) - ThreadDescriptor.CONTEXT;
        if (thread == RawMemory.getLong(processor + ProcessorDescriptor.IDLE_THREAD)) {
            return;
        }
        int affinity = RawMemory.getInt(thread + ThreadDescriptor.AFFINITY);
        expect(affinity == ThreadDescriptor.NO_CPU || affinity == cpu, "a pinned thread runs elsewhere");
        expect(ThreadState.get(thread) == ThreadState.RUNNING, "a thread that runs is not RUNNING");
        expect(RawMemory.getInt(thread + ThreadDescriptor.HOME_CPU) == cpu, "a thread runs away from home");
        expect((RawMemory.getLong(thread + ThreadDescriptor.CPU_TIME) & 1) != 0, "a thread runs and its time is not counted");
        expect(RawMemory.getInt(processor + ProcessorDescriptor.BOOST) != 0
                || ThreadDescriptor.priority(thread) == RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY),
                "a change of priority went unnoticed");
    }

    private void checkQueue(int cpu, long processor) {
        int count = 0;
        for (int list = 0; list < ProcessorDescriptor.LIST_COUNT; list++) {
            long thread = RawMemory.getLong(processor + ProcessorDescriptor.LISTS + list * ProcessorDescriptor.LIST_BYTES);
            while (thread != 0) {
                count++;
                expect(ThreadState.get(thread) == ThreadState.RUNNABLE, "a queued thread is not RUNNABLE");
                expect(RawMemory.getInt(thread + ThreadDescriptor.QUEUED_CPU) == cpu, "a thread is on two queues");
                int affinity = RawMemory.getInt(thread + ThreadDescriptor.AFFINITY);
                expect(list == ThreadDescriptor.priority(thread) * 2 + (affinity == ThreadDescriptor.NO_CPU ? 1 : 0),
                        "a thread is in the wrong list");
                expect(affinity == ThreadDescriptor.NO_CPU || affinity == cpu, "a pinned thread waits elsewhere");
                thread = RawMemory.getLong(thread + ThreadDescriptor.RUN_NEXT);
            }
        }
        expect(count == RawMemory.getInt(processor + ProcessorDescriptor.QUEUED), "threads of a queue are miscounted");
    }

    private void checkAttention(int cpu, long processor) {
        int running = RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY);
        int attention = RawMemory.getInt(processor + ProcessorDescriptor.ATTENTION);
        int top = runQueue.topPriority(processor);
        expect(top <= running, "a lower priority runs");
        expect(attention == SchedulingPolicy.ATTENTION_SLICE || attention == SchedulingPolicy.ATTENTION_AGING && top < running,
                "a thread is queued behind one that need not make way");
        long look = RawMemory.getLong(processor + (attention == SchedulingPolicy.ATTENTION_SLICE
                ? ProcessorDescriptor.SLICE_END : ProcessorDescriptor.AGING_AT));
        expect(cores.timerDeadline(cpu) <= look, "threads are queued, but the timer is not set");
    }

    private static void expect(boolean holds, String failure) {
        if (!holds) {
            throw new AssertionError(failure);
        }
    }
}
