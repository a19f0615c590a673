package org.eremite.image.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.MachineCode;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.PlacedSegment;
import org.eremite.hal.code.Relocation;

/** A HAL provider with sections a test gives it. */
final class TestMachine implements MachineCode {
    static final long PHYSICAL_BASE = 0x10_0000;
    static final long CODE_BASE = 0xFFFF_FFFF_8000_0000L;
    static final long HEAP_BASE = 0xFFFF_8000_0000_0000L;
    static final long HEAP_OFFSET = 0x8_0000;

    final List<CodeSection> sections = new ArrayList<>();
    long physicalBase = PHYSICAL_BASE;
    long codeBase = CODE_BASE;
    long heapBase = HEAP_BASE;
    long imageHeapOffset = HEAP_OFFSET;
    String entrySymbol = "boot_entry";
    CodeSection mappings = section(".boot.tables", Permission.READ_WRITE, 4096, new byte[8192], 4096,
            Map.of("boot_tables", 0, "boot_tables_second", 4096),
            new Relocation(0, Relocation.Kind.PHYSICAL_64, "boot_tables_second", 3));
    List<PlacedSegment> givenSegments;
    long givenPhysicalAddress;

    static CodeSection section(String name, Permission permission, int alignment, byte[] bytes, long zeroBytes,
            Map<String, Integer> symbols, Relocation... relocations) {
        return new CodeSection(name, permission, alignment, bytes, zeroBytes, symbols, List.of(relocations));
    }

    @Override
    public MachineCode forInstructionSet(String name) {
        return this;
    }

    @Override
    public long physicalBase() {
        return physicalBase;
    }

    @Override
    public long codeBase() {
        return codeBase;
    }

    @Override
    public long heapBase() {
        return heapBase;
    }

    @Override
    public long imageHeapOffset() {
        return imageHeapOffset;
    }

    @Override
    public List<CodeSection> sections() {
        return sections;
    }

    @Override
    public CodeSection mappings(List<PlacedSegment> segments, long physicalAddress) {
        givenSegments = segments;
        givenPhysicalAddress = physicalAddress;
        return mappings;
    }

    @Override
    public String entrySymbol() {
        return entrySymbol;
    }
}
