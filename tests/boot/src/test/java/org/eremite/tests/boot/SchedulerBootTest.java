package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scheduler promises to Java's threads, in the guest. */
class SchedulerBootTest {
    private static final String SECONDS = "240";

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 2, 4})
    void prioritiesHaveAnEffectAndShutNobodyOut(int cpus) {
        Result result = EremiteTool.guest(List.of("--smp", "" + cpus, "--timeout", SECONDS), "priority");
        assertEquals(0, result.status(), result::everything);
    }

    @ParameterizedTest(name = "on {0} CPUs")
    @ValueSource(ints = {1, 4})
    void aThreadHasACpuOfItsOwnAndBeatsIfItAsks(int cpus) {
        Result result = EremiteTool.guest(List.of("--smp", "" + cpus, "--timeout", SECONDS), "processor");
        assertEquals(0, result.status(), result::everything);
    }

    /** With so little memory that it is used again: taking fresh memory costs more. */
    @Test
    void aForkCostsAboutAsMuchAsACallAndASmallTreeNoMoreThanWithoutForks() {
        Result result = EremiteTool.guest(List.of("--icount", "--memory", "64M", "--timeout", SECONDS),
                "icount=true", "timeout=200", "fork_cost");
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void aLowPriorityWithALockHoldsUpAHighOneForABoundedTime() {
        Result result = EremiteTool.guest(List.of("--icount", "--timeout", SECONDS), "icount=true", "priority");
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void vectorRegistersSurvivePreemption() {
        Result result = EremiteTool.guest(List.of("--smp", "2", "--timeout", SECONDS), "vectors");
        assertEquals(0, result.status(), result::everything);
    }

    @Test
    void aMillionVirtualThreadsAreStartedAndJoined() {
        Result result = EremiteTool.guest(List.of("--smp", "2", "--timeout", SECONDS), "timeout=200", "million");
        assertEquals(0, result.status(), result::everything);
    }
}
