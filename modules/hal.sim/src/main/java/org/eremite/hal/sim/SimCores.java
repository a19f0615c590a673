package org.eremite.hal.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.eremite.hal.Dispatcher;

/**
 * CPUs that take turns on one host thread: the same {@link Schedule} gives the same run.
 *
 * Each kernel context and each entry into the dispatcher is a continuation. It gives up the turn at every
 * {@link #point}: in each method of the simulated hardware, and before every atomic access in classes loaded by
 * {@link InterleavingClassLoader}. A choice sequence then decides which CPU goes on, whether it takes a pending
 * interrupt, and how much time passes. Memory is sequentially consistent.
 */
public final class SimCores {
    /** How a run ended. */
    public enum Outcome {
        /** {@link SimCores#stop} was called. */
        STOPPED,
        /** Every CPU waits for an interrupt, none is pending and no timer is set. */
        STUCK,
        /** The steps were used up. */
        OUT_OF_STEPS
    }

    /** What a timer that is not set shows as its deadline. */
    public static final long NOT_ARMED = Long.MAX_VALUE;

    /** Longest time, in steps, for which a CPU stands still while others go on, as under a busy hypervisor. */
    private static final int LONGEST_STALL = 600;
    /** One in so many steps begins a stall, in every other run. */
    private static final int STALL_RARITY = 150;
    /** Choices that mean what {@link Schedule} calls a surprise. */
    private static final int SURPRISE = 1;
    /** Average number of steps between two changes of CPU, by style of the run; 1: a new choice for each step. */
    private static final int[] STEPS_ON_A_CPU = {12, 6, 1};
    /** Longest number of steps a CPU goes on while others could, however the choices fall. */
    private static final int LONGEST_TURN = 200;

    private static final ContinuationScope SCOPE = new ContinuationScope("simulated CPU");
    private static final ThreadLocal<SimCores> RUNNING = new ThreadLocal<>();

    /** A kernel context that does or could run. */
    private static final class SavedContext {
        Continuation continuation;
        boolean interruptsEnabled = true;
        boolean live;
        int number;
    }

    private static final class Core {
        boolean online;
        long context;
        boolean interruptsEnabled;
        boolean halted;
        boolean timerPending;
        boolean reschedulePending;
        boolean devicePending;
        long timerDeadline = NOT_ARMED;
        Continuation dispatching;
        long next;
        long stalledUntil;
        long runnableNanos;
    }

    private final Core[] cores;
    private final Schedule choices;
    private final int nanosPerStep;
    private final int stickiness;
    private final boolean stalls;
    private final Map<Long, SavedContext> contexts = new HashMap<>();
    private final Map<Long, LongConsumer> entries = new HashMap<>();
    private Dispatcher dispatcher;
    private Runnable device = () -> { };
    private int active;
    private int turn;
    private boolean inside;
    private boolean stopped;
    private Throwable failure;
    private long now;
    private long steps;
    private long trace = 17;
    private int prepared;

    /**
     * @param schedule decides every choice
     * @param nanosPerStep average time between two scheduling points of the machine
     */
    public SimCores(int count, Schedule schedule, int nanosPerStep) {
        this.nanosPerStep = nanosPerStep;
        choices = schedule;
        stickiness = STEPS_ON_A_CPU[choices.next(STEPS_ON_A_CPU.length)];
        stalls = choices.next(2) == SURPRISE;
        cores = new Core[count];
        for (int cpu = 0; cpu < count; cpu++) {
            cores[cpu] = new Core();
        }
    }

    /** Names the dispatcher under test. */
    public void attach(Dispatcher newDispatcher) {
        dispatcher = newDispatcher;
    }

    /** Names the handler of a device's interrupt; it runs with interrupts disabled on the CPU that takes the interrupt. */
    public void attachDevice(Runnable handler) {
        device = handler;
    }

    /** A device interrupts {@code cpu}; if it did so before and was not heard yet, that is one interrupt. */
    public void raiseDevice(int cpu) {
        cores[cpu].devicePending = true;
    }

    /** Gives {@code body} an address to pass to {@link org.eremite.hal.Contexts#prepare} as the entry of a thread. */
    public long entry(LongConsumer body) {
        long address = 0x1000 + 16L * entries.size();
        entries.put(address, body);
        return address;
    }

