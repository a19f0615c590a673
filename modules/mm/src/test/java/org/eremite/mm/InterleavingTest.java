package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;
import org.eremite.hal.sim.SimMemory.Region;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory management on several CPUs under generated schedules: what {@link CpusProgram} asks. */
class InterleavingTest {
    private static final long LEAST_STEPS = 1_000_000;
    private static final int DEFECT_TRIES = 2000;
    /** Little memory, so that caches are drained all the time. */
    private static final List<Region> MAP = List.of(new Region(3 << 20, 300 << 10), new Region(8 << 20, 100 << 10));
    private static final DefectiveClassLoader SOUND = new DefectiveClassLoader(null);

    private static long stepsDone;

    @Provide
    Arbitrary<long[]> steps() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform()).array(long[].class)
                .ofMinSize(4).ofMaxSize(60).withSizeDistribution(RandomDistribution.uniform());
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void cpusDoNotDisturbEachOtherUnderAnySchedule(@ForAll("steps") long[] steps) throws ReflectiveOperationException {
        Object program = program(SOUND);
        run(program, steps);
        stepsDone += ((LongSupplier) program).getAsLong();
    }

    @AfterContainer
    static void enoughStepsWereTaken() {
        System.out.println("steps: " + stepsDone);
        assertTrue(stepsDone >= LEAST_STEPS, () -> "too few steps: " + stepsDone);
    }

    static Stream<PlantedDefect> defects() {
        return Stream.of(
                new PlantedDefect("mutual exclusion", CpusProgram.class, "SpinLock.acquireDisabled", "compareAndSetInt", "alwaysSets"),
                new PlantedDefect("mutual exclusion", CpusProgram.class, "FrameAllocator.free", "acquireDisabled", "doesNotLockAtAll"),
                new PlantedDefect("mutual exclusion", CpusProgram.class, "FrameAllocator.drain", "acquire", "doesNotLock"),
                new PlantedDefect("mutual exclusion", CpusProgram.class, "ObjectCaches.allocate", "acquireDisabled", "doesNotLockAtAll"),
                new PlantedDefect("mutual exclusion", CpusProgram.class, "SlabAllocator.fill", "acquire", "doesNotLock"),
                new PlantedDefect("mutual exclusion", CpusProgram.class, "BuddyAllocator.fill", "acquire", "doesNotLock"),
                new PlantedDefect("mutual exclusion", CpusProgram.class, "AddressSpace.reserve", "acquire", "doesNotLock"),
                new PlantedDefect("flush before reuse", CpusProgram.class, "PageMapper.release", "flush", "doesNotFlush"),
                new PlantedDefect("flush before reuse", CpusProgram.class, "PageMapper.removeTables", "flush", "doesNotFlush"),
                new PlantedDefect("every CPU comes to its end", CpusProgram.class, "PageMapper.fill", "mapZeroed", "mapsForEver"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void aPlantedDefectIsFound(PlantedDefect defect) throws ReflectiveOperationException {
        DefectiveClassLoader loader = new DefectiveClassLoader(defect);
        SplittableRandom random = new SplittableRandom(defect.toString().hashCode());
        for (int count = 0; count < DEFECT_TRIES; count++) {
            try {
                run(program(loader), random.longs(60).toArray());
            } catch (AssertionError expected) {
                assertTrue(loader.planted(), "nothing is called so there");
                return;
            }
        }
        fail("not found");
    }

    private static Object program(ClassLoader loader) throws ReflectiveOperationException {
        var constructor = loader.loadClass(CpusProgram.class.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    @SuppressWarnings("unchecked")
    private static void run(Object program, long[] steps) {
        ((BiConsumer<List<Region>, long[]>) program).accept(MAP, steps);
    }
}
