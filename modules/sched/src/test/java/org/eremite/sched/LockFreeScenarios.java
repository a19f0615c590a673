package org.eremite.sched;

import java.util.List;
import java.util.function.Function;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.Interleavings.Scenario;

/** Scenarios by name: who does what concurrently to one lock-free structure, and what must have come of it. */
public final class LockFreeScenarios implements Function<String, Scenario> {
    private static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;

    private final ActorScheduler machine = new ActorScheduler();
    private boolean failed;
    private int first;
    private int second;

    @Override
    public Scenario apply(String name) {
        LockFreeScenarios fresh = new LockFreeScenarios();
        return switch (name) {
            case "wakersAndABlocker" -> fresh.wakersAndABlocker();
            case "aWakerAndASwitch" -> fresh.aWakerAndASwitch();
            case "idlingAndQueueing" -> fresh.idlingAndQueueing();
            case "claimersOfOneCpu" -> fresh.claimersOfOneCpu();
            case "permitsOfASemaphore" -> fresh.permitsOfASemaphore();
            case "waitersOfASemaphore" -> fresh.waitersOfASemaphore();
            case "ownersOfAMutex" -> fresh.ownersOfAMutex();
            case "aParkerAndItsPermit" -> fresh.aParkerAndItsPermit();
            case "aPriorityThatChangesWhileItsThreadIsQueued" -> fresh.changeWhileQueueing();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private record Actors(List<Runnable> actors, Runnable outcome) implements Scenario {
        @Override
        public void check() {
            outcome.run();
        }
    }

    private Scenario of(Runnable outcome, Runnable... actors) {
        return new Actors(List.of(actors), () -> {
            expect(!failed);
            outcome.run();
        });
    }

    private static void expect(boolean holds) {
        if (!holds) {
            throw new AssertionError("wrong outcome");
        }
    }

    /** The argument is evaluated, and perhaps interrupted, before the count is read. */
    private void first(boolean counts) {
        first += counts ? 1 : 0;
    }

    private void second(boolean counts) {
        second += counts ? 1 : 0;
    }

    /** Either the block succeeds and one wake-up queues the thread, or it fails and none does. */
    private Scenario wakersAndABlocker() {
        long thread = machine.thread(0);
        Runnable waker = () -> first(ThreadState.wake(thread));
        return of(() -> expect(first == second), () -> second(ThreadState.block(thread)), waker, waker);
    }

    /** A wake-up during a preemption is remembered for the block that follows. */
    private Scenario aWakerAndASwitch() {
        long thread = machine.thread(0);
        return of(() -> expect(first == second), () -> {
            ThreadState.makeRunnable(thread);
            ThreadState.makeRunning(thread);
            second(ThreadState.block(thread));
        }, () -> first(ThreadState.wake(thread)));
    }

    /** The CPU that goes idle sees the work, or whoever queues the work sees that the CPU idles. */
    private Scenario idlingAndQueueing() {
        IdleSet idle = machine.idleSet();
        long work = machine.memory(Long.BYTES);
        second = ThreadDescriptor.NO_CPU;
        return of(() -> expect(first == 1 || second == 0), () -> {
            idle.add(0);
            first = RawMemory.getIntVolatile(work);
        }, () -> {
            RawMemory.putIntVolatile(work, 1);
            RawMemory.fullFence();
            second = idle.claim(0);
        });
    }

    /** A CPU's bit is taken by one of those that want it. */
    private Scenario claimersOfOneCpu() {
        IdleSet idle = machine.idleSet();
        idle.add(0);
        Runnable claimer = () -> first(idle.claim(0) == 0);
        return of(() -> expect(first == 1 && idle.isEmpty()),
                claimer, claimer, () -> first(idle.remove(0)));
    }

    /** Two permits and a third that is given serve three of four. */
    private Scenario permitsOfASemaphore() {
        long semaphore = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(semaphore, 1);
        Runnable taker = () -> first(machine.semaphores.tryAcquire(semaphore));
        return of(() -> {
            int left = 0;
            while (machine.semaphores.tryAcquire(semaphore)) {
                left++;
            }
            expect(first + left == 2 && first >= 1);
        }, taker, taker, () -> machine.semaphores.release(semaphore));
    }

    /** Whoever waits for a permit gets the one that is given. */
    private Scenario waitersOfASemaphore() {
        long semaphore = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(semaphore, 0);
        return of(() -> expect(first == 1 && !machine.semaphores.tryAcquire(semaphore)),
                () -> first(machine.semaphores.acquire(semaphore, Deadline.NONE)),
                () -> machine.semaphores.release(semaphore));
    }

    /** Two threads take a mutex in turn, each once by its fast path or after waiting. */
    private Scenario ownersOfAMutex() {
        long mutex = machine.memory(Mutex.BYTES);
        machine.mutexes.initialize(mutex);
        long inside = machine.memory(Long.BYTES);
        Runnable owner = () -> {
            machine.mutexes.lock(mutex);
            failed |= RawMemory.getLongVolatile(inside) != 0;
            RawMemory.putLongVolatile(inside, 1);
            RawMemory.putLongVolatile(inside, 0);
            machine.mutexes.unlock(mutex);
            first++;
        };
        return of(() -> expect(first == 2 && RawMemory.getLong(mutex) == 0), owner, owner);
    }

    /** Two permits given are one; a park takes it; a further one would not find it, unless the second came after. */
    private Scenario aParkerAndItsPermit() {
        long parker = machine.memory(Parker.BYTES);
        machine.parkers.initialize(parker);
        return of(() -> expect(first == 1), () -> {
            machine.parkers.park(parker, Deadline.NONE);
            first++;
        }, () -> machine.parkers.unpark(parker), () -> machine.parkers.unpark(parker));
    }

    /** A thread that is queued while its priority changes ends up in the list of the new one. */
    private Scenario changeWhileQueueing() {
        long thread = machine.thread(0);
        ThreadState.makeRunnable(thread);
        return of(() -> expect(RawMemory.getInt(thread + ThreadDescriptor.QUEUED_LIST) >> 1 == DEFAULT + 1),
                () -> machine.placement().place(thread, 0),
                () -> machine.placement().change(thread, ThreadDescriptor.PRIORITY, DEFAULT + 1));
    }
}
