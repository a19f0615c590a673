package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory in the guest: what must not be touched, what comes back, how little is enough, what more of it costs. */
class MemoryBootTest {
    private static final int PANIC = 134;
    private static final Pattern BOOTED = Pattern.compile("\\[vm\\] boot: isolate ready: nanoseconds=(\\d+)\n");
    private static final double MOST_DIFFERENCE = 0.02;

    /** The error code of a page fault: 1 present, 2 write, 16 instruction fetch (SDM vol. 3, 4.7). */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "writeCode, 0x0000000000000003",
        "writeConstant, 0x0000000000000003",
        "executeData, 0x0000000000000011",
        "writePageZero, 0x0000000000000002",
        "runOffStack, 0x0000000000000002"
    })
    void anAccessThatIsForbiddenIsAPanic(String access, String error) {
        Result result = EremiteTool.guest(List.of("--timeout", "60"), access);
        assertEquals(PANIC, result.status(), result::everything);
        assertTrue(result.output().contains("eremite: panic: page fault (#PF): error=" + error), result::everything);
        assertFalse(result.output().contains("survived"), result::everything);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "freeTwice, memory freed twice",
        "overrun, memory written behind its end",
        "useAfterFree, memory written after it was freed"
    })
    void inCheckingModeAMistakeWithNativeMemoryIsAPanic(String mistake, String report) {
        Result result = EremiteTool.guest(List.of("--timeout", "60", "--kernel-args", "heap=checked"), mistake);
        assertEquals(PANIC, result.status(), result::everything);
        assertTrue(result.output().contains("eremite: panic: " + report), result::everything);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"overrun", "useAfterFree"})
    void withoutItNobodyLooks(String mistake) {
        Result result = EremiteTool.guest(List.of("--timeout", "60"), mistake);
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void allChecksPassOverACheckedHeap() {
        Result result = EremiteTool.guest(List.of("--smp", "2", "--timeout", "240", "--kernel-args", "heap=checked"), "all");
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void aFreedHeapCanBeUsedOffHeap() {
        Result result = EremiteTool.guest(List.of("--memory", "256M", "--timeout", "120"), "freed");
        assertEquals(0, result.status(), result::everything);
    }

    /** Some seconds of what {@code soak mm} does for minutes. */
    @Test
    void memoryIsSoundAndNoneIsLostUnderGeneratedLoad() {
        Result result = EremiteTool.guest(
                List.of("--memory", "256M", "--smp", "4", "--timeout", "240"), "soak", "mm", "seed=42", "seconds=10");
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().contains("all held, free between"), result::everything);
    }

    @Test
    void tenThousandBlockedThreadsFitIn512MiB() {
        Result result = EremiteTool.guest(
                List.of("--memory", "512M", "--smp", "2", "--timeout", "240"), "timeout=200", "many");
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void helloNeedsNoMoreThan32MiB() {
        Result result = EremiteTool.run(Map.of(), "", List.of("run", "app.hello", "--memory", "32M", "--timeout", "60"));
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void bootTakesNoLongerWithMoreMemory() {
        long little = instructionsToMain("128M");
        long much = instructionsToMain("8G");
        assertTrue(Math.abs(much - little) <= MOST_DIFFERENCE * little, () -> "128M: " + little + ", 8G: " + much);
    }

    /** Instructions from the start of the clock to the program: counted, a nanosecond of the clock is one. */
    private static long instructionsToMain(String memory) {
        List<String> options = new ArrayList<>(List.of("--memory", memory, "--icount", "--log", "debug", "--timeout", "60"));
        Result result = EremiteTool.guest(options, "smoke");
        assertEquals(0, result.status(), result::everything);
        Matcher report = BOOTED.matcher(result.output() + result.errors());
        assertTrue(report.find(), result::everything);
        return Long.parseLong(report.group(1));
    }
}
