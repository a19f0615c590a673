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
        boolean idles = false;
        boolean movable = false;
        for (int cpu = 0; cpu < cpus; cpu++) {
            if (!cores.isQuiet(cpu)) {
                return;
            }
        }
        for (int cpu = 0; cpu < cpus; cpu++) {
            long processor = processorTable.of(cpu);
            idles |= cores.isHalted(cpu);
            movable |= RawMemory.getInt(processor + ProcessorDescriptor.MOVABLE) != 0;
            if (RawMemory.getInt(processor + ProcessorDescriptor.QUEUED) != 0) {
                checkAttention(cpu, processor);
            }
        }
        if (idles && movable) {
            throw new AssertionError("a CPU idles while a thread is queued");
        }
    }

    private void checkAttention(int cpu, long processor) {
        int running = RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY);
        int top = runQueue.topPriority(processor);
        boolean slice = RawMemory.getInt(processor + ProcessorDescriptor.ATTENTION) == SchedulingPolicy.ATTENTION_SLICE;
        // A thread that yields lets lower priorities run, for a slice.
        if (top > running && !slice) {
            throw new AssertionError("priority " + top + " waits while " + running + " runs on CPU " + cpu);
        }
        long look = slice ? RawMemory.getLong(processor + ProcessorDescriptor.SLICE_END)
                : RawMemory.getLong(processor + ProcessorDescriptor.AGING_AT);
        if (cores.timerDeadline(cpu) > look) {
            throw new AssertionError("threads are queued on CPU " + cpu + ", but its timer is not set");
        }
    }
}
