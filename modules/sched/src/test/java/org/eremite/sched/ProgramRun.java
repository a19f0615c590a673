package org.eremite.sched;

import java.util.List;
import org.eremite.hal.RawMemory;
import org.eremite.hal.sim.Schedule;
import org.eremite.sched.Program.Invariant;
import org.eremite.sched.Program.Operation;
import org.eremite.sched.Program.Step;
import org.eremite.sched.Program.Worker;

/** Runs one program on simulated CPUs and says what went wrong. Only one thread of it executes at any time. */
public final class ProgramRun implements ProgramRunner {
    private static final long LIMIT = 1_000_000;
    private static final long TICK = 50_000;
    private static final int LABOUR = 100;
    /** Steps between two looks at the list of exited threads. */
    private static final long LOOK = 2_000;
    /** As a state: RUNNING without a pending wake-up, so that a wake-up writes to it. */
    private static final long FREED = 0x5252_5252_5252_5252L;
    private static final int OBJECTS = 2;

    private SimulatedScheduler simulation;
    private Program program;
    private long[] handles;
    private int[] users;
    private boolean[] freed;
    private final long[] mutex = new long[OBJECTS];
    private final long[] semaphore = new long[OBJECTS];
    private final QueueWatch[] semaphoreWatch = new QueueWatch[OBJECTS];
    private final long[] holder = new long[OBJECTS];
    private long condition;
    private QueueWatch conditionWatch;
    private int items;
    private long[] parker;
    private int[] mail;
    private int[] unparks;
    private int[] permitsTaken;

    @Override
    public Program.Report run(Program newProgram, Program.Defect defect, Schedule schedule) {
        program = newProgram;
        simulation = new SimulatedScheduler(program.cpus(), schedule, program.nanosPerStep(), defect);
        Invariant violated = null;
        String failure = null;
        try {
            prepare();
            simulation.start(SchedulingPolicy.DEFAULT_PRIORITY, this::main);
            simulation.run(LIMIT);
            checkEnd();
        } catch (AssertionError e) {
            violated = classify(e);
            failure = e.getMessage();
        }
        return new Program.Report(
                violated, failure, simulation.cores.trace(), simulation.cores.steps(), schedule.choices());
    }

