package org.eremite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    private ConsoleProgress progress(boolean terminal) {
        return new ConsoleProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, () -> now);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPhaseIsOneLineWithItsTime() {
        ConsoleProgress progress = progress(false);
        progress.expect(2);
        progress.begin("analysing");
        now = 12_340_000_000L;
        progress.begin("linking");
        now += 100_000_000L;
        progress.end();
        progress.end();
        assertEquals("[1/2] analysing … 12.3 s\n[2/2] linking … 0.1 s\n", written());
    }

    @Test
    void aTerminalShowsThePhaseAtOnce() {
        ConsoleProgress progress = progress(true);
        progress.begin("analysing");
        assertEquals("[1/1] analysing …", written());
        progress.end();
        assertEquals("[1/1] analysing … 0.0 s\n", written());
    }
}
