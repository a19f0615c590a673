package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold in the guest: the checks of tests/guest, and every way a program can end. */
class PlatformBootTest {
    private static final int SECONDS = 240;
    private static final List<String> ONE_CPU = List.of("--timeout", "60");

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 2, 4})
    void allChecksOfThePlatformPass(int cpus) {
        Result result = EremiteTool.guest(List.of("--smp", "" + cpus, "--timeout", "" + SECONDS), "cpus=" + cpus,
                "announce=true", "all");
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().contains(" passed, 0 failed"), result::everything);
        assertTrue(result.output().lines().filter(line -> line.startsWith("ok ")).count() > 80, result::everything);
    }

    @ParameterizedTest(name = "System.exit({0})")
    @ValueSource(ints = {0, 1, 2, 7, 42, 100, 124, 127, 128, 200, 255})
    void theStatusOfSystemExitArrives(int status) {
        Result result = EremiteTool.guest(ONE_CPU, "exit", "" + status);
        assertEquals(status, result.status(), result::everything);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "exitInThread,7,7",
        "haltInThread,9,9",
        "hook,3,3",
        "return,0,0",
        "daemon,0,0",
        "lastThread,0,0",
        "uncaught,0,1",
        "uncaughtInThread,0,0"
    })
    void everyEndHasTheStatusItHasOnAnyJvm(String ending, String argument, int status) {
        Result result = EremiteTool.guest(List.of("--smp", "2", "--timeout", "60"), ending, argument);
        assertEquals(status, result.status(), result::everything);
    }

    @Test
    void aWildReadIsAPanicWithASymbolisedJavaStack() {
        Result result = EremiteTool.guest(ONE_CPU, "panic");
        assertEquals(134, result.status(), result::everything);
        assertTrue(result.output().contains("eremite: panic: page fault (#PF)"), result::everything);
        assertTrue(result.output().contains("org.eremite.tests.guest.Endings.readWildAddress"), result::everything);
    }

    @Test
    void argumentsEnvironmentAndPropertiesArriveAsTheyWereGiven() {
        Result result = EremiteTool.guest(
                List.of("--timeout", "60", "--env", "GUEST_TEST=a b%", "-Dguest.test=ü=1"), "echo", "", "x y", "%41");
        assertEquals(0, result.status(), result::everything);
        for (String line : List.of(
                "argument []", "argument [x y]", "argument [%41]", "environment [a b%]", "property [ü=1]")) {
            assertTrue(result.output().lines().anyMatch(line::equals), () -> line + "\n" + result.everything());
        }
    }

    @Test
    void instructionCountingMakesSleepExact() {
        Result result = EremiteTool.guest(List.of("--icount", "--timeout", "" + SECONDS), "icount=true", "scheduling");
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void twentyBootsInARowEndWell() {
        for (int boot = 0; boot < 20; boot++) {
            Result result = EremiteTool.guest(List.of("--smp", "" + (1 + boot % 4), "--timeout", "60"), "smoke");
            assertEquals(0, result.status(), result::everything);
        }
    }
}