    /** Runs the CPUs until somebody stops them, at most {@code limit} steps, with {@code observer} called between any two. */
    public Outcome run(long limit, Runnable observer) {
        SimCores outer = RUNNING.get();
        RUNNING.set(this);
        try {
            for (long step = 0; step < limit; step++) {
                if (stopped) {
                    return Outcome.STOPPED;
                }
                if (!step()) {
                    return Outcome.STUCK;
                }
                observer.run();
            }
            return Outcome.OUT_OF_STEPS;
        } finally {
            RUNNING.set(outer);
        }
    }

    /** Ends {@link #run}. */
    public void stop() {
        stopped = true;
    }

    /** A point where another CPU may go on, or an interrupt arrive, or another of some {@link Interleavings}. */
    public static void point() {
        SimCores machine = RUNNING.get();
        if (machine != null && machine.inside) {
            Continuation.yield(SCOPE);
        } else {
            Interleavings.point();
        }
    }

    /** Whether {@code cpu} runs a thread with interrupts enabled and none pending, or waits for one: nothing is under way there. */
    public boolean isQuiet(int cpu) {
        Core core = cores[cpu];
        return !core.online || core.dispatching == null && core.interruptsEnabled && !isPending(core);
    }

    /** Whether {@code cpu} waits for an interrupt. */
    public boolean isHalted(int cpu) {
        return cores[cpu].halted;
    }

    /** Deadline of the timer of {@code cpu}, or {@link #NOT_ARMED}. */
    public long timerDeadline(int cpu) {
        return cores[cpu].timerDeadline;
    }

    /** Nanoseconds in which {@code cpu} did not stand still. */
    public long runnableNanos(int cpu) {
        return cores[cpu].runnableNanos;
    }

    /** The context {@code cpu} runs. */
    public long context(int cpu) {
        return cores[cpu].context;
    }

    /** Steps taken so far. */
    public long steps() {
        return steps;
    }

    /** A hash of the schedule so far. */
    public long trace() {
        return trace;
    }

    int count() {
        return cores.length;
    }

    int active() {
        return active;
    }

    long now() {
        return now;
    }

    int online() {
        int online = 0;
        for (Core core : cores) {
            online += core.online ? 1 : 0;
        }
        return online;
    }

    boolean setInterruptsEnabled(boolean enabled) {
        Core core = cores[active];
        boolean before = core.interruptsEnabled;
        core.interruptsEnabled = enabled;
        return before;
    }

    void requestReschedule(int cpu) {
        cores[cpu].reschedulePending = true;
    }

    void armTimer(long deadline) {
        cores[active].timerDeadline = deadline;
    }

    void haltUntilInterrupt() {
        Core core = cores[active];
        core.interruptsEnabled = true;
        core.halted = true;
        point();
    }

    void prepare(long context, long entry, long argument) {
        SavedContext before = contexts.get(context);
        if (before != null && before.live) {
            throw new AssertionError("context prepared while it runs: context=" + context);
        }
        LongConsumer body = entries.get(entry);
        SavedContext saved = new SavedContext();
        saved.number = ++prepared;
        saved.continuation = guarded(() -> {
            body.accept(argument);
            throw new AssertionError("entry of a thread returned: argument=" + argument);
        });
        contexts.put(context, saved);
    }

    long currentContext() {
        return cores[active].context;
    }

    void enter(int cpu, long context) {
        Core core = cores[cpu];
        core.online = true;
        resume(core, context);
    }

    void deschedule(long request) {
        Core core = cores[active];
        long context = core.context;
        save(core);
        core.dispatching = guarded(() -> core.next = dispatcher.onDeschedule(context, request));
        Continuation.yield(SCOPE);
    }

    private boolean step() {
        int cpu = chooseCore();
        if (cpu < 0) {
            return false;
        }
        Core core = cores[cpu];
        active = cpu;
        if (core.dispatching == null && core.interruptsEnabled && isPending(core) && (core.halted || choices.next(4) != SURPRISE)) {
            interrupt(core);
        }
        Continuation continuation = core.dispatching != null ? core.dispatching : contexts.get(core.context).continuation;
        inside = true;
        continuation.run();
        inside = false;
        if (failure != null) {
            throw new AssertionError("CPU " + cpu + " at step " + steps + ": " + failure.getMessage(), failure);
        }
        if (core.dispatching != null && core.dispatching.isDone()) {
            core.dispatching = null;
            resume(core, core.next);
        }
        steps++;
        pass((nanosPerStep + choices.next(2 * nanosPerStep + 1)) % (2 * nanosPerStep + 1));
        trace = (trace * 31 + contexts.get(core.context).number) * 31 + now;
        return true;
    }

