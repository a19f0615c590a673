package org.eremite.sched;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.eremite.hal.Clock;
import org.eremite.hal.Contexts;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;
import org.eremite.hal.Timer;
import org.eremite.hal.sim.SimPanic;
import org.eremite.tests.stress.Slab;

/**
 * The scheduler on two CPUs that the harness' actors play: actor {@code n} is the dispatcher of CPU {@code n}, or a thread
 * that has a CPU whenever it needs one and takes itself off its queue. Reschedule interrupts are counted, not delivered.
 */
class StressMachine implements Contexts, Clock, Timer {
    static final int CPUS = 2;
    static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;

    /** A thread that blocks although its wake-up has been sent. */
    static final class LostWakeUp extends AssertionError {
        private static final long serialVersionUID = 1;
    }

    private static final ThreadLocal<int[]> ACTOR = ThreadLocal.withInitial(() -> new int[1]);
    private static final int THREADS = 8;

    private final Interrupts interrupts = new Interrupts();
    final Scheduler scheduler = new Scheduler(interrupts, this, this, this, new SimPanic());
    final ProcessorTable table = new ProcessorTable();
    private final SpinLock locks = new SpinLock(interrupts);
    private final RunQueue runQueue = new RunQueue(new SimPanic());
    private final long threadBytes = scheduler.threads().threadBytes();
    private final MemorySegment memory = Slab.take(scheduler.bytes(CPUS) + THREADS * threadBytes);
    private final long[] running = new long[CPUS];
    private final AtomicIntegerArray finished = new AtomicIntegerArray(CPUS);
    private final AtomicInteger kicks = new AtomicInteger();
    private long free = memory.address() + scheduler.bytes(CPUS);

    StressMachine() {
        scheduler.initialize(memory.address(), CPUS);
        table.initialize(memory.address(), CPUS);
    }

    /** From now on the calling thread is actor {@code actor}. */
    final void be(int actor) {
        ACTOR.get()[0] = actor;
    }

    /** A new thread. */
    final long create(int priority) {
        long thread = scheduler.threads().createThread(free, 0, 0, 0, priority);
        free += threadBytes;
        return thread;
    }

    /** A thread that runs as actor {@code actor}. */
    final long createRunning(int actor) {
        long thread = create(DEFAULT);
        ThreadState.start(thread);
        ThreadState.makeRunning(thread);
        running[actor] = thread;
        return thread;
    }

    /** Makes {@code cpu} online with nothing to do yet, and the caller the one that plays it; returns its idle thread. */
    final long createProcessor(int cpu) {
        be(cpu);
        long idle = create(SchedulingPolicy.LOWEST_PRIORITY);
        scheduler.initializeProcessor(cpu, idle);
        return idle;
    }

    /** Queues a new thread on {@code cpu}, whether it idles or not. */
    final long queue(int cpu, int priority) {
        long thread = create(priority);
        ThreadState.start(thread);
        long processor = table.of(cpu);
        locks.acquireDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        runQueue.insert(processor, cpu, thread, false, 0);
        locks.releaseDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        return thread;
    }

    /** The CPU of the caller takes {@code thread} off by {@code request}; returns the thread that it runs then. */
    final long dispatch(long thread, long request) {
        return scheduler.onDeschedule(thread + ThreadDescriptor.CONTEXT, request) - ThreadDescriptor.CONTEXT;
    }

    /** The caller wakes nobody any more. */
    final void finish(int actor) {
        finished.set(actor, 1);
    }

    /** A bit for each CPU that an interrupt was sent to. */
    final int kicks() {
        return kicks.get();
    }

    /** Forgets the interrupts sent so far. */
    final void forgetKicks() {
        kicks.set(0);
    }

    @Override
    public void deschedule(long request) {
        int actor = ACTOR.get()[0];
        long thread = running[actor];
        if (request != Scheduler.REQUEST_BLOCK || !ThreadState.block(thread)) {
            return;
        }
        awaitQueueing(thread, 1 - actor);
        int cpu = RawMemory.getIntVolatile(thread + ThreadDescriptor.QUEUED_CPU);
        long processor = table.of(cpu);
        locks.acquireDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        runQueue.remove(processor, thread, cpu);
        locks.releaseDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        ThreadState.makeRunning(thread);
    }

    private void awaitQueueing(long thread, int waker) {
        while (RawMemory.getIntVolatile(thread + ThreadDescriptor.QUEUED_CPU) == ThreadDescriptor.NO_CPU) {
            boolean last = finished.get(waker) != 0;
            if (last && RawMemory.getIntVolatile(thread + ThreadDescriptor.QUEUED_CPU) == ThreadDescriptor.NO_CPU) {
                throw new LostWakeUp();
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public long current() {
        return running[ACTOR.get()[0]] + ThreadDescriptor.CONTEXT;
    }

    @Override
    public long bytes() {
        return ALIGNMENT;
    }

    @Override
    public void prepare(long context, long stackTop, long entry, long argument) {
        // Actors are on their way already.
    }

    @Override
    public void enter(long context) {
        throw new AssertionError("there is nothing to enter");
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public long wallClockNanos() {
        return 0;
    }

    @Override
    public void arm(long deadline) {
        // No deadline is ever reached.
    }

    @Override
    public void disarm() {
        // No deadline is ever reached.
    }

    /** CPUs that nothing interrupts. */
    private final class Interrupts implements Processors {
        @Override
        public int present() {
            return CPUS;
        }

        @Override
        public int online() {
            return CPUS;
        }

        @Override
        public int current() {
            return ACTOR.get()[0];
        }

        @Override
        public long disableInterrupts() {
            return 0;
        }

        @Override
        public void restoreInterrupts(long token) {
            // Interrupts are never enabled.
        }

        @Override
        public void pause() {
            Thread.onSpinWait();
        }

        @Override
        public void reschedule(int cpu) {
            kicks.getAndUpdate(sent -> sent | 1 << cpu);
        }

        @Override
        public boolean start(int cpu, long area, long idleContext) {
            return false;
        }

        @Override
        public long areaBytes() {
            return 0;
        }

        @Override
        public void waitForInterrupt() {
            throw new AssertionError("nobody idles");
        }
    }
}
