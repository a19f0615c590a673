package org.eremite.tests.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eremite.tests.boot.EremiteTool.Result;
import org.junit.jupiter.api.Test;

/** Every misuse is one clear line and a status that is not zero. */
class MisuseBootTest {
    @Test
    void aCpuThatLacksAFeatureIsNamedTogetherWithTheFeature() {
        Result result = EremiteTool.guest(List.of("--cpu", "qemu64", "--timeout", "60"), "smoke");
        assertEquals(134, result.status(), result::everything);
        assertTrue(result.output().contains("this CPU lacks ssse3"), result::everything);
    }

    @Test
    void tooLittleMemoryIsRefusedWithTheMinimum() {
        Result result = EremiteTool.guest(List.of("--memory", "8M"), "smoke");
        assertNotEquals(0, result.status(), result::everything);
        assertTrue(result.errors().contains("memory"), result::everything);
    }

    @Test
    void anUnknownModuleIsOneLine() {
        Result result = EremiteTool.run(Map.of(), "", List.of("run", "app.helo"));
        assertNotEquals(0, result.status(), result::everything);
        assertEquals(1, result.errorLines().size(), result::everything);
        assertTrue(result.errors().contains("app.helo"), result::everything);
    }

    @Test
    void aMissingMainClassIsOneLine() {
        Result result = EremiteTool.run(Map.of(), "", List.of("run", "org.eremite.par"));
        assertNotEquals(0, result.status(), result::everything);
        assertEquals(1, result.errorLines().size(), result::everything);
    }

    @Test
    void aMissingQemuIsNamed() {
        Result result =
                EremiteTool.run(Map.of("EREMITE_QEMU", "/nonexistent/qemu"), "", List.of("run", "app.rayonlike"));
        assertNotEquals(0, result.status(), result::everything);
        assertTrue(result.errors().contains("/nonexistent/qemu"), result::everything);
    }

    @Test
    void withoutQemuOnThePathOneLineSaysWhatToInstall() {
        Result result = EremiteTool.run(
                Map.of("EREMITE_QEMU", "", "PATH", "/nonexistent"), "", List.of("run", "app.rayonlike"));
        assertNotEquals(0, result.status(), result::everything);
        assertEquals(1, result.errorLines().size(), result::everything);
        assertTrue(result.errors().contains("qemu-system-x86_64 not found"), result::everything);
    }
}
