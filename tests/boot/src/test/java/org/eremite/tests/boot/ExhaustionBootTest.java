package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory that runs out is an error in Java: neither a hang nor a panic. */
class ExhaustionBootTest {
    @ParameterizedTest(name = "with {0}")
    @ValueSource(strings = {"--smp 1 --memory 256M", "--smp 2 --memory 256M -Xmx48m"})
    void aFullHeapIsSurvived(String machine) {
        Result result = EremiteTool.guest(List.of((machine + " --timeout 240").split(" ")), "announce=true", "exhaust");
        assertEquals(0, result.status(), result::everything);
        assertTrue(result.output().contains(" passed, 0 failed"), result::everything);
    }
}
