package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;

/** Text in and out. */
class ConsoleBootTest {
    private static final List<String> LIMIT = List.of("--timeout", "60");

    @Test
    void aLineTypedArrivesWhole() {
        Result result = EremiteTool.guestReading("Grüße von der Tastatur, länger als ein Puffer\n", LIMIT, "line");
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().lines().anyMatch("read [Grüße von der Tastatur, länger als ein Puffer]"::equals),
                result::everything);
    }

    @Test
    void bothStreamsOfTheApplicationAreTheConsole() {
        Result result = EremiteTool.guest(LIMIT, "echo");
        assertTrue(result.output().lines().anyMatch("standard error"::equals), result::everything);
        assertTrue(result.output().lines().anyMatch("property [null]"::equals), result::everything);
    }

    @Test
    void anUncaughtExceptionShowsItsStack() {
        Result result = EremiteTool.guest(LIMIT, "uncaught");
        assertTrue(result.output().contains("java.lang.IllegalStateException: nobody catches this"), result::everything);
        assertTrue(result.output().contains("Main.main(Main.java:"), result::everything);
    }

    @Test
    void aShutdownHookCanStillPrint() {
        Result result = EremiteTool.guest(LIMIT, "hook", "0");
        assertTrue(result.output().lines().anyMatch("the shutdown hook has run"::equals), result::everything);
    }
}
