package org.eremite.tests.guest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    /** Words in an array that a test can spoil. */
    private static final class Array extends Holding.Words {
        private final long[] words;

        Array(int count, long seed) {
            super(seed);
            words = new long[count];
        }

        @Override
        void allocate(long bytes) {
            fill(true);
        }

        @Override
        void free() {
            // The collector does.
        }

        @Override
        long count() {
            return words.length;
        }

        @Override
        long get(long index) {
            return words[(int) index];
        }

        @Override
        void set(long index, long value) {
            words[(int) index] = value;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 511})
    void aWordThatChangedIsFound(int word) {
        Array array = new Array(512, SEED);
        array.allocate(0);
        array.check();
        array.words[word]++;
        assertThrows(AssertionError.class, array::check);
    }

    @Test
    void aWordThatAMoveLostIsFound() {
        Array array = new Array(512, SEED);
        array.allocate(0);
        array.checkFirst(100, 512);
        array.words[99] = 0;
        assertThrows(AssertionError.class, () -> array.checkFirst(100, 512));
        array.checkFirst(99, 512);
    }

    @Test
    void ofALargeBlockAtLeastAWordInEachPageIsWritten() {
        Array array = new Array(1 << 18, SEED);
        array.allocate(0);
        for (int page = 0; page < array.words.length; page += 512) {
            assertTrue(array.words[page] != 0, "word " + page);
        }
    }

    @Test
    void memoryOfJavaThatIsNotZeroIsFound() {
        Array array = new Array(3, SEED);
        array.words[2] = 7;
        assertThrows(AssertionError.class, () -> array.allocate(0));
    }

    @Test
    void aBlockOfAnotherSeedIsNotTaken() {
        Array array = new Array(4, SEED);
        Array other = new Array(4, SEED + 1);
        array.allocate(0);
        System.arraycopy(array.words, 0, other.words, 0, 4);
        assertThrows(AssertionError.class, other::check);
    }

    @Test
    void aCensusFailsWhenMemoryBecomesLess() {
        MemoryCensus census = new MemoryCensus();
        assertEquals("", census.summary());
        for (int i = 0; i < 100; i++) {
            census.record(i % 8 == 0 ? 1000 : 900);
        }
        assertEquals(", free between 225 and 250 MiB", census.summary());
        AssertionError lost = assertThrows(AssertionError.class, () -> {
            for (int i = 0; i < 20; i++) {
                census.record(1000 - 10 * i);
            }
        });
        assertTrue(lost.getMessage().startsWith("memory has been lost"), lost.getMessage());
    }

    @Test
    void aCensusIsConclusiveOnceALossWouldShow() {
        MemoryCensus census = new MemoryCensus();
        assertFalse(census.isConclusive());
        census.record(1000);
        assertFalse(census.isConclusive(), "one count, nothing to compare it with");
        census.record(900);
        assertFalse(census.isConclusive());
        census.record(940);
        assertTrue(census.isConclusive());
        assertTrue(census.isNew());
        for (int i = 3; i < 8; i++) {
            census.record(900);
            assertFalse(census.isConclusive());
        }
        census.record(900);
        assertTrue(census.isConclusive());
        assertFalse(census.isNew());
    }

    @Test
    void whatIsLostAfterTheFirstCensusIsFoundByTheNinth() {
        MemoryCensus census = new MemoryCensus();
        census.record(1000);
        for (int i = 1; i < 8; i++) {
            census.record(900);
            assertFalse(census.isConclusive());
        }
        assertThrows(AssertionError.class, () -> census.record(900));
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
