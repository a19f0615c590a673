package org.eremite.sched;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.SimClock;
import org.eremite.hal.sim.SimContexts;
import org.eremite.hal.sim.SimCores;
import org.eremite.hal.sim.SimPanic;
import org.eremite.hal.sim.SimProcessors;
import org.eremite.hal.sim.SimTimer;
import org.eremite.hal.sim.Schedule;
import org.eremite.sched.Program.Invariant;

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
    private final int nanosPerStep;
    private final List<QueueWatch> watches = new ArrayList<>();
    private final Map<Long, Wait> waits = new HashMap<>();

    SimulatedScheduler(int cpus, long seed, int nanosPerStep) {
        this(cpus, Schedule.ofSeed(seed), nanosPerStep, Program.Defect.NONE);
    }

    SimulatedScheduler(int cpus, Schedule schedule, int nanosPerStep, Program.Defect defect) {
        this.cpus = cpus;
        this.nanosPerStep = nanosPerStep;
        cores = new SimCores(cpus, schedule, nanosPerStep);
        contexts = new SimContexts(cores);
        clock = new SimClock(cores);
        processors = Defects.plant(defect, new SimProcessors(cores));
        Panic panic = new SimPanic();
        scheduler = new Scheduler(processors, contexts, clock, new SimTimer(cores), panic);
        cores.attach(scheduler);
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

    /** Watches the order of the wait queue at {@code queue}, that of the mutex at {@code mutex} if that is not 0. */
    QueueWatch watch(long queue, long mutex) {
        QueueWatch watch = new QueueWatch(queue, mutex);
        watches.add(watch);
        return watch;
    }

    /** Runs until somebody stops the machine; anything else is a failure. */
    void run(long limit) {
        SimCores.Outcome outcome = cores.run(limit, this::check);
        Invariant.NO_LOST_WAKE_UP.expect(
                outcome == SimCores.Outcome.STOPPED, outcome + " after " + cores.steps() + " steps");
    }

    /** Does work for {@code steps} scheduling points. */
    void compute(int steps) {
        for (int i = 0; i < steps; i++) {
            processors.pause();
        }
    }

    /** What holds between any two steps, and what holds whenever nothing is under way on any CPU. */
    private void check() {
        watches.forEach(QueueWatch::look);
        for (int cpu = 0; cpu < cpus; cpu++) {
            if (!cores.isQuiet(cpu)) {
                return;
            }
        }
        checkIdleness();
        for (int cpu = 0; cpu < cpus; cpu++) {
            long processor = processorTable.of(cpu);
            checkRunning(cpu, processor);
            checkQueue(cpu, processor);
            if (RawMemory.getInt(processor + ProcessorDescriptor.QUEUED) != 0) {
                checkAttention(cpu, processor);
            }
        }
        checkOrder();
    }

    /** First of all: whatever is queued for a CPU that idles is also out of order and out of records. */
    private void checkIdleness() {
        boolean idles = false;
        boolean movable = false;
        for (int cpu = 0; cpu < cpus; cpu++) {
            long processor = processorTable.of(cpu);
            idles |= cores.isHalted(cpu);
            movable |= RawMemory.getInt(processor + ProcessorDescriptor.MOVABLE) != 0;
            Invariant.WORK_CONSERVATION.expect(!cores.isHalted(cpu) || RawMemory.getInt(processor + ProcessorDescriptor.QUEUED) == 0,
                    "a CPU idles while threads are queued on it");
        }
        Invariant.WORK_CONSERVATION.expect(!idles || !movable, "a CPU idles while a thread is queued");
    }

    /** Every CPU counts with the priority that it runs, be it lent. */
    private void checkOrder() {
        int queued = SchedulingPolicy.IDLE_PRIORITY;
        int running = SchedulingPolicy.OFFLINE_PRIORITY;
        for (int cpu = 0; cpu < cpus; cpu++) {
            long processor = processorTable.of(cpu);
            long thread = runQueue.firstMovable(processor);
            queued = thread == 0 ? queued : Math.max(queued, ThreadDescriptor.priority(thread));
            running = Math.min(running, RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY));
            checkAdvantage(cpu, processor);
        }
        Invariant.ORDER_ACROSS_CPUS.expect(queued <= running, "priority " + running + " runs, " + queued + " is queued");
    }

    /** A priority above a thread's own ends with its slice. */
    private void checkAdvantage(int cpu, long processor) {
        long thread = cores.context(cpu) - ThreadDescriptor.CONTEXT;
        if (thread != RawMemory.getLong(processor + ProcessorDescriptor.IDLE_THREAD)
                && RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY)
                        > RawMemory.getInt(thread + ThreadDescriptor.PRIORITY)) {
            Invariant.ORDER_ACROSS_CPUS.expect(
                    cores.timerDeadline(cpu) <= RawMemory.getLong(processor + ProcessorDescriptor.SLICE_END)
                            && cores.timerDeadline(cpu) != SimCores.NOT_ARMED,
                    "a thread keeps for ever what it has above its priority");
        }
    }

    private void checkRunning(int cpu, long processor) {
        long thread = cores.context(cpu) - ThreadDescriptor.CONTEXT;
        if (thread == RawMemory.getLong(processor + ProcessorDescriptor.IDLE_THREAD)) {
            return;
        }
        int affinity = RawMemory.getInt(thread + ThreadDescriptor.AFFINITY);
        Invariant.ONE_PLACE.expect(affinity == ThreadDescriptor.NO_CPU || affinity == cpu, "a pinned thread runs elsewhere");
        Invariant.ONE_PLACE.expect(ThreadState.get(thread) == ThreadState.RUNNING, "a thread that runs is not RUNNING");
        Invariant.CONSISTENT_RECORDS.expect(
                RawMemory.getInt(thread + ThreadDescriptor.HOME_CPU) == cpu, "a thread runs away from home");
        Invariant.CONSISTENT_RECORDS.expect((RawMemory.getLong(thread + ThreadDescriptor.CPU_TIME) & 1) != 0,
                "a thread runs and its time is not counted");
        Invariant.PRIORITY_ORDER.expect(RawMemory.getInt(processor + ProcessorDescriptor.BOOST) != 0
                || ThreadDescriptor.priority(thread) == RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY),
                "a change of priority went unnoticed");
    }

    private void checkQueue(int cpu, long processor) {
        int count = 0;
        for (int list = 0; list < ProcessorDescriptor.LIST_COUNT; list++) {
            long thread = RawMemory.getLong(processor + ProcessorDescriptor.LISTS + list * ProcessorDescriptor.LIST_BYTES);
            while (thread != 0) {
                count++;
                Invariant.ONE_PLACE.expect(ThreadState.get(thread) == ThreadState.RUNNABLE, "a queued thread is not RUNNABLE");
                Invariant.ONE_PLACE.expect(
                        RawMemory.getInt(thread + ThreadDescriptor.QUEUED_CPU) == cpu, "a thread is on two queues");
                int affinity = RawMemory.getInt(thread + ThreadDescriptor.AFFINITY);
                Invariant.ONE_PLACE.expect(
                        affinity == ThreadDescriptor.NO_CPU || affinity == cpu, "a pinned thread waits elsewhere");
                int wanted = ThreadDescriptor.priority(thread) * 2 + (affinity == ThreadDescriptor.NO_CPU ? 1 : 0);
                Invariant.PRIORITY_ORDER.expect(list == wanted, "a thread is in the wrong list");
                waits.computeIfAbsent(thread, Wait::new).look(cpu);
                thread = RawMemory.getLong(thread + ThreadDescriptor.RUN_NEXT);
            }
        }
        Invariant.CONSISTENT_RECORDS.expect(
                count == RawMemory.getInt(processor + ProcessorDescriptor.QUEUED), "threads of a queue are miscounted");
    }

    private void checkAttention(int cpu, long processor) {
        int running = RawMemory.getInt(processor + ProcessorDescriptor.RUNNING_PRIORITY);
        int attention = RawMemory.getInt(processor + ProcessorDescriptor.ATTENTION);
        int top = runQueue.topPriority(processor);
        Invariant.PRIORITY_ORDER.expect(top <= running, "a lower priority runs");
        Invariant.CONSISTENT_RECORDS.expect(attention == SchedulingPolicy.ATTENTION_SLICE
                || attention == SchedulingPolicy.ATTENTION_AGING && top < running,
                "a thread is queued behind one that need not make way");
        long look = RawMemory.getLong(processor + (attention == SchedulingPolicy.ATTENTION_SLICE
                ? ProcessorDescriptor.SLICE_END : ProcessorDescriptor.AGING_AT));
        Invariant.CONSISTENT_RECORDS.expect(
                cores.timerDeadline(cpu) <= look, "threads are queued, but the timer is not set");
    }

    /** How long a thread has been queued on a CPU without running. */
    private final class Wait {
        private final long thread;
        private int cpu = ThreadDescriptor.NO_CPU;
        private long ran = -1;
        private long since;
        private int ahead;

        Wait(long thread) {
            this.thread = thread;
        }

        /** Time counts while the CPU does not stand still; the path through the kernel is long in simulated time. */
        void look(int queuedOn) {
            long time = RawMemory.getLong(thread + ThreadDescriptor.CPU_TIME);
            int others = RawMemory.getInt(processorTable.of(queuedOn) + ProcessorDescriptor.QUEUED);
            if (time != ran || queuedOn != cpu) {
                ran = time;
                cpu = queuedOn;
                since = cores.runnableNanos(queuedOn);
                ahead = others;
            }
            ahead = Math.max(ahead, others);
            long turn = SchedulingPolicy.AGING_NANOS + SchedulingPolicy.SLICE_NANOS + 400L * cpus * nanosPerStep;
            long waited = cores.runnableNanos(queuedOn) - since;
            Invariant.NO_STARVATION.expect(waited <= (ahead + 1) * turn,
                    "a thread waits for a CPU: nanoseconds=" + waited + " queued=" + ahead);
        }
    }
}
