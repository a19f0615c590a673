package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.function.ToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.hal.sim.InterleavingClassLoader;
import org.eremite.hal.sim.SimCores;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the scheduler says that all threads wait: {@link StallRun} under generated schedules. */
class StallTest {
    private static final String SCHED = "org/eremite/sched/";
    private static final int STEP = 20_000;
    private static final long LIMIT = 300_000;
    /** Tries of each property; {@code -Deremite.stall.tries} for many more. */
    private static final int TRIES = Programs.MUTATION ? 40 : Integer.getInteger("eremite.stall.tries", 400);
    private static final int MOST_CPUS = 4;
    private static final int MOST_WORKERS = 4;

    private static final ToLongFunction<long[]> AS_IT_IS = load(Map.of());

    @SuppressWarnings("unchecked")
    private static ToLongFunction<long[]> load(Map<String, String> defects) {
        if (Programs.MUTATION) {
            return new StallRun();
        }
        ClassLoader loader = new InterleavingClassLoader(StallTest.class.getClassLoader(),
                name -> name.equals("org.eremite.hal.SpinLock") || name.startsWith(SCHED.replace('/', '.')),
                "org.eremite.sched.PlantedDefects", defects);
        try {
            return (ToLongFunction<long[]>) loader.loadClass("org.eremite.sched.StallRun").getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property(tries = 1)
    void thatAllThreadsWaitIsSaidWheneverItIsSoAndNeverElse(@ForAll long seed) {
        long steps = 0;
        for (int run = 0; run < TRIES; run++) {
            long each = seed + run;
            try {
                steps += AS_IT_IS.applyAsLong(new long[] {1 + run % MOST_CPUS, 1 + run / MOST_CPUS % MOST_WORKERS, each});
            } catch (AssertionError e) {
                throw new AssertionError("run=" + run + " seed=" + each + ": " + e.getMessage(), e);
            }
        }
        System.out.println("stalls: runs=" + TRIES + " steps=" + steps);
    }

    @ParameterizedTest
    @DisabledIfSystemProperty(named = Programs.MUTATION_PROPERTY, matches = "true",
            disabledReason = "it loads the classes anew, without the mutation")
    @CsvSource({
        "Scheduler>org/eremite/sched/StallWatch.leaveIdle, staysIdle",
        "StallWatch>org/eremite/sched/StallWatch.isNothingAhead, looksAtNothing",
        "StallWatch>org/eremite/sched/StallWatch.activityIfAllIdle, looksAtOneCpu",
        "Scheduler>org/eremite/sched/StallWatch.enterIdle, doesNotLook",
        "StallWatch>org/eremite/sched/Statistics.deviceInterrupts, none"})
    void aPlantedDefectIsFound(String call, String instead) {
        ToLongFunction<long[]> broken = load(Map.of(SCHED + call, instead));
        assertThrows(AssertionError.class, () -> {
            for (int run = 0; run < TRIES; run++) {
                broken.applyAsLong(new long[] {1 + run % MOST_CPUS, 1 + run / MOST_CPUS % MOST_WORKERS, run});
            }
        });
    }

    /** The listener may wake a thread, which then runs. */
    @Property(tries = 40)
    void whoeverHearsItMayWakeAThread(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int cpus) {
        SimulatedScheduler machine = new SimulatedScheduler(cpus, seed, STEP);
        long semaphore = machine.memory(Semaphore.BYTES);
        machine.semaphores.initialize(semaphore, 0);
        machine.scheduler.attach(_ -> machine.semaphores.release(semaphore));
        machine.start(SchedulingPolicy.DEFAULT_PRIORITY, () -> {
            machine.semaphores.acquire(semaphore, Deadline.NONE);
            machine.cores.stop();
            machine.compute(1);
        });
        assertEquals(SimCores.Outcome.STOPPED, machine.cores.run(LIMIT, () -> { }));
    }
}
