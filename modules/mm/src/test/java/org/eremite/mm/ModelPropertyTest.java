package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;
import org.eremite.hal.sim.SimMemory.Region;

/**
 * Frame allocator, kernel heap and address space do what their models do, in any sequence of calls on any machine:
 * at least {@link #STEPS} calls for each property. What the models ask is said at {@link FrameProgram},
 * {@link HeapProgram} and {@link SpaceProgram}; {@link PlantedDefectTest} shows that they ask for it.
 */
class ModelPropertyTest {
    /** Least number of steps of each property. */
    private static final long STEPS = 1_000_000;
    private static final int LONGEST = 2000;

    private static final Map<String, Long> STEPS_DONE = new HashMap<>();

    @Provide
    Arbitrary<List<Region>> maps() {
        return MemoryMaps.upTo(1800);
    }

    @Provide
    Arbitrary<long[]> steps() {
        return Arbitraries.longs().withDistribution(RandomDistribution.uniform()).array(long[].class)
                .ofMaxSize(LONGEST).withSizeDistribution(RandomDistribution.uniform());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void framesAreASet(@ForAll("maps") List<Region> map, @ForAll("steps") long[] steps) {
        run(new FrameProgram(), map, steps);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theHeapIsASetOfExtentsWithContents(@ForAll("maps") List<Region> map, @ForAll("steps") long[] steps) {
        run(new HeapProgram(), map, steps);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theAddressSpaceIsATableOfPages(@ForAll("maps") List<Region> map, @ForAll("steps") long[] steps) {
        run(new SpaceProgram(), map, steps);
    }

    private static void run(BiConsumer<List<Region>, long[]> program, List<Region> map, long[] steps) {
        program.accept(map, steps);
        STEPS_DONE.merge(program.getClass().getSimpleName(), (long) steps.length, Long::sum);
    }

    @AfterContainer
    static void enoughStepsWereTaken() {
        System.out.println("steps: " + STEPS_DONE);
        if (FewTries.MUTATION) {
            return;
        }
        assertTrue(STEPS_DONE.values().stream().allMatch(steps -> steps >= STEPS), () -> "too few steps: " + STEPS_DONE);
    }
}
