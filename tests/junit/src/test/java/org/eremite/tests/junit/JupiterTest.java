package org.eremite.tests.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Every kind of test that JUnit Jupiter knows does in the guest what it does on a JVM. */
class JupiterTest {
    @Test
    @DisplayName("a name with <markup> & \"quotes\", ümlauts and 🂡")
    void aTestHasADisplayName(TestInfo info) {
        assertEquals("a name with <markup> & \"quotes\", ümlauts and 🂡", info.getDisplayName());
        System.out.println(info.getDisplayName());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7, 2_147_483_647})
    void valuesArePrime(int candidate) {
        assertTrue(BigInteger.valueOf(candidate).isProbablePrime(40));
    }

    @ParameterizedTest
    @CsvSource({"zebra, 5", "'a, b', 4", "'', 0"})
    void rowsAreConverted(String text, int length) {
        assertEquals(length, text.length());
    }

    @ParameterizedTest
    @EnumSource(value = DayOfWeek.class, names = {"SATURDAY", "SUNDAY"})
    void constantsOfAnEnum(DayOfWeek day) {
        assertTrue(day.getValue() > 5);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("pairs")
    void valuesOfAMethod(String text, List<Integer> numbers) {
        assertEquals(text.length(), numbers.size());
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Arguments.of("", List.of()), Arguments.of("ab", List.of(1, 2)));
    }

    @ParameterizedTest
    @ArgumentsSource(Squares.class)
    void valuesOfAProvider(int number) {
        int root = (int) Math.sqrt(number);
        assertEquals(number, root * root);
    }

    /** A class that JUnit instantiates by reflection. */
    static final class Squares implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Stream.of(Arguments.of(1), Arguments.of(144));
        }
    }

    @RepeatedTest(3)
    void repetitionsAreNumbered(RepetitionInfo info) {
        assertEquals(3, info.getTotalRepetitions());
        assertTrue(info.getCurrentRepetition() <= 3);
    }

    @TestFactory
    Stream<DynamicTest> testsMadeAtRunTime() {
        return IntStream.range(0, 3).mapToObj(i -> DynamicTest.dynamicTest("number " + i, () -> assertEquals(i, i * 1)));
    }

    @Test
    void anAssumptionThatDoesNotHoldSkips() {
        assumeTrue(System.getProperty("os.name").isEmpty(), "every system has a name & <some> more");
    }

    @Test
    @Disabled("for a reason: \"none\" & <others>")
    void aDisabledTestIsSkipped() {
        throw new IllegalStateException("disabled");
    }

    @Test
    void exceptionsAreExpected() {
        assertThrows(ArithmeticException.class, () -> Math.toIntExact(Long.MAX_VALUE));
    }

    @Test
    @Timeout(60)
    void aTimeoutThatIsNotReached() {
        assertNotEquals(0, System.nanoTime());
    }

    @Test
    void aTimeoutInterrupts() {
        AssertionError late = assertThrows(AssertionError.class,
                () -> assertTimeoutPreemptively(Duration.ofMillis(50), () -> new CountDownLatch(1).await()));
        assertTrue(late.getMessage().contains("timed out"), late.getMessage());
    }

    @Nested
    class WithinAnother {
        @Test
        void seesTheOuterInstance() {
            assertEquals(JupiterTest.class, JupiterTest.this.getClass());
        }

        @Nested
        class AndAnother {
            @ParameterizedTest
            @ValueSource(strings = {"x", "y"})
            void withParameters(String text) {
                assertEquals(1, text.length());
            }
        }
    }

    @Nested
    @Disabled("the whole class")
    class DisabledAltogether {
        @Test
        void never() {
            throw new IllegalStateException("disabled");
        }
    }
}
