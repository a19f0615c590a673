package org.eremite.benchmarks.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLibrariesTest {
    private static final int PROGRAM_HEADERS = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int INTERPRETER = 0x100;
    private static final int DYNAMIC = 0x140;
    private static final int STRINGS = 0x200;
    private static final int SIZE = 0x300;
    private static final long LOAD_ADDRESS = 0x40_0000;

    @TempDir
    private Path directory;

    @Test
    void anElfFileNamesItsLoaderAndItsLibraries() throws IOException {
        Path program = elf("program", "/lib64/loader", "liba.so", "libb.so.6");
        assertEquals(Optional.of(new ElfDependencies(Optional.of("/lib64/loader"), List.of("liba.so", "libb.so.6"))),
                ElfDependencies.of(program));
    }

    @Test
    void otherFilesAreNoElfFiles() throws IOException {
        assertEquals(Optional.empty(), ElfDependencies.of(Files.writeString(directory.resolve("text"), "x".repeat(99))));
        assertEquals(Optional.empty(), ElfDependencies.of(Files.writeString(directory.resolve("short"), "")));
    }

    @Test
    void aBrokenElfFileIsRefusedAndEndsTheSearch() throws IOException {
        Path program = elf("program", "/lib64/loader", "liba.so");
        for (int length = 64; length < STRINGS; length += 8) {
            Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(Files.readAllBytes(program), length));
            assertThrows(IOException.class, () -> ElfDependencies.of(cut));
        }
    }

    @Test
    void librariesOfLibrariesAreFoundOnce() throws IOException {
        Path program = elf("program", "/lib64/loader", "liba.so", "libb.so");
        Path a = elf("liba.so", null, "libc.so");
        Path b = elf("libb.so", null, "libc.so", "loader");
        Path c = elf("libc.so", null);
        assertEquals(List.of("/lib64/loader", a.toString(), b.toString(), c.toString()),
                new ArrayList<>(new SharedLibraries(List.of(directory)).neededBy(List.of(program)).keySet()));
    }

    @Test
    void librariesThatAreThereAlreadyAreNotNeeded() throws IOException {
        Path program = elf("program", null, "liba.so");
        Path a = elf("liba.so", null);
        assertTrue(new SharedLibraries(List.of()).neededBy(List.of(program, a)).isEmpty());
    }

    @Test
    void aMissingLibraryIsNamed() throws IOException {
        Path program = elf("program", null, "libnone.so");
        IOException failure = assertThrows(IOException.class,
                () -> new SharedLibraries(List.of(directory)).neededBy(List.of(program)));
        assertTrue(failure.getMessage().contains("libnone.so, which program needs"), failure.getMessage());
    }

    /** An ELF file with a load segment over everything, a dynamic segment and, unless it is null, an interpreter. */
    private Path elf(String name, String interpreter, String... needed) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, new byte[] {0x7F, 'E', 'L', 'F', 2, 1});
        file.putLong(0x20, PROGRAM_HEADERS).putShort(0x36, (short) PROGRAM_HEADER_SIZE)
                .putShort(0x38, (short) (interpreter == null ? 2 : 3));
        programHeader(file, 0, 1, 0, SIZE);
        programHeader(file, 1, 2, DYNAMIC, STRINGS - DYNAMIC);
        int entry = DYNAMIC;
        int string = STRINGS + 1;
        for (String library : needed) {
            file.putLong(entry, 1).putLong(entry + 8, string - STRINGS);
            entry += 16;
            file.put(string, library.getBytes(StandardCharsets.US_ASCII));
            string += library.length() + 1;
        }
        file.putLong(entry, 5).putLong(entry + 8, LOAD_ADDRESS + STRINGS);
        if (interpreter != null) {
            programHeader(file, 2, 3, INTERPRETER, interpreter.length() + 1);
            file.put(INTERPRETER, interpreter.getBytes(StandardCharsets.US_ASCII));
        }
        return Files.write(directory.resolve(name), file.array());
    }

    private static void programHeader(ByteBuffer file, int index, int type, long offset, long size) {
        int header = PROGRAM_HEADERS + index * PROGRAM_HEADER_SIZE;
        file.putInt(header, type).putLong(header + 8, offset).putLong(header + 16, LOAD_ADDRESS + offset)
                .putLong(header + 32, size);
    }
}