    /** A CPU that can go on; time passes until there is one. Negative if there never will be. */
    private int chooseCore() {
        for (;;) {
            Core core = cores[active];
            if (stalls && choices.next(STALL_RARITY) == SURPRISE) {
                core.stalledUntil = steps + choices.next(LONGEST_STALL);
            }
            if (isCandidate(core) && ++turn < LONGEST_TURN && stickiness > 1 && choices.next(stickiness) != SURPRISE) {
                return active;
            }
            turn = 0;
            int candidates = 0;
            int stalled = 0;
            long earliest = NOT_ARMED;
            for (Core other : cores) {
                candidates += isCandidate(other) ? 1 : 0;
                stalled += canRun(other) && !isCandidate(other) ? 1 : 0;
                earliest = Math.min(earliest, other.timerDeadline);
            }
            if (candidates != 0) {
                return candidate(choices.next(candidates));
            }
            if (stalled != 0) {
                endStalls();
            } else if (earliest == NOT_ARMED) {
                return -1;
            } else {
                pass(Math.max(0, earliest - now));
            }
        }
    }

    /** The candidate after {@code skipped} others, counted from the CPU after the one that had the last turn. */
    private int candidate(int skipped) {
        int left = skipped;
        int cpu = active;
        for (;;) {
            cpu = (cpu + 1) % cores.length;
            if (isCandidate(cores[cpu]) && left-- == 0) {
                return cpu;
            }
        }
    }

    private boolean isCandidate(Core core) {
        return canRun(core) && core.stalledUntil <= steps;
    }

    private void endStalls() {
        for (Core core : cores) {
            core.stalledUntil = 0;
        }
    }

    private void pass(long nanos) {
        now += nanos;
        for (Core core : cores) {
            core.runnableNanos += core.stalledUntil <= steps ? nanos : 0;
            if (core.timerDeadline <= now && core.timerDeadline != NOT_ARMED) {
                core.timerDeadline = NOT_ARMED;
                core.timerPending = true;
            }
        }
    }

    private static boolean canRun(Core core) {
        return core.online && (!core.halted || isPending(core));
    }

    private static boolean isPending(Core core) {
        return core.timerPending || core.reschedulePending || core.devicePending;
    }

    private void interrupt(Core core) {
        long context = core.context;
        boolean deviceFirst = core.devicePending
                && (!core.timerPending && !core.reschedulePending || choices.next(2) != SURPRISE);
        boolean timer = core.timerPending && (!core.reschedulePending || choices.next(2) != SURPRISE);
        core.halted = false;
        save(core);
        if (deviceFirst) {
            core.devicePending = false;
            core.dispatching = guarded(() -> {
                device.run();
                core.next = context;
            });
        } else if (timer) {
            core.timerPending = false;
            core.dispatching = guarded(() -> core.next = dispatcher.onTimer(context));
        } else {
            core.reschedulePending = false;
            core.dispatching = guarded(() -> core.next = dispatcher.onReschedule(context));
        }
    }

    private void save(Core core) {
        SavedContext saved = contexts.get(core.context);
        saved.interruptsEnabled = core.interruptsEnabled;
        saved.live = false;
        core.interruptsEnabled = false;
    }

    private void resume(Core core, long context) {
        SavedContext saved = contexts.get(context);
        if (saved == null || saved.live) {
            throw new AssertionError("resumed context is " + (saved == null ? "none" : "live on a CPU") + ": context=" + context);
        }
        saved.live = true;
        core.context = context;
        core.interruptsEnabled = saved.interruptsEnabled;
    }

    private Continuation guarded(Runnable body) {
        return new Continuation(SCOPE, () -> {
            try {
                body.run();
            } catch (Throwable e) {
                failure = e;
            }
        });
    }
}
