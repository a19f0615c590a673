package org.eremite.sched;

import java.lang.foreign.Arena;
import org.eremite.hal.Clock;
import org.eremite.hal.Contexts;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;
import org.eremite.hal.SpinLock;
import org.eremite.hal.Timer;
import org.eremite.hal.sim.Interleavings;
import org.eremite.hal.sim.SimPanic;

/**
 * The scheduler with each actor of some {@link Interleavings} for a thread that has a CPU whenever it needs one: a thread
 * that is queued takes itself off the queue.
 */
final class ActorScheduler implements Contexts, Clock, Timer {
    private static final int CPU = 0;
    private static final int ACTORS = 4;

    final Mutex mutexes;
    final Semaphore semaphores;
    final Parker parkers;
    private final Arena arena = Arena.ofAuto();
    private final Scheduler scheduler;
    private final ProcessorTable table = new ProcessorTable();
    private final RunQueue runQueue = new RunQueue(new SimPanic());
    private final SpinLock locks = new SpinLock(new OneProcessor());
    private final long[] threads = new long[ACTORS];

    ActorScheduler() {
        scheduler = new Scheduler(new OneProcessor(), this, this, this, new SimPanic());
        mutexes = new Mutex(scheduler, new SimPanic());
        semaphores = new Semaphore(scheduler);
        parkers = new Parker(scheduler);
        long base = memory(scheduler.bytes(1));
        scheduler.initialize(base, 1);
        table.initialize(base, 1);
        for (int actor = 0; actor < ACTORS; actor++) {
            threads[actor] = scheduler.threads().createThread(
                    memory(scheduler.threads().threadBytes()), 0, 0, 0, SchedulingPolicy.DEFAULT_PRIORITY);
            ThreadState.start(threads[actor]);
            ThreadState.makeRunning(threads[actor]);
        }
    }

    long memory(long bytes) {
        return arena.allocate(bytes, 128).address();
    }

    /** The thread that is RUNNING as actor {@code actor}. */
    long thread(int actor) {
        return threads[actor];
    }

    Placement placement() {
        return scheduler.placement();
    }

    IdleSet idleSet() {
        return new IdleSet(table);
    }

    @Override
    public void deschedule(long request) {
        long thread = threads[Interleavings.actor()];
        if (request != Scheduler.REQUEST_BLOCK || !ThreadState.block(thread)) {
            return;
        }
        while (RawMemory.getIntVolatile(thread + ThreadDescriptor.QUEUED_CPU) == ThreadDescriptor.NO_CPU) {
            Interleavings.await();
        }
        long processor = table.of(CPU);
        locks.acquireDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        runQueue.remove(processor, thread, CPU);
        locks.releaseDisabled(processor + ProcessorDescriptor.QUEUE_LOCK);
        ThreadState.makeRunning(thread);
    }

    @Override
    public long current() {
        return threads[Interleavings.actor()] + ThreadDescriptor.CONTEXT;
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

    /** A CPU that nobody interrupts; who spins there waits for another actor. */
    private static final class OneProcessor implements Processors {
        @Override
        public int present() {
            return 1;
        }

        @Override
        public int online() {
            return 1;
        }

        @Override
        public int current() {
            return CPU;
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
            Interleavings.await();
        }

        @Override
        public void reschedule(int cpu) {
            // Threads take themselves off the queue.
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
