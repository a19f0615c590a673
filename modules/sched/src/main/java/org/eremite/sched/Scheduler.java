package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.AGING_AT;
import static org.eremite.sched.ProcessorDescriptor.ATTENTION;
import static org.eremite.sched.ProcessorDescriptor.BEAT_AT;
import static org.eremite.sched.ProcessorDescriptor.DISPATCHING;
import static org.eremite.sched.ProcessorDescriptor.IDLE_THREAD;
import static org.eremite.sched.ProcessorDescriptor.LISTED_IDLE;
import static org.eremite.sched.ProcessorDescriptor.MOVABLE;
import static org.eremite.sched.ProcessorDescriptor.QUEUE_LOCK;
import static org.eremite.sched.ProcessorDescriptor.SLICE_END;
import static org.eremite.sched.ThreadDescriptor.CONTEXT;
import static org.eremite.sched.ThreadDescriptor.NO_CPU;
import static org.eremite.sched.ThreadDescriptor.SLICE_LEFT;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.Contexts;
import org.eremite.hal.Dispatcher;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;
import org.eremite.hal.Timer;

/**
 * The scheduler: decides at every entry into the kernel what the CPU runs next.
 *
 * <p>An entry does three things in this order. It disposes of the thread that ran (which from that moment may run on
 * another CPU, or be freed); it chooses the next one and, under the same hold of the queue's lock, records what is now
 * running, so that whoever queues a thread later knows whether to interrupt; it sets the timer and, if threads are left
 * over while CPUs idle, calls one of those.
 *
 * <p>A thread that may run anywhere is not queued while a CPU idles or runs a lower priority, except for the time an
 * interrupt takes. A CPU counts with the priority by which its thread keeps it ({@link PublishedPriorities}).
 */
public final class Scheduler implements Dispatcher {
    /** Request of {@link Contexts#deschedule}: wait for a wake-up. */
    static final long REQUEST_BLOCK = 1;
    /** Request of {@link Contexts#deschedule}: let any other thread of this CPU run first. */
    static final long REQUEST_YIELD = 2;
    /** Request of {@link Contexts#deschedule}: end the thread. */
    static final long REQUEST_EXIT = 3;

    /** Decision to go on with the thread that ran. */
    private static final long SAME = 0;

    private final Processors processors;
    private final Clock clock;
    private final Panic panic;
    private final ProcessorTable processorTable = new ProcessorTable();
    private final SpinLock locks;
    private final RunQueue runQueue;
    private final IdleSet idleSet;
    private final PublishedPriorities priorities;
    private final LoadBalancer loadBalancer;
    private final Chooser chooser;
    private final Placement placement;
    private final TimerQueue timerQueue;
    private final Blocking blocking;
    private final WaitQueue waitQueue;
    private final Beats beats;
    private final Threads threads;
    private final Statistics statistics;
    private final StallWatch stallWatch;

    /** Wires the scheduler to the machine; no memory is touched before {@link #initialize}. */
    public Scheduler(Processors processors, Contexts contexts, Clock clock, Timer timer, Panic panic) {
        this.processors = processors;
        this.clock = clock;
        this.panic = panic;
        locks = new SpinLock(processors);
        runQueue = new RunQueue(panic);
        idleSet = new IdleSet(processorTable);
        priorities = new PublishedPriorities(processorTable, runQueue);
        placement = new Placement(processors, processorTable, clock, locks, runQueue, idleSet, priorities);
        loadBalancer = new LoadBalancer(processorTable, locks, runQueue, priorities, placement);
        chooser = new Chooser(locks, runQueue, idleSet, loadBalancer, priorities);
        timerQueue = new TimerQueue(processors, processorTable, timer, locks, placement);
        blocking = new Blocking(contexts, clock, timerQueue);
        waitQueue = new WaitQueue(locks, placement, blocking, clock, panic);
        beats = new Beats(processors, clock, processorTable, timerQueue);
        threads = new Threads(processors, contexts, clock, panic, processorTable, locks, placement, blocking, waitQueue, beats);
        statistics = new Statistics(processorTable, clock);
        stallWatch = new StallWatch(processorTable, statistics);
    }

    /** Names who hears that all threads wait; once, when the image is built. */
    public void attach(StallListener listener) {
        stallWatch.attach(listener);
    }

