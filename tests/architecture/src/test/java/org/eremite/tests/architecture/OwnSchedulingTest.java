package org.eremite.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No class of {@code par} hands tasks to the platform's pools, parallel streams or executors, and it needs no system. */
class OwnSchedulingTest {
    private static final Path PAR = SourceTree.root().resolve("modules/par");

    @Test
    void noClassOfParUsesThePoolsOfThePlatform() throws IOException {
        assertEquals(Map.of(), SourceTree.faults(List.of(PAR), OwnScheduling::breaches));
    }

    @Test
    void parNeedsThePlatformAndNothingElse() throws IOException {
        Set<String> needed = SourceTree.descriptor(PAR).requires().stream()
                .filter(arrow -> !arrow.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .map(ModuleDescriptor.Requires::name).collect(Collectors.toSet());
        assertEquals(Set.of("java.base"), needed);
    }

    /** Hands work to others. */
    private static final class Fixture {
        private Fixture() {
        }

        static long work(int[] numbers) {
            Arrays.parallelSort(numbers);
            Thread.startVirtualThread(() -> { });
            Thread.ofVirtual().start(() -> { });
            Executors.newCachedThreadPool().close();
            return ForkJoinPool.commonPool().submit(() -> IntStream.of(numbers).parallel().sum()).join();
        }
    }

    @Test
    void aClassThatDoesIsFound() throws IOException {
        try (InputStream fixture = Fixture.class.getResourceAsStream("OwnSchedulingTest$Fixture.class")) {
            assertEquals(Set.of("java/util/Arrays.parallelSort", "java/lang/Thread.startVirtualThread", "java/lang/Thread.ofVirtual",
                    "java/util/concurrent/Executors", "java/util/concurrent/ForkJoinPool", "java/util/concurrent/ForkJoinTask",
                    "java/util/stream/IntStream.parallel"), OwnScheduling.breaches(fixture.readAllBytes()));
        }
    }
}
