package org.eremite.image.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTest {
    private static final int R = 4;
    private static final int RW = 6;
    private static final int RX = 5;

    private final TestMachine machine = Inputs.machine();
    private final LinkedImage image = Inputs.link(Inputs.object(), machine);
    private final ElfReader elf = new ElfReader(image.bytes());

    @Test
    void segmentsAscendAreWholePagesAndLieInTheFile() {
        long previousEnd = 0;
        long fileEnd = 0;
        for (ElfReader.Segment load : elf.loads()) {
            assertTrue(Long.compareUnsigned(previousEnd, load.vaddr()) <= 0);
            assertEquals(0, load.vaddr() % 4096);
            assertEquals(0, load.paddr() % 4096);
            assertEquals(0, load.memsz() % 4096);
            assertEquals(0, load.offset() % load.align());
            assertEquals(4096, load.align());
            assertTrue(load.filesz() <= load.memsz());
            assertTrue(load.offset() >= fileEnd);
            previousEnd = load.vaddr() + load.memsz();
            fileEnd = load.offset() + load.filesz();
        }
        assertTrue(fileEnd <= elf.file.capacity());
    }

    @Test
    void nothingIsWritableAndExecutable() {
        for (ElfReader.Segment load : elf.loads()) {
            assertTrue(List.of(R, RW, RX).contains(load.flags()));
        }
        for (ElfReader.Section section : elf.sections) {
            assertFalse((section.flags() & 5) == 5, section.name());
        }
    }

    @Test
    void codeConstantsAndVariablesStartOnTheirOwnLargePage() {
        assertEquals(TestMachine.CODE_BASE, elf.section(".text").addr());
        assertEquals(TestMachine.CODE_BASE + 0x20_0000, elf.section(".rodata").addr());
        assertEquals(TestMachine.CODE_BASE + 0x40_0000, elf.section(".data").addr());
        assertEquals(RX, elf.loadAt(elf.section(".boot.text").addr()).flags());
        assertEquals(R, elf.loadAt(elf.section(".boot.rodata").addr()).flags());
        assertEquals(RW, elf.loadAt(elf.section(".bss").addr()).flags());
    }

    @Test
    void imageHeapIsReadOnlyWritableReadOnlyAtItsFixedAddress() {
        long heap = TestMachine.HEAP_BASE + TestMachine.HEAP_OFFSET;
        assertEquals(heap, elf.symbol("__svm_heap_begin").value());
        assertEquals(R, elf.loadAt(heap).flags());
        assertEquals(Inputs.WRITABLE_BEGIN, elf.loadAt(heap).memsz());
        ElfReader.Segment writable = elf.loadAt(heap + Inputs.WRITABLE_BEGIN);
        assertEquals(RW, writable.flags());
        assertEquals(heap + Inputs.WRITABLE_BEGIN, writable.vaddr());
        assertEquals(0x1_1000, writable.memsz(), "rounded out to the page of the last writable byte");
        ElfReader.Segment huge = elf.loadAt(heap + Inputs.HEAP_SIZE - 1);
        assertEquals(R, huge.flags());
        assertEquals(writable.vaddr() + writable.memsz(), huge.vaddr());
        assertEquals(writable.paddr() + writable.memsz(), huge.paddr());
        assertEquals(heap + Inputs.HEAP_SIZE, huge.vaddr() + huge.memsz());
    }

    @Test
    void sectionHeadersSayWhereContentsAre() {
        for (String name : List.of(".text", ".rodata", ".data", ".svm_heap", ".svm_heap.writable", ".svm_heap.huge",
                ".boot.text", ".boot.rodata", ".boot.tables")) {
            ElfReader.Section section = elf.section(name);
            ElfReader.Segment load = elf.loadAt(section.addr());
            assertEquals(1, section.type(), name);
            assertEquals(section.addr() - load.vaddr(), section.offset() - load.offset(), name);
            assertEquals(0, section.addr() % section.align(), name);
            assertTrue(section.addr() - load.vaddr() + section.size() <= load.memsz(), name);
        }
        assertEquals((byte) 0x52, elf.file.get((int) elf.section(".rodata").offset()));
        assertEquals(500, elf.section(".rodata").size());
    }

    @Test
    void zeroedSectionsTakeNoRoomInTheFile() {
        for (String name : List.of(".bss", ".boot.bss")) {
            ElfReader.Section section = elf.section(name);
            ElfReader.Segment load = elf.loadAt(section.addr());
            assertEquals(8, section.type());
            assertTrue(section.addr() - load.vaddr() >= load.filesz());
            assertTrue(section.addr() + section.size() <= load.vaddr() + load.memsz());
        }
        assertEquals(0x2000, elf.loadAt(elf.section(".bss").addr()).filesz());
    }

    @Test
    void relocationsOfTheObjectHoldFinalAddresses() {
        long text = elf.section(".text").addr();
        long rodata = elf.section(".rodata").addr();
        long data = elf.section(".data").addr();
        long heap = elf.section(".svm_heap").addr();
        assertEquals(rodata + 16, text + 14 + elf.memory32(text + 10));
        assertEquals(elf.symbol("boot_entry").value(), text + 24 + elf.memory32(text + 20));
        assertEquals(text + 128, elf.memory(data + 8));
        assertEquals(elf.symbol("boot_long_mode").value(), elf.memory(data + 16));
        assertEquals(42, elf.memory(data + 24));
        assertEquals(text + 128, elf.memory(heap + 0x400));
        assertEquals(heap + 0x3_0000, elf.memory(heap + 0x1_0400));
        assertEquals(text, elf.memory(heap + 0x3_0400));
        assertEquals(0x4848_4848_4848_4848L, elf.memory(heap + 0x408));
    }

    @Test
    void relocationsOfTheProviderHoldVirtualOrPhysicalAddresses() {
        long boot = elf.section(".boot.text").addr();
        assertEquals(elf.physical("boot_tables"), elf.memory32(boot + 8));
        assertEquals(elf.physical("boot_gdt") + 2, elf.memory32(boot + 12));
        assertEquals(elf.symbol("main").value(), boot + 44 + elf.memory32(boot + 40));
        assertEquals(elf.symbol("boot_stack").value() + 0x1000, elf.memory(boot + 48));
    }

    @Test
    void mappingsLieLastAndSeeEverythingElsePlaced() {
        ElfReader.Section tables = elf.section(".boot.tables");
        ElfReader.Segment load = elf.loadAt(tables.addr());
        assertEquals(load.paddr(), load.vaddr());
        assertEquals(machine.givenPhysicalAddress, load.paddr());
        assertEquals(12288, load.memsz());
        assertEquals(8192, load.filesz());
        assertEquals(elf.physical("boot_tables_second") + 3, elf.memory(tables.addr()));
        for (ElfReader.Segment other : elf.loads()) {
            assertTrue(other == load || other.paddr() + other.memsz() <= load.paddr());
        }
        List<PlacedSegment> others = elf.loads().stream()
                .filter(other -> other != load)
                .map(other -> new PlacedSegment(other.vaddr(), other.paddr(), other.memsz(),
                        other.flags() == R ? Permission.READ
                                : other.flags() == RW ? Permission.READ_WRITE : Permission.READ_EXECUTE))
                .toList();
        assertEquals(others, machine.givenSegments);
        assertEquals(load.paddr() + load.memsz(), elf.symbol(Linker.PHYSICAL_END).value());
        assertEquals(elf.symbol(Linker.PHYSICAL_END).value(), elf.memory(elf.section(".data").addr() + 32));
        assertEquals(TestMachine.PHYSICAL_BASE, elf.symbol(Linker.PHYSICAL_START).value());
    }

    @Test
    void bootLoadersFindThePhysicalEntryPoint() {
        long entry = elf.physical("boot_entry");
        assertEquals(entry, elf.entry);
        assertEquals(entry, elf.pvhEntryLikeQemu());
        assertEquals(entry, image.entryPhysicalAddress());
        ElfReader.Segment note = elf.segments.stream().filter(segment -> segment.type() == 4).findFirst().orElseThrow();
        assertEquals(4, note.align());
        byte[] name = new byte[4];
        elf.file.get((int) note.offset() + 12, name);
        assertArrayEquals(new byte[] {'X', 'e', 'n', 0}, name);
        assertEquals(note.offset(), elf.section(".note.Xen").offset());
        assertEquals(7, elf.section(".note.Xen").type());
    }

    @Test
    void symbolTableListsLocalsFirst() {
        int firstGlobal = elf.section(".symtab").info();
        for (int index = 0; index < elf.symbols.size(); index++) {
            assertEquals(index < firstGlobal ? 0 : 1, elf.symbols.get(index).binding());
        }
        assertEquals("", elf.symbols.getFirst().name());
    }

    @Test
    void functionsHaveTypeSizeAndSection() {
        assertEquals(new ElfReader.Symbol("main", 1, 2, elf.sections.indexOf(elf.section(".text")),
                elf.section(".text").addr(), 100), elf.symbol("main"));
        assertEquals(300 - 128, elf.symbol("Main_helper").size(), "up to the end of the section");
        assertEquals(32 - 4, elf.symbol("boot_entry").size(), "up to the next function");
        assertEquals(2, elf.symbol("boot_entry").type());
        assertEquals(1, elf.symbol("zeroes").type());
        assertEquals(elf.section(".svm_heap.writable").addr(), elf.symbol("__svm_heap_writable_begin").value());
        assertEquals(elf.sections.indexOf(elf.section(".svm_heap.writable")),
                elf.symbol("__svm_heap_writable_begin").section());
        assertEquals(0xFFF1, elf.symbol("answer").section());
        assertEquals(elf.symbol("boot_long_mode").value(), elf.symbol("checkCPUFeatures").value());
    }

    @Test
    void imageAnswersForReports(@TempDir Path directory) throws Exception {
        assertEquals("boot_entry", image.functionAt(elf.symbol("boot_entry").value() + 5).orElseThrow().name());
        assertTrue(image.functionAt(elf.section(".text").addr() + 110).isEmpty());
        assertEquals(elf.physical("main"), image.symbol("main").orElseThrow().physicalAddress());
        assertEquals(elf.section(".data").size(), image.sections().stream()
                .filter(section -> section.name().equals(".data")).findFirst().orElseThrow().memoryBytes());
        image.write(directory.resolve("image.elf"));
        assertArrayEquals(image.bytes(), Files.readAllBytes(directory.resolve("image.elf")));
    }

    @Test
    void equalInputsGiveEqualBytes() {
        assertArrayEquals(image.bytes(), Inputs.link(Inputs.object(), Inputs.machine()).bytes());
    }
}
