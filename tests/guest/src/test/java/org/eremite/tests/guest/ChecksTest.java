package org.eremite.tests.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The harness itself. */
class ChecksTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Checks checks = new Checks(out, Settings.of(Map.of("timeout", "60")));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aCheckThatEndsHasPassed() {
        checks.check("fine", () -> { });
        checks.checkOnThisThread("fine here", () -> { });
        assertEquals(0, checks.finish());
        assertEquals("ok fine\nok fine here\n2 passed, 0 failed\n", printed());
    }

    @Test
    void aCheckThatThrowsHasFailedAndTheNextOneRuns() {
        checks.check("bad", () -> Expect.equal(1, 2));
        checks.checkOnThisThread("bad here", () -> {
            throw new StackOverflowError("deep");
        });
        checks.check("fine", () -> { });
        assertEquals(1, checks.finish());
        assertTrue(printed().contains("FAILED bad: java.lang.AssertionError: expected 1 but was 2\n    at "), printed());
        assertTrue(printed().contains("FAILED bad here: java.lang.StackOverflowError: deep\n"), printed());
        assertTrue(printed().endsWith("ok fine\n1 passed, 2 failed\n"), printed());
    }

    @Test
    void aCheckThatHangsHasFailedAndSaysWhere() {
        Checks hasty = new Checks(out, Settings.of(Map.of("timeout", "5")));
        hasty.check("hangs", new CountDownLatch(1)::await);
        hasty.check("fine", () -> { });
        assertEquals(1, hasty.finish());
        assertTrue(printed().startsWith("FAILED hangs: no end within 5000 ms\n"), printed());
        assertTrue(printed().contains("CountDownLatch.await"), printed());
        assertTrue(printed().endsWith("ok fine\n1 passed, 1 failed\n"), printed());
    }

    @Test
    void aRunOfNoChecksIsAFailure() {
        assertEquals(1, checks.finish());
    }

    @Test
    void unknownGroupsAreRefused() {
        assertEquals(2, Main.run(new String[] {"nosuch"}, out));
        assertEquals("no group of checks is called nosuch\n", printed());
    }
}