    private static Invariant classify(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Program.Violation violation) {
                return violation.invariant();
            }
            if (cause.getMessage() != null && (cause.getMessage().startsWith("thread on two run queues")
                    || cause.getMessage().startsWith("resumed context is"))) {
                return Invariant.ONE_PLACE;
            }
        }
        return Invariant.CONSISTENT_RECORDS;
    }

    private void prepare() {
        int count = program.threads().size();
        handles = new long[count];
        users = new int[count];
        freed = new boolean[count];
        mail = new int[count];
        unparks = new int[count];
        permitsTaken = new int[count];
        parker = new long[count];
        for (int i = 0; i < count; i++) {
            parker[i] = simulation.memory(Parker.BYTES);
            simulation.parkers.initialize(parker[i]);
        }
        for (int i = 0; i < OBJECTS; i++) {
            mutex[i] = simulation.memory(Mutex.BYTES);
            simulation.mutexes.initialize(mutex[i]);
            simulation.watch(mutex[i] + Long.BYTES, mutex[i]);
            semaphore[i] = simulation.memory(Semaphore.BYTES);
            simulation.semaphores.initialize(semaphore[i], 0);
            semaphoreWatch[i] = simulation.watch(semaphore[i] + Long.BYTES, 0);
        }
        condition = simulation.memory(ConditionVariable.BYTES);
        simulation.conditions.initialize(condition);
        conditionWatch = simulation.watch(condition, 0);
    }

    private void main() {
        List<Worker> workers = program.threads();
        for (int i = 0; i < workers.size(); i++) {
            int index = i;
            handles[i] = simulation.thread(workers.get(i).priority(), () -> work(index));
        }
        long supplier = simulation.start(SchedulingPolicy.DEFAULT_PRIORITY, this::supply);
        int detached = 0;
        for (int i = 0; i < workers.size(); i++) {
            simulation.threads.start(handles[i]);
            if (workers.get(i).detached()) {
                simulation.threads.detach(handles[i]);
                detached++;
            }
        }
        for (int i = 0; i < workers.size(); i++) {
            if (!workers.get(i).detached()) {
                simulation.threads.join(handles[i]);
                free(handles[i]);
            }
        }
        simulation.threads.join(supplier);
        while (detached > 0) {
            long exited = simulation.threads.takeExited();
            if (exited != 0) {
                free(exited);
                detached--;
            } else {
                simulation.threads.sleepUntil(simulation.threads.deadlineAfter(LOOK * program.nanosPerStep()));
            }
        }
        simulation.cores.stop();
        simulation.compute(1);
    }

    /** Overwrites the memory of an exited thread; whoever still writes to it is caught at the end. */
    private void free(long thread) {
        int index = 0;
        while (handles[index] != thread) {
            index++;
        }
        if (freed[index]) {
            throw new Program.Violation(Invariant.ONE_PLACE, "thread " + index + " exited twice");
        }
        while (users[index] != 0) {
            simulation.threads.yieldCurrent();
        }
        freed[index] = true;
        RawMemory.fillLongs(thread, ThreadDescriptor.CONTEXT, FREED);
    }

    private void checkEnd() {
        for (int i = 0; i < handles.length; i++) {
            for (long offset = 0; offset < ThreadDescriptor.CONTEXT; offset += Long.BYTES) {
                Invariant.ONE_PLACE.expect(RawMemory.getLong(handles[i] + offset) == FREED,
                        "freed thread " + i + " was written to at offset " + offset);
            }
        }
        for (int i = 0; i < OBJECTS; i++) {
            int expected = count(Operation.RELEASE, i);
            while (simulation.semaphores.tryAcquire(semaphore[i])) {
                expected--;
            }
            Invariant.EXACT_PERMITS.expect(expected == 0, "permits of a semaphore are missing or too many");
        }
        Invariant.MUTUAL_EXCLUSION.expect(items == count(Operation.PUT, -1), "items were lost or doubled");
    }

    private int count(Operation operation, int object) {
        int count = 0;
        for (Worker worker : program.threads()) {
            for (Step step : worker.steps()) {
                if (step.operation() == operation && (object < 0 || step.subject() % OBJECTS == object)) {
                    count++;
                }
            }
        }
        return count;
    }

    private void work(int self) {
        for (Step step : program.threads().get(self).steps()) {
            perform(self, step.operation(), step.subject(), step.amount());
        }
    }

    private void perform(int self, Operation operation, int subject, int amount) {
        int object = subject % OBJECTS;
        int other = subject % handles.length;
        long deadline = simulation.threads.deadlineAfter(amount * TICK);
        switch (operation) {
            case COMPUTE -> simulation.compute(amount);
            case LABOUR -> simulation.compute(amount * LABOUR);
            case YIELD -> simulation.threads.yieldCurrent();
            case SLEEP -> {
                simulation.threads.sleepUntil(deadline);
                expectReached(deadline);
            }
            case CRITICAL -> critical(object, amount);
            case NESTED -> {
                enter(0);
                critical(1, amount);
                leave(0);
            }
            case TRY_CRITICAL -> {
                if (simulation.mutexes.tryLock(mutex[object])) {
                    inside(object, amount);
                    simulation.mutexes.unlock(mutex[object]);
                }
            }
            case PUT -> put();
            case TAKE -> Invariant.NO_LOST_WAKE_UP.expect(take(Deadline.NONE), "an untimed wait ended without an item");
            case TAKE_UNTIL -> {
                if (take(deadline)) {
                    put();
                } else {
                    expectReached(deadline);
                }
            }
            case RELEASE -> simulation.semaphores.release(semaphore[object]);
            case ACQUIRE -> Invariant.EXACT_PERMITS.expect(acquire(object, Deadline.NONE), "an untimed acquire failed");
            case ACQUIRE_UNTIL -> {
                if (acquire(object, deadline)) {
                    simulation.semaphores.release(semaphore[object]);
                } else {
                    expectReached(deadline);
                }
            }
            case MAIL -> send(other);
            case AWAIT_MAIL -> {
                while (mail[self] == 0) {
                    park(self, Deadline.NONE);
                }
                mail[self]--;
            }
            case SPIN_FOR_MAIL -> {
                while (mail[self] == 0) {
                    simulation.compute(1);
                }
                mail[self]--;
            }
            case PARK_UNTIL -> park(self, deadline);
            case SET_PRIORITY -> adjust(other,
                    () -> simulation.threads.setPriority(handles[other], amount % (SchedulingPolicy.HIGHEST_PRIORITY + 1)));
            case EXPEDITE -> adjust(other, () -> simulation.threads.expedite(handles[other]));
            case PIN -> adjust(other,
                    () -> simulation.threads.pin(handles[other], amount % (program.cpus() + 1) - 1));
        }
    }

    private boolean acquire(int object, long deadline) {
        boolean acquired = simulation.semaphores.acquire(semaphore[object], deadline);
        semaphoreWatch[object].ended(simulation.threads.current(), acquired);
        return acquired;
    }

    /** Acts on another thread, which is not freed meanwhile. */
    private void adjust(int other, Runnable action) {
        if (!freed[other] && !program.threads().get(other).detached()) {
            users[other]++;
            action.run();
            users[other]--;
        }
    }

    private void critical(int object, int amount) {
        enter(object);
        simulation.compute(amount);
        leave(object);
    }

    private void enter(int object) {
        simulation.mutexes.lock(mutex[object]);
        Invariant.MUTUAL_EXCLUSION.expect(holder[object] == 0, "two threads own one mutex");
        holder[object] = simulation.threads.current();
    }

    private void leave(int object) {
        Invariant.MUTUAL_EXCLUSION.expect(holder[object] == simulation.threads.current(), "two threads own one mutex");
        holder[object] = 0;
        simulation.mutexes.unlock(mutex[object]);
    }

    private void inside(int object, int amount) {
        Invariant.MUTUAL_EXCLUSION.expect(holder[object] == 0, "two threads own one mutex");
        holder[object] = simulation.threads.current();
        simulation.compute(amount);
        Invariant.MUTUAL_EXCLUSION.expect(holder[object] == simulation.threads.current(), "two threads own one mutex");
        holder[object] = 0;
    }

    private void put() {
        enter(0);
        items++;
        simulation.conditions.signal(condition);
        leave(0);
    }

    private boolean take(long deadline) {
        enter(0);
        boolean inTime = true;
        while (items == 0 && inTime) {
            holder[0] = 0;
            inTime = simulation.conditions.await(condition, mutex[0], deadline);
            conditionWatch.ended(simulation.threads.current(), inTime);
            Invariant.MUTUAL_EXCLUSION.expect(holder[0] == 0, "two threads own one mutex");
            holder[0] = simulation.threads.current();
        }
        boolean taken = items > 0;
        if (taken) {
            items--;
        }
        leave(0);
        return taken;
    }

    private void send(int other) {
        mail[other]++;
        unparks[other]++;
        simulation.parkers.unpark(parker[other]);
    }

    private void park(int self, long deadline) {
        simulation.parkers.park(parker[self], deadline);
        if (deadline == Deadline.NONE || simulation.clock.nanoTime() < deadline) {
            Invariant.EXACT_PERMITS.expect(++permitsTaken[self] <= unparks[self], "park returned without a permit");
        }
    }

    /** Supplies as much of everything as the workers may wait for. */
    private void supply() {
        for (int object = 0; object < OBJECTS; object++) {
            for (int i = count(Operation.ACQUIRE, object); i > 0; i--) {
                simulation.semaphores.release(semaphore[object]);
            }
        }
        for (int i = count(Operation.TAKE, -1); i > 0; i--) {
            put();
        }
        for (int i = 0; i < handles.length; i++) {
            for (Step step : program.threads().get(i).steps()) {
                if (step.operation() == Operation.AWAIT_MAIL || step.operation() == Operation.SPIN_FOR_MAIL) {
                    send(i);
                }
            }
        }
    }

    private void expectReached(long deadline) {
        Invariant.TIMERS_NOT_EARLY.expect(simulation.clock.nanoTime() >= deadline, "a deadline came early");
    }
}
