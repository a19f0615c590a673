package org.eremite.benchmarks.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConsoleReaderTest {
    @Test
    void theProgramsLinesAreBetweenTheMarks() throws IOException {
        LinuxImage.ConsoleReader reader = read("SeaBIOS\r\n\033[2J" + InitScript.BEGIN + "\r\none\ntwo\n\n"
                + InitScript.STATUS + "0\nreboot: machine restart\n");
        assertEquals(List.of("one", "two"), reader.lines());
        assertEquals(OptionalInt.of(0), reader.status());
        assertTrue(reader.firstLine().isPresent());
    }

    @Test
    void outputWithoutALastLineBreakIsKeptAndTheStatusIsFound() throws IOException {
        LinuxImage.ConsoleReader reader = read(InitScript.BEGIN + "\nunfinished\n" + InitScript.STATUS + "143\n");
        assertEquals(List.of("unfinished"), reader.lines());
        assertEquals(OptionalInt.of(143), reader.status());
    }

    @Test
    void aMachineThatDiesHasNoStatus() throws IOException {
        LinuxImage.ConsoleReader reader = read(InitScript.BEGIN + "\none\nKernel panic\n");
        assertEquals(List.of("one", "Kernel panic"), reader.lines());
        assertEquals(OptionalInt.empty(), reader.status());
    }

    @Test
    void aStatusThatIsNoNumberIsNone() throws IOException {
        assertEquals(OptionalInt.empty(), read(InitScript.BEGIN + "\n" + InitScript.STATUS + "x\n").status());
    }

    private static LinuxImage.ConsoleReader read(String console) throws IOException {
        LinuxImage.ConsoleReader reader = new LinuxImage.ConsoleReader(System.nanoTime());
        reader.readAll(new ByteArrayInputStream(console.getBytes(StandardCharsets.ISO_8859_1)));
        return reader;
    }
}
