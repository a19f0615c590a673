package org.eremite.app.hello;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MainTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, true, UTF_8);

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }

    @Example
    void theGreetingStatesWhatThePlatformTells() {
        Main.greet(stream);
        Runtime runtime = Runtime.getRuntime();
        assertEquals(List.of(
                "Hello from Java " + System.getProperty("java.version"),
                "CPUs: " + runtime.availableProcessors(),
                "maximum heap: " + (runtime.maxMemory() >> 20) + " MiB",
                "arguments: 0"), lines());
    }

    @Example
    void argumentsArePrintedUnchangedAndInOrder() {
        Main.greet(stream, "one", "", "two words", "ü");
        assertEquals(List.of("arguments: 4", "  [0] one", "  [1] ", "  [2] two words", "  [3] ü"),
                lines().subList(3, 8));
    }

    @Property
    void everyStatusOfOneByteCanBeAskedFor(@ForAll @IntRange(min = 0, max = 255) int status) {
        assertEquals(status, Main.exitStatus(stream, "--exit", Integer.toString(status)));
        assertTrue(lines().isEmpty());
    }

    @Example
    void aStatusThatIsNoneIsAUsageError() {
        for (String wrong : List.of("-1", "256", "x", "", "99999999999")) {
            written.reset();
            assertEquals(2, Main.exitStatus(stream, "--exit", wrong));
            assertEquals(List.of("--exit needs a status from 0 to 255, not '" + wrong + "'"), lines());
        }
        assertEquals(2, Main.exitStatus(stream, "--exit"));
    }

    @Example
    void anExceptionLeavesMainWhenAsked() {
        assertThrows(IllegalStateException.class, () -> Main.main(new String[] {"--throw"}));
    }
}
