package org.eremite.mm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.eremite.hal.Pages;
import org.eremite.hal.sim.SimMemory.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each invariant of the models a mistake that breaks it: the model notices within its budget of steps. */
class PlantedDefectTest {
    /** As many steps as {@link ModelPropertyTest} takes. */
    private static final long BUDGET = 1_000_000;
    private static final int STEPS = 1000;

    static Stream<PlantedDefect> defects() {
        return Stream.of(
                new PlantedDefect("no overlap", FrameProgram.class, "FreeBlocks.take", "unlink", "staysListed"),
                new PlantedDefect("alignment", FrameProgram.class, "FreeBlocks.largestOrder", "is", "always"),
                new PlantedDefect("conservation", FrameProgram.class, "BuddyAllocator.free", "bytes", "noBytes"),
                new PlantedDefect("coalescing", FrameProgram.class, "FreeBlocks.insert", "state", "neverFree"),
                new PlantedDefect("every map", FrameProgram.class, "BuddyLayout.stateBytes", "up", "down"),
                new PlantedDefect("fails only if it must", FrameProgram.class, "FrameAllocator.allocate", "drain", "holdsNothing"),
                new PlantedDefect("no overlap", HeapProgram.class, "SlabAllocator.fill", "sizeOf", "halfSize"),
                new PlantedDefect("alignment", HeapProgram.class, "SlabAllocator.alignedClassOf", "is", "always"),
                new PlantedDefect("contents", HeapProgram.class, "KernelHeap.reallocate", "copy", "doesNotCopy"),
                new PlantedDefect("conservation", HeapProgram.class, "KernelHeap.reallocate", "free", "doesNotFree"),
                new PlantedDefect("conservation", HeapProgram.class, "SlabAllocator.drain", "free", "keepsBlock"),
                new PlantedDefect("conservation", HeapProgram.class, "HeapChecker.release", "free", "doesNotFree"),
                new PlantedDefect("fails only if it must", HeapProgram.class, "UncheckedHeap.allocate", "drain", "holdsNothing"),
                new PlantedDefect("nothing reserved twice", SpaceProgram.class, "AddressSpace.reserve", "take", "takesNothing"),
                new PlantedDefect("nothing reserved twice", SpaceProgram.class, "AddressSpace.take", "resize", "doesNotResize"),
                new PlantedDefect("only what is reserved", SpaceProgram.class, "AddressSpace.commit", "reservedLength",
                        "everythingIsReserved"),
                new PlantedDefect("zeros", SpaceProgram.class, "PageMapper.mapZeroed", "fillLongs", "doesNotFill"),
                new PlantedDefect("contents", SpaceProgram.class, "PageMapper.uncommit", "splitAt", "doesNotSplit"),
                new PlantedDefect("protection", SpaceProgram.class, "PageMapper.protect", "protect", "doesNotProtect"),
                new PlantedDefect("flush", SpaceProgram.class, "PageMapper.release", "flush", "doesNotFlush"),
                new PlantedDefect("flush", SpaceProgram.class, "PageMapper.protect", "flush", "doesNotFlush"),
                new PlantedDefect("flush", SpaceProgram.class, "PageMapper.removeTables", "flush", "doesNotFlush"),
                new PlantedDefect("a failure changes nothing", SpaceProgram.class, "PageMapper.commit", "undo", "doesNotUndo"),
                new PlantedDefect("page tables come back", SpaceProgram.class, "PageMapper.release", "removeTables",
                        "doesNotRemoveTables"),
                new PlantedDefect("page tables come back", SpaceProgram.class, "PageMapper.mapZeroed", "removeTables",
                        "doesNotRemoveTables"),
                new PlantedDefect("conservation", SpaceProgram.class, "PageMapper.removeTables", "freeFrame", "keepsFrame"));
    }

    @Test
    void aSoundProgramPasses() throws ReflectiveOperationException {
        DefectiveClassLoader loader = new DefectiveClassLoader(null);
        SplittableRandom random = new SplittableRandom(1);
        for (Class<?> program : List.of(FrameProgram.class, HeapProgram.class, SpaceProgram.class)) {
            for (int count = 0; count < 20; count++) {
                assertFalse(fails(loader, program, map(random), random.longs(STEPS).toArray()));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void isFound(PlantedDefect defect) throws ReflectiveOperationException {
        DefectiveClassLoader loader = new DefectiveClassLoader(defect);
        SplittableRandom random = new SplittableRandom(defect.toString().hashCode());
        for (long steps = 0; steps < BUDGET; steps += STEPS) {
            List<Region> map = map(random);
            if (fails(loader, defect.program(), map, random.longs(STEPS).toArray())) {
                assertTrue(loader.planted(), "nothing is called so there");
                System.out.println(defect + ": found within " + (steps + STEPS) + " steps");
                return;
            }
        }
        fail("not found in " + BUDGET + " steps");
    }

    @SuppressWarnings("unchecked")
    private static boolean fails(ClassLoader loader, Class<?> program, List<Region> map, long[] steps)
            throws ReflectiveOperationException {
        var constructor = loader.loadClass(program.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        try {
            ((BiConsumer<List<Region>, long[]>) constructor.newInstance()).accept(map, steps);
            return false;
        } catch (AssertionError expected) {
            return true;
        }
    }

    /** Up to four regions with or without holes between them, of odd sizes. */
    private static List<Region> map(SplittableRandom random) {
        List<Region> regions = new ArrayList<>();
        long address = Pages.SMALL;
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            long start = address + (random.nextBoolean() ? 0 : random.nextInt(3000) * Pages.SMALL);
            long length = (1 + random.nextInt(1800)) * Pages.SMALL;
            regions.add(new Region(start, length));
            address = start + length;
        }
        return regions;
    }
}
