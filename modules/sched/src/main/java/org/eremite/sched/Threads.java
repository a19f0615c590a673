package org.eremite.sched;

import static org.eremite.sched.ProcessorDescriptor.EXITED_HEAD;
import static org.eremite.sched.ProcessorDescriptor.EXITED_LOCK;
import static org.eremite.sched.ThreadDescriptor.CONTEXT;
import static org.eremite.sched.ThreadDescriptor.DETACHED;
import static org.eremite.sched.ThreadDescriptor.EXIT_QUEUE;
import static org.eremite.sched.ThreadDescriptor.NO_CPU;
import static org.eremite.sched.ThreadDescriptor.RUN_NEXT;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.Contexts;
import org.eremite.hal.Panic;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;

/**
 * Operations on threads. A thread is named by the address of its descriptor, which the caller provides, keeps mapped
 * while it uses the name, and frees after {@link #join} or {@link #takeExited}.
 *
 * <p>Whatever blocks is called by a thread with interrupts enabled and no kernel lock held.
 */
public final class Threads {
    private final Processors processors;
    private final Contexts contexts;
    private final Clock clock;
    private final Panic panic;
    private final ProcessorTable processorTable;
    private final SpinLock locks;
    private final Placement placement;
    private final Blocking blocking;
    private final WaitQueue waitQueue;
    private final Beats beats;

    Threads(Processors processors, Contexts contexts, Clock clock, Panic panic, ProcessorTable processorTable,
            SpinLock locks, Placement placement, Blocking blocking, WaitQueue waitQueue, Beats beats) {
        this.processors = processors;
        this.contexts = contexts;
        this.clock = clock;
        this.panic = panic;
        this.processorTable = processorTable;
        this.locks = locks;
        this.placement = placement;
        this.blocking = blocking;
        this.waitQueue = waitQueue;
        this.beats = beats;
    }

    /** Bytes of a thread's descriptor, which is aligned to {@link Contexts#ALIGNMENT}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long threadBytes() {
        return CONTEXT + contexts.bytes();
    }

    /** Address of a thread's execution context. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long contextOf(long thread) {
        return thread + CONTEXT;
    }

    /**
     * Makes a thread of the memory at {@code descriptor}: it will call {@code entry(argument)} on the stack that ends at
     * {@code stackTop} (see {@link Contexts#prepare}) once started. Returns the thread.
     */
    @Uninterruptible(reason = "A descriptor is raw memory that no collector knows.")
    public long createThread(long descriptor, long stackTop, long entry, long argument, int priority) {
        checkPriority(priority);
        RawMemory.fillLongs(descriptor, CONTEXT, 0);
        RawMemory.putInt(descriptor + ThreadDescriptor.PRIORITY, priority);
        RawMemory.putInt(descriptor + ThreadDescriptor.AFFINITY, NO_CPU);
        RawMemory.putInt(descriptor + ThreadDescriptor.QUEUED_CPU, NO_CPU);
        RawMemory.putInt(descriptor + ThreadDescriptor.TIMER_CPU, NO_CPU);
        waitQueue.initialize(descriptor + EXIT_QUEUE);
        contexts.prepare(descriptor + CONTEXT, stackTop, entry, argument);
        return descriptor;
    }

    /** Makes a new thread runnable. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    public void start(long thread) {
        if (!placement.start(thread)) {
            panic.panic("thread started twice", "thread", thread);
        }
    }

    /** The running thread. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long current() {
        return blocking.current();
    }

    /**
     * Lets other threads run: the next one of this CPU whatever its priority, or one queued on another CPU. One of lower
     * priority runs a slice as if it had the priority of the caller. Returns at once if there is no other.
     */
    @Uninterruptible(reason = "A thread that leaves its CPU must not stop at a safepoint on the way.")
    public void yieldCurrent() {
        contexts.deschedule(Scheduler.REQUEST_YIELD);
    }

    /** Returns at or after {@code deadline}. */
    @Uninterruptible(reason = "A thread that is about to block must not stop at a safepoint, whose end it would sleep through.")
    public void sleepUntil(long deadline) {
        while (deadline == Deadline.NONE || clock.nanoTime() < deadline) {
            blocking.block(deadline);
        }
    }

    /** The deadline {@code nanos} from now; see {@link Deadline#after}. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long deadlineAfter(long nanos) {
        return Deadline.after(clock.nanoTime(), nanos);
    }

    /** Ends the running thread; does not return. It holds no lock and waits for nothing. */
    @Uninterruptible(reason = "The thread's stack is given up.")
    public void exitCurrent() {
        contexts.deschedule(Scheduler.REQUEST_EXIT);
        panic.panic("exited thread resumed", "thread", current());
    }

    /**
     * Returns when {@code thread} has exited and no CPU uses its stack or descriptor; the memory then belongs to the
     * caller. Several threads may join one, if the memory stays until all have returned. Not for a detached thread.
     */
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    public void join(long thread) {
        long queue = thread + EXIT_QUEUE;
        long token = waitQueue.lock(queue);
        while (ThreadState.get(thread) != ThreadState.EXITED) {
            waitQueue.enqueueLast(queue);
            waitQueue.unlock(queue, token);
            waitQueue.await(queue, Deadline.NONE);
            token = waitQueue.lock(queue);
        }
        // The exit wakes one thread only, for it runs with interrupts disabled; each wakes the next.
        waitQueue.wakeFirst(queue);
        waitQueue.unlock(queue, token);
    }

