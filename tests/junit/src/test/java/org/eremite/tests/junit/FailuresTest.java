package org.eremite.tests.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that are meant to fail, each in its own way; left out unless asked for by tag. */
@Tag("fails")
class FailuresTest {
    @Test
    void passesBetweenOthers() {
        System.out.print("to standard output, ]]> & \u001B[31m");
        System.err.println("to standard error");
    }

    @Test
    void anExpectationDoesNotHold() {
        assertEquals("expected\n<\u0000>", "actual 🂡");
    }

    @Test
    void anExceptionIsThrown() {
        throw new IllegalStateException("outer", new IllegalArgumentException("inner"));
    }

    @Test
    void anErrorWithoutMessage() {
        throw new StackOverflowError();
    }

    @Test
    @Timeout(value = 50, unit = TimeUnit.MILLISECONDS)
    void aTestTakesTooLong() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Nested
    class BeforeTheTests {
        @BeforeAll
        static void fails() {
            fail("before all tests");
        }

        @Test
        void neverReached() {
            throw new IllegalStateException("reached");
        }
    }
}
