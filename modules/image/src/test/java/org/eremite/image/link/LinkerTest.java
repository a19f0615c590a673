package org.eremite.image.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eremite.hal.code.Permission;
import org.junit.jupiter.api.Test;

class LinkerTest {
    private static String refusal(ObjectBuilder object, TestMachine machine, Map<String, String> aliases) {
        return assertThrows(LinkException.class, () -> Linker.link(RelocatableObject.of(object.build()), machine,
                aliases, Inputs.ABSOLUTES)).getMessage();
    }

    @Test
    void undefinedSymbolsAreListedTogetherWithOnePlaceEach() {
        ObjectBuilder object = Inputs.object()
                .section(".more", ObjectBuilder.ALLOC, 8, new byte[64])
                .rela(8, ObjectBuilder.R_64, "svm_get_locale", 0)
                .rela(16, ObjectBuilder.R_64, "svm_get_locale", 0)
                .undefined("svm_get_locale")
                .undefined("never_used");
        TestMachine machine = Inputs.machine();
        machine.entrySymbol = "nowhere";
        assertEquals("""
                undefined symbols: count=3
                  checkCPUFeatures (.data+0x10)
                  nowhere (entry point+0x0)
                  svm_get_locale (.more+0x8)""", refusal(object, machine, Map.of()));
    }

    @Test
    void aliasesMayBeChainedAndUnusedOnesMayDangle() {
        LinkedImage image = Linker.link(RelocatableObject.of(Inputs.object().build()), Inputs.machine(),
                Map.of("checkCPUFeatures", "step", "step", "Main_helper", "unused", "missing", "loop", "loop"),
                Inputs.ABSOLUTES);
        assertEquals(image.symbol("Main_helper").orElseThrow().virtualAddress(),
                image.symbol("checkCPUFeatures").orElseThrow().virtualAddress());
        assertTrue(image.symbol("unused").isEmpty());
        assertTrue(image.symbol("loop").isEmpty());
    }

    @Test
    void aliasesDoNotReplaceDefinitions() {
        assertEquals("alias names a symbol that is defined: symbol=main",
                refusal(Inputs.object(), Inputs.machine(), Map.of("main", "boot_entry")));
    }

    @Test
    void globalNamesAreUnique() {
        TestMachine machine = Inputs.machine();
        machine.sections.add(TestMachine.section(".boot.more", Permission.READ, 1, new byte[1], 0, Map.of("main", 0)));
        assertTrue(refusal(Inputs.object(), machine, Inputs.ALIASES)
                .startsWith("symbol is defined twice: symbol=main addresses=0x"));
    }

    @Test
    void sectionNamesAreUnique() {
        TestMachine machine = Inputs.machine();
        machine.sections.add(TestMachine.section(".text", Permission.READ, 1, new byte[1], 0, Map.of()));
        assertEquals("two sections of the same name: section=.text", refusal(Inputs.object(), machine, Inputs.ALIASES));
    }

    @Test
    void inputsLeaveTheLinkersOwnSectionNamesAlone() {
        assertEquals("two sections of the same name: section=.strtab", refusal(Inputs.object()
                .section(".strtab", ObjectBuilder.ALLOC, 1, new byte[1]), Inputs.machine(), Inputs.ALIASES));
    }

    @Test
    void localNamesThatOccurTwiceSatisfyNobody() {
        ObjectBuilder object = Inputs.object()
                .section(".more", ObjectBuilder.ALLOC, 8, new byte[64])
                .symbol("twice", false, ObjectBuilder.OBJECT, 0, 0)
                .symbol("twice", false, ObjectBuilder.OBJECT, 8, 0);
        TestMachine machine = Inputs.machine();
        machine.entrySymbol = "twice";
        assertEquals("undefined symbols: count=1\n  twice (entry point+0x0)",
                refusal(object, machine, Inputs.ALIASES));
    }

    @Test
    void debugInformationRefersToFinalAddressesAndIsNotLoaded() {
        ObjectBuilder object = Inputs.object()
                .section(".debug_info", 0, 1, new byte[64])
                .symbol(".debug_info", false, ObjectBuilder.OBJECT, 0, 0)
                .rela(0, ObjectBuilder.R_64, ".text", 128)
                .rela(8, ObjectBuilder.R_32, ".debug_info", 12)
                .section(".comment", 0, 1, new byte[64])
                .rela(0, 99, ".text", 0);
        ElfReader elf = new ElfReader(Inputs.link(object, Inputs.machine()).bytes());
        ElfReader.Section debug = elf.section(".debug_info");
        assertEquals(0, debug.flags());
        assertEquals(elf.section(".text").addr() + 128, elf.file.getLong((int) debug.offset()));
        assertEquals(12, elf.file.getInt((int) debug.offset() + 8));
        assertTrue(elf.sections.stream().noneMatch(section -> section.name().equals(".comment")));
    }

    @Test
    void orderOfMapsDoesNotMatter() {
        RelocatableObject object = RelocatableObject.of(Inputs.object().build());
        Map<String, String> aliases = new LinkedHashMap<>();
        Map<String, Long> absolutes = new LinkedHashMap<>();
        for (int index = 0; index < 20; index++) {
            aliases.put("alias" + index, "main");
            absolutes.put("absolute" + index, (long) index);
        }
        aliases.putAll(Inputs.ALIASES);
        absolutes.putAll(Inputs.ABSOLUTES);
        assertArrayEquals(Linker.link(object, Inputs.machine(), aliases, absolutes).bytes(),
                Linker.link(object, Inputs.machine(), Map.copyOf(aliases), Map.copyOf(absolutes)).bytes());
    }

    @Test
    void mappingsMustBePageAlignedData() {
        TestMachine executable = Inputs.machine();
        executable.mappings = TestMachine.section(".tables", Permission.READ_EXECUTE, 4096, new byte[1], 0, Map.of());
        assertEquals("mappings are not page-aligned data: section=.tables: alignment=4096 permission=READ_EXECUTE",
                refusal(Inputs.object(), executable, Inputs.ALIASES));
        TestMachine large = Inputs.machine();
        large.mappings = TestMachine.section(".tables", Permission.READ_WRITE, 8192, new byte[1], 0, Map.of());
        assertEquals("mappings are not page-aligned data: section=.tables: alignment=8192 permission=READ_WRITE",
                refusal(Inputs.object(), large, Inputs.ALIASES));
    }
}