    /** Names who passes beats on; once, when the image is built. */
    public void passBeatsTo(BeatListener listener) {
        beats.attach(listener);
    }

    /**
     * The interrupt handler of a device begins on this CPU; from here to {@link #endInterrupt} it may wake threads, with
     * interrupts disabled. Returns the token for the end.
     */
    @Uninterruptible(reason = "Interrupt handler.")
    public boolean beginInterrupt() {
        long processor = processorTable.of(processors.current());
        boolean idled = StallWatch.leaveIdle(processor);
        Statistics.count(processor + ProcessorDescriptor.DEVICE_INTERRUPTS);
        return idled;
    }

    /** Ends what {@link #beginInterrupt} began; {@code idled} is its token. */
    @Uninterruptible(reason = "Interrupt handler.")
    public void endInterrupt(boolean idled) {
        if (idled) {
            stallWatch.enterIdle(processorTable.of(processors.current()));
        }
    }

    /** Operations on threads. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public Threads threads() {
        return threads;
    }

    /** Queues of waiting threads, the ground of every lock that blocks. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public WaitQueue waitQueue() {
        return waitQueue;
    }

    /** What the CPUs did. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public Statistics statistics() {
        return statistics;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    SpinLock locks() {
        return locks;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    Placement placement() {
        return placement;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    Blocking blocking() {
        return blocking;
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    Clock clock() {
        return clock;
    }

    /** Bytes of memory that {@link #initialize} needs for {@code cpus} CPUs. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long bytes(int cpus) {
        return processorTable.bytes(cpus);
    }

    /** Takes {@link #bytes} bytes at {@code base}, aligned to 128, for CPUs 0 to {@code cpus} - 1. Before anything else. */
    @Uninterruptible(reason = "Runs during boot, without a Java thread.")
    public void initialize(long base, int cpus) {
        processorTable.initialize(base, cpus);
    }

    /**
     * Names the idle thread of {@code cpu}: created, not started, its entry calls {@link #idle} and its context is the
     * first that the CPU resumes.
     */
    @Uninterruptible(reason = "Runs during boot, without a Java thread.")
    public void initializeProcessor(int cpu, long idleThread) {
        RawMemory.putLong(processorTable.of(cpu) + IDLE_THREAD, idleThread);
        RawMemory.putInt(idleThread + ThreadDescriptor.AFFINITY, cpu);
        RawMemory.putInt(idleThread + ThreadDescriptor.HOME_CPU, cpu);
        RawMemory.putIntVolatile(idleThread + ThreadDescriptor.STATE, ThreadState.RUNNING);
    }

    /** Body of an idle thread: puts its CPU online and waits for interrupts, for ever. */
    @Uninterruptible(reason = "An idle thread is no Java thread.")
    public void idle() {
        threads.yieldCurrent();
        for (;;) {
            processors.waitForInterrupt();
        }
    }

    @Override
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    public long onDeschedule(long context, long request) {
        long thread = context - CONTEXT;
        int cpu = processors.current();
        long processor = processorTable.of(cpu);
        long now = clock.nanoTime();
        RawMemory.putInt(processor + DISPATCHING, 1);
        // The idle thread yields, too: its first time may come long after its CPU went online, if interrupts came first.
        StallWatch.leaveIdle(processor);
        if (request == REQUEST_YIELD) {
            return resume(cpu, processor, thread, giveWay(cpu, processor, thread, now), now);
        }
        Stopwatch.stop(thread + ThreadDescriptor.CPU_TIME, now);
        if (request == REQUEST_EXIT) {
            threads.finishExit(thread);
        } else if (request != REQUEST_BLOCK) {
            panic.panic("deschedule with an unknown request", "request", request);
        } else if (!ThreadState.block(thread)) {
            RawMemory.putInt(processor + DISPATCHING, 0);
            Stopwatch.start(thread + ThreadDescriptor.CPU_TIME, now);
            return context;
        }
        return resume(cpu, processor, thread, chooser.choose(cpu, processor, now), now);
    }

