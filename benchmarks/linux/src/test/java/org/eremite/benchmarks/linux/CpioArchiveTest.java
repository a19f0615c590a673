package org.eremite.benchmarks.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpioArchiveTest {
    /** An entry as a reader of the format finds it. */
    private record Entry(int mode, byte[] content, int deviceMajor, int deviceMinor) {
    }

    @Test
    void directoriesThatLeadToAFileComeBeforeIt() throws IOException {
        Map<String, Entry> entries = written(archive -> archive.file("/a/b/c", new byte[] {1, 2, 3}, false));
        assertEquals("[a, a/b, a/b/c]", entries.keySet().toString());
        assertEquals(0040755, entries.get("a/b").mode());
        assertEquals(0100644, entries.get("a/b/c").mode());
        assertArrayEquals(new byte[] {1, 2, 3}, entries.get("a/b/c").content());
    }

    @Test
    void aProgramIsExecutableAndADeviceHasItsNumber() throws IOException {
        Map<String, Entry> entries = written(archive -> {
            archive.directory("/dev");
            archive.directory("/dev");
            archive.characterDevice("/dev/console", 5, 1);
            archive.file("/init", "x".getBytes(StandardCharsets.US_ASCII), true);
        });
        assertEquals("[dev, dev/console, init]", entries.keySet().toString());
        assertEquals(0020600, entries.get("dev/console").mode());
        assertEquals(5, entries.get("dev/console").deviceMajor());
        assertEquals(1, entries.get("dev/console").deviceMinor());
        assertEquals(0100755, entries.get("init").mode());
    }

    @Test
    void aFileOfTheHostIsCopied(@TempDir Path directory) throws IOException {
        Path source = Files.write(directory.resolve("source"), new byte[] {7, 8, 9, 10, 11});
        Map<String, Entry> entries = written(archive -> archive.file("/copy", source));
        assertArrayEquals(new byte[] {7, 8, 9, 10, 11}, entries.get("copy").content());
    }

    @Test
    void aNameIsTakenOnceAndIsAbsolute() {
        assertThrows(IOException.class, () -> written(archive -> {
            archive.file("/twice", new byte[0], false);
            archive.file("/twice", new byte[0], false);
        }));
        assertThrows(IllegalArgumentException.class, () -> written(archive -> archive.directory("relative")));
    }

    @Property(tries = 200)
    void contentOfAnyLengthIsReadBack(@ForAll @Size(max = 9) byte[] first, @ForAll @Size(max = 9) byte[] second)
            throws IOException {
        Map<String, Entry> entries = written(archive -> {
            archive.file("/first", first, false);
            archive.file("/second-one", second, false);
        });
        assertArrayEquals(first, entries.get("first").content());
        assertArrayEquals(second, entries.get("second-one").content());
    }

    @FunctionalInterface
    private interface Filling {
        void fill(CpioArchive archive) throws IOException;
    }

    private static Map<String, Entry> written(Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchive archive = new CpioArchive(bytes)) {
            filling.fill(archive);
        }
        return read(bytes.toByteArray());
    }

    /** A reader after the format's description: header of 110 characters, name and content padded to four bytes. */
    private static Map<String, Entry> read(byte[] archive) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int at = 0;
        while (true) {
            String header = new String(archive, at, 110, StandardCharsets.US_ASCII);
            assertEquals("070701", header.substring(0, 6));
            int size = field(header, 6);
            int nameSize = field(header, 11);
            String name = new String(archive, at + 110, nameSize - 1, StandardCharsets.UTF_8);
            assertEquals(0, archive[at + 110 + nameSize - 1]);
            at = at + 110 + nameSize + 3 & ~3;
            if (name.equals("TRAILER!!!")) {
                assertEquals(archive.length, at);
                return entries;
            }
            byte[] content = new byte[size];
            System.arraycopy(archive, at, content, 0, size);
            at = at + size + 3 & ~3;
            entries.put(name, new Entry(field(header, 1), content, field(header, 9), field(header, 10)));
        }
    }

    private static int field(String header, int index) {
        return Integer.parseUnsignedInt(header.substring(6 + index * 8, 14 + index * 8), 16);
    }
}
