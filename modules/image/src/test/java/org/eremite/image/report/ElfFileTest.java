package org.eremite.image.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.eremite.image.ByteSize;
import org.eremite.image.ToolException;
import org.eremite.image.application.Application;
import org.eremite.image.fixture.PvhKernel;
import org.junit.jupiter.api.Test;

class ElfFileTest {
    private static ElfFile read(byte[] bytes) throws IOException, ToolException {
        Path file = Files.createTempFile("image", ".elf");
        try {
            return ElfFile.read(Files.write(file, bytes));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void segmentsAreReadWithPermissionsAndAddresses() throws Exception {
        ElfFile elf = read(PvhKernel.halting());
        ElfFile.Segment segment = elf.segments().getFirst();
        assertEquals(ElfFile.PT_LOAD, segment.type());
        assertEquals("r-x", segment.permissions());
        assertEquals(PvhKernel.LOAD_ADDRESS, segment.physicalAddress());
        assertEquals(PvhKernel.LOAD_ADDRESS + segment.memorySize(), elf.physicalEnd());
    }

    @Test
    void sectionsAreReadByName() throws Exception {
        Path self = Path.of("/proc/self/exe").toRealPath();
        List<String> names = ElfFile.read(self).sections().stream().map(ElfFile.Section::name).toList();
        assertTrue(names.contains(".text"), names.toString());
    }

    @Test
    void theLeastMemoryIsTheImageWhereItIsLoadedAndTheKernelsNeeds() throws Exception {
        Path file = Files.write(Files.createTempFile("image", ".elf"), PvhKernel.halting());
        ImageReport report = ImageReport.of(
                new Application("a", Optional.empty(), "A", List.of(), List.of(), List.of()), file);
        assertEquals(10 * ByteSize.MIB, report.minimumMemory());
        Files.delete(file);
    }

    @Test
    void somethingElseIsRefused() {
        assertThrows(ToolException.class, () -> read(new byte[0]));
        assertThrows(ToolException.class, () -> read("#!/bin/sh\n".repeat(20).getBytes()));
    }

    @Property(tries = 200)
    void aDamagedFileIsReadOrRefused(@ForAll @IntRange(max = 0x210) int offset, @ForAll byte value,
            @ForAll @IntRange(max = 0x410) int length) throws IOException {
        byte[] bytes = PvhKernel.echoingCommandLine(0);
        bytes[offset] = value;
        try {
            ElfFile elf = read(java.util.Arrays.copyOf(bytes, Math.min(length, bytes.length)));
            assertTrue(elf.segments().size() <= 0xFFFF);
        } catch (ToolException expected) {
            assertEquals(ToolException.FAILURE, expected.exitStatus());
        }
    }
}