    @Override
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    public long onTimer(long context) {
        int cpu = processors.current();
        long processor = processorTable.of(cpu);
        long now = clock.nanoTime();
        RawMemory.putInt(processor + DISPATCHING, 1);
        StallWatch.leaveIdle(processor);
        Statistics.count(processor + ProcessorDescriptor.TIMER_INTERRUPTS);
        timerQueue.expire(processor, now);
        beats.expire(processor, context - CONTEXT, now);
        return interrupted(cpu, processor, context - CONTEXT, now);
    }

    @Override
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    public long onReschedule(long context) {
        int cpu = processors.current();
        long processor = processorTable.of(cpu);
        RawMemory.putInt(processor + DISPATCHING, 1);
        StallWatch.leaveIdle(processor);
        Statistics.count(processor + ProcessorDescriptor.RESCHEDULE_INTERRUPTS);
        return interrupted(cpu, processor, context - CONTEXT, clock.nanoTime());
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long interrupted(int cpu, long processor, long thread, long now) {
        long next;
        if (thread == RawMemory.getLong(processor + IDLE_THREAD)) {
            next = chooser.choose(cpu, processor, now);
        } else {
            next = mustLeave(thread, cpu) ? leave(cpu, processor, thread, now) : reconsider(cpu, processor, thread, now);
            if (next != SAME && next != thread) {
                Statistics.count(processor + ProcessorDescriptor.PREEMPTIONS);
            }
        }
        return resume(cpu, processor, thread, next, now);
    }

    /** Decision when {@code thread} yields: another thread of this CPU, else one of another CPU, else {@link #SAME}. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long giveWay(int cpu, long processor, long thread, long now) {
        if (thread == RawMemory.getLong(processor + IDLE_THREAD)) {
            return chooser.choose(cpu, processor, now);
        }
        RawMemory.putIntVolatile(thread + ThreadDescriptor.URGENT, 0);
        if (mustLeave(thread, cpu)) {
            return leave(cpu, processor, thread, now);
        }
        chooser.pull(cpu, processor, SchedulingPolicy.IDLE_PRIORITY, true, now);
        locks.acquireDisabled(processor + QUEUE_LOCK);
        long next = chooser.take(cpu, processor, now);
        if (next == 0) {
            chooser.record(cpu, processor, thread, now);
            locks.releaseDisabled(processor + QUEUE_LOCK);
            return SAME;
        }
        // The thread lends its place, or one of lower priority would lose the CPU at the next interrupt.
        chooser.boost(processor, next, ThreadDescriptor.priority(thread));
        replace(cpu, processor, thread, next, false, now);
        return next;
    }

    /** Decision when an interrupt arrives while {@code thread} runs. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long reconsider(int cpu, long processor, long thread, long now) {
        boolean expired = now >= RawMemory.getLong(processor + SLICE_END) && !Chooser.renewUrgent(processor, thread, now);
        int priority = expired ? ThreadDescriptor.priority(thread) : Chooser.effectivePriority(processor, thread);
        int lighter = expired && RawMemory.getIntVolatile(thread + ThreadDescriptor.AFFINITY) == NO_CPU
                ? loadBalancer.lighterThan(cpu, priority) : NO_CPU;
        chooser.pull(cpu, processor, priority, expired, now);
        locks.acquireDisabled(processor + QUEUE_LOCK);
        if (!chooser.mustYield(processor, thread, expired, now)) {
            chooser.record(cpu, processor, thread, now);
            locks.releaseDisabled(processor + QUEUE_LOCK);
            return SAME;
        }
        long next = chooser.take(cpu, processor, now);
        // One of lower priority, chosen by aging, keeps its slice only because the thread stays queued here.
        if (lighter == NO_CPU || ThreadDescriptor.priority(next) < priority) {
            replace(cpu, processor, thread, next, !expired, now);
        } else {
            chooser.begin(cpu, processor, next, now);
            locks.releaseDisabled(processor + QUEUE_LOCK);
            Stopwatch.stop(thread + ThreadDescriptor.CPU_TIME, now);
            ThreadState.makeRunnable(thread);
            placement.push(thread, lighter, now);
        }
        return next;
    }

    /** Queues {@code thread}, which ran, and records {@code next}; releases the queue's lock, which is held. */
    @Uninterruptible(reason = "Called with the lock of a run queue held.")
    private void replace(int cpu, long processor, long thread, long next, boolean first, long now) {
        Stopwatch.stop(thread + ThreadDescriptor.CPU_TIME, now);
        ThreadState.makeRunnable(thread);
        long left = first ? RawMemory.getLong(processor + SLICE_END) - now : SchedulingPolicy.SLICE_NANOS;
        RawMemory.putLong(thread + SLICE_LEFT, left);
        boolean inserted = runQueue.insert(processor, cpu, thread, first, now);
        chooser.begin(cpu, processor, next, now);
        locks.releaseDisabled(processor + QUEUE_LOCK);
        if (!inserted) {
            placement.place(thread, now);
        }
    }

    /** Decision when {@code thread}, which ran here, is pinned to another CPU by now: sends it there. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long leave(int cpu, long processor, long thread, long now) {
        Stopwatch.stop(thread + ThreadDescriptor.CPU_TIME, now);
        ThreadState.makeRunnable(thread);
        placement.place(thread, now);
        return chooser.choose(cpu, processor, now);
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private static boolean mustLeave(long thread, int cpu) {
        int affinity = RawMemory.getIntVolatile(thread + ThreadDescriptor.AFFINITY);
        return affinity != NO_CPU && affinity != cpu;
    }

    /** Ends an entry into the kernel that interrupted or replaced {@code thread}; returns the context to resume. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private long resume(int cpu, long processor, long thread, long decision, long now) {
        long next = decision == SAME ? thread : decision;
        boolean idle = next == RawMemory.getLong(processor + IDLE_THREAD);
        if (decision != SAME) {
            switchTo(processor, thread, next, idle, now);
        }
        int attention = RawMemory.getInt(processor + ATTENTION);
        long look = Deadline.NONE;
        if (attention == SchedulingPolicy.ATTENTION_SLICE || attention == SchedulingPolicy.ATTENTION_ADVANTAGE) {
            look = RawMemory.getLong(processor + SLICE_END);
        } else if (attention == SchedulingPolicy.ATTENTION_AGING) {
            look = RawMemory.getLong(processor + AGING_AT);
        }
        timerQueue.arm(processor, Deadline.earlier(look, RawMemory.getLong(processor + BEAT_AT)));
        if (idle) {
            stallWatch.enterIdle(processor);
        } else {
            settle(cpu, processor);
        }
        return next + CONTEXT;
    }

    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private static void switchTo(long processor, long thread, long next, boolean idle, long now) {
        Stopwatch.stop(processor + ProcessorDescriptor.BUSY_TIME, now);
        Stopwatch.stop(processor + ProcessorDescriptor.IDLE_TIME, now);
        Stopwatch.start(processor + (idle ? ProcessorDescriptor.IDLE_TIME : ProcessorDescriptor.BUSY_TIME), now);
        if (!idle) {
            ThreadState.makeRunning(next);
            Stopwatch.start(next + ThreadDescriptor.CPU_TIME, now);
            RawMemory.putLong(processor + SLICE_END, Deadline.after(now, RawMemory.getLong(next + SLICE_LEFT)));
        }
        Beats.begin(processor, next, now);
        if (next != thread) {
            Statistics.count(processor + ProcessorDescriptor.SWITCHES);
        }
    }

    /**
     * Calls an idle CPU if there is work left for it, else the CPU of lowest priority if a higher one is queued elsewhere. Two
     * cases need the first: a thread was queued here for this CPU, believed idle, while it took another one; and this CPU was
     * called for a thread queued elsewhere, but took another one. The second is needed when this CPU runs less or spares more.
     */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    private void settle(int cpu, long processor) {
        boolean leftIdle = RawMemory.getInt(processor + LISTED_IDLE) != 0;
        if (leftIdle) {
            RawMemory.putInt(processor + LISTED_IDLE, 0);
            idleSet.remove(cpu);
        }
        boolean unsettled = RawMemory.getInt(processor + ProcessorDescriptor.UNSETTLED) != 0;
        RawMemory.putInt(processor + ProcessorDescriptor.UNSETTLED, 0);
        if (!leftIdle && !unsettled && RawMemory.getIntVolatile(processor + MOVABLE) == 0) {
            return;
        }
        RawMemory.fullFence();
        boolean called = !idleSet.isEmpty() && loadBalancer.hasMovable() && placement.wakeThief(cpu);
        if (!called && unsettled) {
            placement.restoreOrder();
        }
    }
}