    /** Declares that nobody will join {@code thread}: {@link #takeExited} returns it once it has exited. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public void detach(long thread) {
        long queue = thread + EXIT_QUEUE;
        long token = waitQueue.lock(queue);
        boolean exited = ThreadState.get(thread) == ThreadState.EXITED;
        RawMemory.putInt(thread + DETACHED, 1);
        waitQueue.unlock(queue, token);
        if (exited) {
            addExited(thread);
        }
    }

    /** A detached thread that has exited and whose memory belongs to the caller now, or 0. */
    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    public long takeExited() {
        long machine = processorTable.machine();
        if (RawMemory.getLongVolatile(machine + EXITED_HEAD) == 0) {
            return 0;
        }
        long token = locks.acquire(machine + EXITED_LOCK);
        long thread = RawMemory.getLong(machine + EXITED_HEAD);
        if (thread != 0) {
            RawMemory.putLongVolatile(machine + EXITED_HEAD, RawMemory.getLong(thread + RUN_NEXT));
        }
        locks.release(machine + EXITED_LOCK, token);
        return thread;
    }

    @Uninterruptible(reason = "A safepoint with a kernel lock held would hang the collector.")
    private void addExited(long thread) {
        long machine = processorTable.machine();
        long token = locks.acquire(machine + EXITED_LOCK);
        RawMemory.putLong(thread + RUN_NEXT, RawMemory.getLong(machine + EXITED_HEAD));
        RawMemory.putLongVolatile(machine + EXITED_HEAD, thread);
        locks.release(machine + EXITED_LOCK, token);
    }

    /** The dispatcher's part of an exit: {@code thread} has left its stack. Nothing touches the thread afterwards. */
    @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
    void finishExit(long thread) {
        long queue = thread + EXIT_QUEUE;
        long token = waitQueue.lock(queue);
        ThreadState.exit(thread);
        boolean detached = RawMemory.getInt(thread + DETACHED) != 0;
        waitQueue.wakeFirst(queue);
        waitQueue.unlock(queue, token);
        if (detached) {
            addExited(thread);
        }
    }

    /** Whether {@code thread} has exited. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public boolean hasExited(long thread) {
        return ThreadState.get(thread) == ThreadState.EXITED;
    }

    /** Priority of {@code thread}, whether or not it is urgent. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int priority(long thread) {
        return RawMemory.getIntVolatile(thread + ThreadDescriptor.PRIORITY);
    }

    /** Changes the priority of {@code thread}, wherever it is; takes effect at once. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    public void setPriority(long thread, int priority) {
        checkPriority(priority);
        placement.change(thread, ThreadDescriptor.PRIORITY, priority);
    }

    /**
     * Has {@code thread} run before all threads that are not urgent, until it waits or yields, or has run for a whole slice
     * more. For threads without which none of the others can go on, such as those a safepoint waits for; to be repeated
     * while it is needed.
     */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    public void expedite(long thread) {
        if (RawMemory.getIntVolatile(thread + ThreadDescriptor.URGENT) == 0) {
            placement.change(thread, ThreadDescriptor.URGENT, SchedulingPolicy.URGENT_SLICES);
        }
    }

    /** Ends what {@link #expedite} began for {@code thread}, if it has not ended by itself. */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    void relax(long thread) {
        if (RawMemory.getIntVolatile(thread + ThreadDescriptor.URGENT) != 0) {
            placement.change(thread, ThreadDescriptor.URGENT, 0);
        }
    }

    /**
     * Restricts {@code thread} to {@code cpu}, which is online, or lets it run anywhere if {@code cpu} is -1. A thread
     * that pins itself returns on that CPU; another one moves soon. False if there is no such CPU.
     */
    @Uninterruptible(reason = "A thread that is RUNNABLE and on no queue must not wait for a safepoint.")
    public boolean pin(long thread, int cpu) {
        if (cpu < NO_CPU || cpu >= processorTable.count()) {
            return false;
        }
        placement.change(thread, ThreadDescriptor.AFFINITY, cpu);
        if (cpu != NO_CPU && thread == current()) {
            yieldCurrent();
        }
        return true;
    }

    /**
     * Has the running thread interrupted every {@code nanos} nanoseconds of its time on a CPU, at least
     * {@link SchedulingPolicy#LEAST_BEAT_NANOS}, from now on until the {@link BeatListener} ends it, or
     * {@link #stopBeats}. Replaces an earlier wish, if that was for another distance.
     */
    @Uninterruptible(reason = "A safepoint with interrupts disabled would hang the collector.")
    public void startBeats(long nanos) {
        if (nanos < SchedulingPolicy.LEAST_BEAT_NANOS) {
            panic.panic("beats too close", "nanos", nanos);
        }
        beats.start(current(), nanos);
    }

    /** Ends the beats of the running thread. */
    @Uninterruptible(reason = "A safepoint with interrupts disabled would hang the collector.")
    public void stopBeats() {
        beats.start(current(), 0);
    }

    /** Whether the running thread gets beats. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public boolean hasBeats() {
        return RawMemory.getLong(current() + ThreadDescriptor.BEAT_PERIOD) != 0;
    }

    /** The CPU that {@code thread} runs on, or ran on last. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public int lastCpu(long thread) {
        return RawMemory.getIntVolatile(thread + ThreadDescriptor.HOME_CPU);
    }

    /** Nanoseconds {@code thread} has run, on all CPUs together. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    public long cpuNanoseconds(long thread) {
        return Stopwatch.read(thread + ThreadDescriptor.CPU_TIME, clock.nanoTime());
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    private void checkPriority(int priority) {
        if (priority < SchedulingPolicy.LOWEST_PRIORITY || priority > SchedulingPolicy.HIGHEST_PRIORITY) {
            panic.panic("priority out of range", "priority", priority);
        }
    }
}
