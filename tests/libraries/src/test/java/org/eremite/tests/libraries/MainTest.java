package org.eremite.tests.libraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the program tells, on an ordinary JVM. */
class MainTest {
    private static List<String> tell(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Main.tell(arguments, new PrintStream(bytes, false, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @EnumSource
    void aSampleAlwaysTellsTheSame(Sample sample) {
        List<String> lines = tell(sample.name());
        assertTrue(lines.size() > 4, lines::toString);
        assertEquals(lines, tell(sample.name()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "classpath; resource found in the jar",
        "classpath; service found as a service",
        "classpath; added module null computes 333328333350000",
        "gson; 17 x 3",
        "picocli; CN: China",
        "math; harmonic 9304682830147 / 2329089562800",
        "kotlin; gcd 42",
        "scala; (6 * 7 + 0 * 5) = 42",
    })
    void whatIsKnownOtherwiseIsTold(String sample, String line) {
        List<String> lines = tell(sample);
        assertTrue(lines.contains(sample + ": " + line), () -> String.join("\n", lines));
    }

    @Test
    void anUnknownSampleIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> tell("cobol"));
    }
}
