package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eremite.hal.RawMemory;
import org.junit.jupiter.api.Test;

/** Threads and the objects they wait for in memory that is not zero: whoever initializes them leaves nothing as it was. */
class UsedMemoryTest {
    private static final int DEFAULT = SchedulingPolicy.DEFAULT_PRIORITY;
    private static final int STEP = 20_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long LIMIT = 200_000;
    private static final long LEFT_OVER = 0x0505_0505_0505_0505L;

    private final SimulatedScheduler machine = new SimulatedScheduler(2, 7, STEP);

    private long used(long bytes) {
        long address = machine.memory(bytes);
        RawMemory.fillLongs(address, bytes, LEFT_OVER);
        return address;
    }

    private void asThread(Runnable body) {
        machine.start(DEFAULT, () -> {
            body.run();
            machine.cores.stop();
            machine.compute(1);
        });
        machine.run(LIMIT);
    }

    @Test
    void aMutexIsFreeAndHasNoWaiters() {
        long mutex = used(Mutex.BYTES);
        machine.mutexes.initialize(mutex);
        asThread(() -> {
            assertFalse(machine.mutexes.isOwned(mutex));
            assertTrue(machine.mutexes.tryLock(mutex));
            long waiter = machine.start(DEFAULT, () -> {
                machine.mutexes.lock(mutex);
                machine.mutexes.unlock(mutex);
            });
            machine.threads.sleepUntil(machine.threads.deadlineAfter(MILLISECOND));
            assertFalse(machine.threads.hasExited(waiter));
            machine.mutexes.unlock(mutex);
            machine.threads.join(waiter);
            assertTrue(machine.mutexes.tryLock(mutex));
        });
    }

    @Test
    void aSemaphoreHoldsWhatItIsGiven() {
        long semaphore = used(Semaphore.BYTES);
        machine.semaphores.initialize(semaphore, 1);
        asThread(() -> {
            assertTrue(machine.semaphores.tryAcquire(semaphore));
            assertFalse(machine.semaphores.acquire(semaphore, machine.threads.deadlineAfter(MILLISECOND)));
            machine.semaphores.release(semaphore);
            assertTrue(machine.semaphores.tryAcquire(semaphore));
        });
    }

    @Test
    void aParkerHoldsNoPermit() {
        long parker = used(Parker.BYTES);
        machine.parkers.initialize(parker);
        asThread(() -> {
            machine.parkers.unpark(parker);
            machine.parkers.park(parker, Deadline.NONE);
            machine.parkers.initialize(parker);
            long deadline = machine.threads.deadlineAfter(MILLISECOND);
            machine.parkers.park(parker, deadline);
            assertTrue(machine.clock.nanoTime() >= deadline);
        });
    }

    @Test
    void aConditionVariableHasNoWaiters() {
        long mutex = used(Mutex.BYTES);
        long condition = used(ConditionVariable.BYTES);
        machine.mutexes.initialize(mutex);
        machine.conditions.initialize(condition);
        asThread(() -> {
            assertEquals(0, machine.waitQueue.length(condition));
            machine.conditions.signal(condition);
            machine.mutexes.lock(mutex);
            assertFalse(machine.conditions.await(condition, mutex, machine.threads.deadlineAfter(MILLISECOND)));
            assertTrue(machine.mutexes.isOwned(mutex));
        });
    }

    @Test
    void aThreadHasNotRunAndIsInNoQueue() {
        long entry = machine.cores.entry(_ -> machine.threads.exitCurrent());
        long thread = machine.threads.createThread(used(machine.threads.threadBytes()), 0, entry, 0, DEFAULT);
        assertEquals(0, machine.threads.cpuNanoseconds(thread));
        assertEquals(DEFAULT, machine.threads.priority(thread));
        assertFalse(machine.threads.hasExited(thread));
        asThread(() -> {
            machine.threads.pin(thread, 1);
            machine.threads.start(thread);
            machine.threads.join(thread);
            assertTrue(machine.threads.hasExited(thread));
            assertEquals(1, machine.threads.lastCpu(thread));
        });
    }

    @Test
    void aPriorityOutOfRangePanics() {
        long thread = machine.thread(DEFAULT, () -> { });
        assertThrows(AssertionError.class, () -> machine.threads.setPriority(thread, SchedulingPolicy.URGENT_PRIORITY));
        assertThrows(AssertionError.class, () -> machine.threads.setPriority(thread, SchedulingPolicy.IDLE_PRIORITY));
        assertEquals(DEFAULT, machine.threads.priority(thread));
    }
}
