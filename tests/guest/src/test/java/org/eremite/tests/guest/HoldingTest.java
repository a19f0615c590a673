package org.eremite.tests.guest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the soak test of memory finds wrong. */
class HoldingTest {
    private static final long SEED = 42;

    @ParameterizedTest
    @EnumSource(Holding.Kind.class)
    void holdsWhatWasWrittenInAnySize(Holding.Kind kind) {
        for (long bytes : new long[] {1, 8, 9, 64, 4096, 4103, 1 << 20}) {
            Holding holding = kind.create(SEED);
            holding.allocate(bytes);
            holding.check();
            holding.check();
            holding.free();
        }
    }

    @ParameterizedTest
    @EnumSource(Holding.Kind.class)
    void freesNothingThatItNeverGot(Holding.Kind kind) {
        assertDoesNotThrow(kind.create(SEED)::free);
    }

    @Test
    void resizedNativeMemoryKeepsItsBeginning() {
        Holding holding = Holding.Kind.NATIVE.create(SEED);
        holding.allocate(100);
        for (long bytes : new long[] {1 << 20, 8, 5000}) {
            assertTrue(holding.resize(bytes));
            holding.check();
        }
        holding.free();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 511})
    void aWordThatChangedIsFound(int word) {
        long[] words = new long[512];
        MemorySegment memory = MemorySegment.ofArray(words);
        Holding.fill(memory, SEED, true);
        Holding.check(memory, SEED);
        words[word]++;
        assertThrows(AssertionError.class, () -> Holding.check(memory, SEED));
    }

    @Test
    void ofALargeBlockAtLeastAWordInEachPageIsWritten() {
        long[] words = new long[1 << 18];
        Holding.fill(MemorySegment.ofArray(words), SEED, true);
        for (int page = 0; page < words.length; page += 512) {
            assertTrue(words[page] != 0, "word " + page);
        }
    }

    @Test
    void memoryOfJavaThatIsNotZeroIsFound() {
        long[] words = {0, 0, 7};
        assertThrows(AssertionError.class, () -> Holding.fill(MemorySegment.ofArray(words), SEED, true));
    }

    @Test
    void aBlockOfAnotherSeedIsNotTaken() {
        MemorySegment memory = MemorySegment.ofArray(new long[4]);
        Holding.fill(memory, SEED, true);
        assertThrows(AssertionError.class, () -> Holding.check(memory, SEED + 1));
    }

    @Test
    void aCensusFailsWhenMemoryHasBeenLost() {
        MemoryCensus census = new MemoryCensus();
        assertEquals("", census.summary());
        census.record(1000);
        census.record(900);
        assertEquals(", free between 225 and 250 MiB", census.summary());
        assertThrows(AssertionError.class, () -> census.record(800));
    }

    @Test
    void aRoundWithoutShortageEndsWell() throws InterruptedException {
        AtomicLong steps = new AtomicLong();
        for (int seed = 0; steps.get() < 2_000; seed++) {
            MemoryCensus none = new MemoryCensus() {
                @Override
                void take(AtomicLong progress) {
                    // An ordinary JVM would take all memory of its host.
                }
            };
            MemorySoak round = new MemorySoak(new SplittableRandom(seed), steps, none);
            if (round.isBounded()) {
                round.run();
            }
        }
    }
}
