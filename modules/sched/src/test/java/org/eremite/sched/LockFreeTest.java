package org.eremite.sched;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eremite.hal.sim.InterleavingClassLoader;
import org.eremite.hal.sim.Interleavings;
import org.eremite.hal.sim.Interleavings.Scenario;
import org.eremite.hal.sim.SimCores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every structure that is shared without a lock, under all interleavings of its atomic accesses, or, where queues with
 * their locks take part, all with two to four preemptions at most. Two accesses race here only if both are volatile or
 * compare-and-set, so what sequential consistency allows is all there is.
 */
class LockFreeTest {
    private static final int TWO = 2;

    @SuppressWarnings("unchecked")
    private static long explore(String scenario, int preemptions, Map<String, String> defects) {
        ClassLoader loader = new InterleavingClassLoader(LockFreeTest.class.getClassLoader(),
                name -> name.equals("org.eremite.hal.SpinLock") || name.startsWith("org.eremite.sched."),
                "org.eremite.sched.PlantedDefects", defects);
        try {
            Function<String, Scenario> scenarios = (Function<String, Scenario>)
                    loader.loadClass("org.eremite.sched.LockFreeScenarios").getDeclaredConstructor().newInstance();
            return Interleavings.explore(() -> scenarios.apply(scenario), preemptions);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wakersAndABlocker, 30",
        "aWakerAndASwitch, 30",
        "idlingAndQueueing, 20",
        "claimersOfOneCpu, 100"
    })
    void holdsUnderAllInterleavings(String scenario, long atLeast) {
        long explored = explore(scenario, Interleavings.ALL, Map.of());
        assertTrue(explored >= atLeast, "interleavings=" + explored);
    }

    @ParameterizedTest
    @CsvSource({
        "permitsOfASemaphore, 3, 800",
        "waitersOfASemaphore, 3, 2000",
        "ownersOfAMutex, 3, 3000",
        "aParkerAndItsPermit, 2, 20000",
        "aPriorityThatChangesWhileItsThreadIsQueued, 4, 1000"
    })
    void holdsWithSoManyPreemptions(String scenario, int preemptions, long atLeast) {
        long explored = explore(scenario, preemptions, Map.of());
        assertTrue(explored >= atLeast, "interleavings=" + explored);
    }

    @ParameterizedTest
    @CsvSource({
        "wakersAndABlocker, org/eremite/sched/ThreadState>org/eremite/hal/RawMemory.compareAndSetInt, testThenSetInt",
        "aWakerAndASwitch, org/eremite/sched/ThreadState>org/eremite/hal/RawMemory.compareAndSetInt, testThenSetInt",
        "claimersOfOneCpu, org/eremite/sched/IdleSet>org/eremite/hal/RawMemory.compareAndSetLong, testThenSet",
        "idlingAndQueueing, org/eremite/sched/IdleSet.add, doNotAdd",
        "permitsOfASemaphore, org/eremite/sched/Semaphore>org/eremite/hal/RawMemory.compareAndSetInt, testThenSetInt",
        "ownersOfAMutex, org/eremite/sched/Mutex>org/eremite/hal/RawMemory.compareAndSetLong, testThenSet",
        "waitersOfASemaphore, org/eremite/sched/ThreadState.wake, wakeOnlyBlocked",
        "aParkerAndItsPermit, org/eremite/sched/ThreadState.wake, wakeOnlyBlocked",
        "aPriorityThatChangesWhileItsThreadIsQueued, org/eremite/sched/Placement.change, readThenWrite"
    })
    void aPlantedDefectIsFound(String scenario, String call, String defect) {
        assertThrows(AssertionError.class, () -> explore(scenario, TWO, Map.of(call, defect)));
    }

    @Test
    void theExplorationIsComplete() {
        long[] steps = new long[1];
        long explored = Interleavings.explore(() -> {
            steps[0]++;
            return new TwoActors();
        }, Interleavings.ALL);
        // Two actors of two steps each: 4! / (2! * 2!).
        assertTrue(explored == 6 && steps[0] == 6, "interleavings=" + explored);
    }

    private static final class TwoActors implements Scenario {
        @Override
        public List<Runnable> actors() {
            return List.of(SimCores::point, SimCores::point);
        }

        @Override
        public void check() {
            // Counting is all.
        }
    }
}
