package org.eremite.image.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eremite.hal.code.Permission;

/**
 * Lays out and fills the executable file.
 *
 * <pre>
 *  ELF header | program headers | PVH note
 *  segments in ascending virtual order, each at a multiple of 4 KiB
 *  debug sections | .symtab | .strtab | .shstrtab | section headers
 * </pre>
 */
final class ExecutableWriter {
    private static final int TABLE_ALIGNMENT = 8;
    private static final String NOTE_NAME = ".note.Xen";
    private static final String SYMBOL_TABLE_NAME = ".symtab";
    private static final String SYMBOL_NAMES_NAME = ".strtab";
    private static final String SECTION_NAMES_NAME = ".shstrtab";

    /** Sections the writer makes itself; no input may be called so. */
    static final Set<String> RESERVED_NAMES =
            Set.of(NOTE_NAME, SYMBOL_TABLE_NAME, SYMBOL_NAMES_NAME, SECTION_NAMES_NAME);

    /** A section header to be written. */
    private record Header(int name, int type, long flags, long address, long offset, long size, int link, int info,
            long alignment, long entrySize) {}

    private final List<LoadSegment> segments;
    private final long[] segmentOffsets;
    private final List<InputSection> debugSections;
    private final Map<InputSection, Integer> debugOffsets = new IdentityHashMap<>();
    private final List<LoadSegment.PlacedSection> placed;
    private final List<LinkedSymbol> symbols;
    private final NameTable symbolNames = new NameTable();
    private final int[] symbolNameOffsets;
    private final NameTable sectionNames = new NameTable();
    private final List<Header> headers = new ArrayList<>();
    private final int noteOffset;
    private final long symbolTableOffset;
    private final long headerTableOffset;
    private final ByteBuffer file;

    ExecutableWriter(List<LoadSegment> segments, List<InputSection> debugSections, List<LinkedSymbol> symbols) {
        this.segments = segments;
        this.debugSections = debugSections;
        this.symbols = symbols;
        placed = segments.stream().flatMap(segment -> segment.members().stream()).toList();
        symbolNameOffsets = symbols.stream().mapToInt(symbol -> symbolNames.add(symbol.name())).toArray();
        noteOffset = Elf64HeaderDescriptor.SIZE + (segments.size() + 1) * ProgramHeaderDescriptor.SIZE;

        segmentOffsets = new long[segments.size()];
        long end = noteOffset + NoteDescriptor.SIZE;
        for (int index = 0; index < segmentOffsets.length; index++) {
            segmentOffsets[index] = ImageLayout.alignUp(end, ImageLayout.PAGE_SIZE);
            end = segmentOffsets[index] + segments.get(index).fileBytes();
        }
        end = addLoadedHeaders(end);
        end = addDebugHeaders(end);
        symbolTableOffset = ImageLayout.alignUp(end, TABLE_ALIGNMENT);
        headerTableOffset = addTableHeaders();
        file = ByteBuffer.wrap(new byte[checkedSize()]).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Contents before relocation, complete but for the entry point; relocations are then applied to this array. */
    byte[] write() {
        writeHeader();
        writeProgramHeaders();
        writeContents();
        writeSymbols();
        for (int index = 0; index < headers.size(); index++) {
            writeSectionHeader((int) headerTableOffset + index * SectionHeaderDescriptor.SIZE, headers.get(index));
        }
        return file.array();
    }

    /** Fills in where the boot loader enters. */
    void writeEntry(long physicalAddress) {
        file.putLong(Elf64HeaderDescriptor.E_ENTRY, physicalAddress);
        file.putInt(noteOffset + NoteDescriptor.N_NAMESZ, NoteDescriptor.NAME_SIZE);
        file.putInt(noteOffset + NoteDescriptor.N_DESCSZ, NoteDescriptor.DESCRIPTOR_SIZE);
        file.putInt(noteOffset + NoteDescriptor.N_TYPE, NoteDescriptor.XEN_ELFNOTE_PHYS32_ENTRY);
        file.putInt(noteOffset + NoteDescriptor.NAME, NoteDescriptor.XEN);
        file.putLong(noteOffset + NoteDescriptor.DESCRIPTOR, physicalAddress);
    }

    /** Offset in the file of a loaded byte; 0 if no segment holds it, as for an empty section. */
    int fileOffset(long virtualAddress) {
        for (int index = 0; index < segmentOffsets.length; index++) {
            long distance = virtualAddress - segments.get(index).virtualAddress();
            if (distance >= 0 && distance < segments.get(index).fileBytes()) {
                return (int) (segmentOffsets[index] + distance);
            }
        }
        return 0;
    }

    /** Offset in the file of a debug section. */
    int fileOffset(InputSection debugSection) {
        return debugOffsets.get(debugSection);
    }

    private long addLoadedHeaders(long end) {
        headers.add(new Header(0, SectionHeaderDescriptor.SHT_NULL, 0, 0, 0, 0, 0, 0, 0, 0));
        for (int index = 0; index < segmentOffsets.length; index++) {
            LoadSegment segment = segments.get(index);
            for (LoadSegment.PlacedSection member : segment.members()) {
                InputSection section = member.section();
                boolean inFile = section.fileBytes > 0;
                long offset = segmentOffsets[index] + member.virtualAddress() - segment.virtualAddress();
                headers.add(new Header(sectionNames.add(section.name),
                        inFile ? SectionHeaderDescriptor.SHT_PROGBITS : SectionHeaderDescriptor.SHT_NOBITS,
                        SectionHeaderDescriptor.SHF_ALLOC | flags(section.permission), member.virtualAddress(),
                        inFile ? offset : Math.min(offset, end),
                        inFile ? section.fileBytes : section.zeroBytes, 0, 0, section.alignment, 0));
            }
        }
        headers.add(new Header(sectionNames.add(NOTE_NAME), SectionHeaderDescriptor.SHT_NOTE, 0, 0, noteOffset,
                NoteDescriptor.SIZE, 0, 0, NoteDescriptor.ALIGNMENT, 0));
        return end;
    }

    private long addDebugHeaders(long start) {
        long end = start;
        for (InputSection section : debugSections) {
            long offset = ImageLayout.alignUp(end, section.alignment);
            debugOffsets.put(section, (int) offset);
            headers.add(new Header(sectionNames.add(section.name), SectionHeaderDescriptor.SHT_PROGBITS, 0, 0, offset,
                    section.fileBytes, 0, 0, section.alignment, 0));
            end = offset + section.fileBytes;
        }
        return end;
    }

    private long addTableHeaders() {
        long symbolBytes = (symbols.size() + 1L) * SymbolDescriptor.SIZE;
        int locals = (int) symbols.stream().filter(symbol -> !symbol.global()).count();
        int stringTable = headers.size() + 1;
        headers.add(new Header(sectionNames.add(SYMBOL_TABLE_NAME), SectionHeaderDescriptor.SHT_SYMTAB, 0, 0,
                symbolTableOffset, symbolBytes, stringTable, locals + 1, TABLE_ALIGNMENT, SymbolDescriptor.SIZE));
        long names = symbolTableOffset + symbolBytes;
        headers.add(new Header(sectionNames.add(SYMBOL_NAMES_NAME), SectionHeaderDescriptor.SHT_STRTAB, 0, 0, names,
                symbolNames.size(), 0, 0, 1, 0));
        long sectionNameOffset = names + symbolNames.size();
        int ownName = sectionNames.add(SECTION_NAMES_NAME);
        headers.add(new Header(ownName, SectionHeaderDescriptor.SHT_STRTAB, 0, 0, sectionNameOffset,
                sectionNames.size(), 0, 0, 1, 0));
        return ImageLayout.alignUp(sectionNameOffset + sectionNames.size(), TABLE_ALIGNMENT);
    }

    private int checkedSize() {
        if (headers.size() >= SectionHeaderDescriptor.SHN_LORESERVE) {
            throw LinkException.of("too many sections", "count", headers.size());
        }
        long size = headerTableOffset + (long) headers.size() * SectionHeaderDescriptor.SIZE;
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            throw LinkException.of("file is too large", "size", size);
        }
        return (int) size;
    }

    private void writeHeader() {
        file.putInt(0, Elf64HeaderDescriptor.ELFMAG);
        file.put(Elf64HeaderDescriptor.EI_CLASS, (byte) Elf64HeaderDescriptor.ELFCLASS64);
        file.put(Elf64HeaderDescriptor.EI_DATA, (byte) Elf64HeaderDescriptor.ELFDATA2LSB);
        file.put(Elf64HeaderDescriptor.EI_VERSION, (byte) Elf64HeaderDescriptor.EV_CURRENT);
        file.putShort(Elf64HeaderDescriptor.E_TYPE, (short) Elf64HeaderDescriptor.ET_EXEC);
        file.putShort(Elf64HeaderDescriptor.E_MACHINE, (short) Elf64HeaderDescriptor.EM_X86_64);
        file.putInt(Elf64HeaderDescriptor.E_VERSION, Elf64HeaderDescriptor.EV_CURRENT);
        file.putLong(Elf64HeaderDescriptor.E_PHOFF, Elf64HeaderDescriptor.SIZE);
        file.putLong(Elf64HeaderDescriptor.E_SHOFF, headerTableOffset);
        file.putShort(Elf64HeaderDescriptor.E_EHSIZE, (short) Elf64HeaderDescriptor.SIZE);
        file.putShort(Elf64HeaderDescriptor.E_PHENTSIZE, (short) ProgramHeaderDescriptor.SIZE);
        file.putShort(Elf64HeaderDescriptor.E_PHNUM, (short) (segments.size() + 1));
        file.putShort(Elf64HeaderDescriptor.E_SHENTSIZE, (short) SectionHeaderDescriptor.SIZE);
        file.putShort(Elf64HeaderDescriptor.E_SHNUM, (short) headers.size());
        file.putShort(Elf64HeaderDescriptor.E_SHSTRNDX, (short) (headers.size() - 1));
    }

    private void writeProgramHeaders() {
        int at = Elf64HeaderDescriptor.SIZE;
        for (int index = 0; index < segmentOffsets.length; index++) {
            LoadSegment segment = segments.get(index);
            writeProgramHeader(at, ProgramHeaderDescriptor.PT_LOAD, programFlags(segment.permission()),
                    segmentOffsets[index], segment.fileBytes(), segment.memoryBytes(), ImageLayout.PAGE_SIZE);
            file.putLong(at + ProgramHeaderDescriptor.P_VADDR, segment.virtualAddress());
            file.putLong(at + ProgramHeaderDescriptor.P_PADDR, segment.physicalAddress());
            at += ProgramHeaderDescriptor.SIZE;
        }
        writeProgramHeader(at, ProgramHeaderDescriptor.PT_NOTE, ProgramHeaderDescriptor.PF_R, noteOffset,
                NoteDescriptor.SIZE, NoteDescriptor.SIZE, NoteDescriptor.ALIGNMENT);
    }

    private void writeProgramHeader(int at, int type, int flags, long offset, long fileBytes, long memoryBytes,
            long alignment) {
        file.putInt(at + ProgramHeaderDescriptor.P_TYPE, type);
        file.putInt(at + ProgramHeaderDescriptor.P_FLAGS, flags);
        file.putLong(at + ProgramHeaderDescriptor.P_OFFSET, offset);
        file.putLong(at + ProgramHeaderDescriptor.P_FILESZ, fileBytes);
        file.putLong(at + ProgramHeaderDescriptor.P_MEMSZ, memoryBytes);
        file.putLong(at + ProgramHeaderDescriptor.P_ALIGN, alignment);
    }

    private void writeContents() {
        for (LoadSegment.PlacedSection member : placed) {
            InputSection section = member.section();
            if (section.fileBytes > 0) {
                file.put(fileOffset(member.virtualAddress()), section.source, section.sourceOffset,
                        section.fileBytes);
            }
        }
        for (InputSection section : debugSections) {
            file.put(debugOffsets.get(section), section.source, section.sourceOffset, section.fileBytes);
        }
    }

    private void writeSymbols() {
        int at = (int) symbolTableOffset + SymbolDescriptor.SIZE;
        for (int index = 0; index < symbols.size(); index++) {
            LinkedSymbol symbol = symbols.get(index);
            int binding = symbol.global() ? SymbolDescriptor.STB_GLOBAL : SymbolDescriptor.STB_LOCAL;
            file.putInt(at + SymbolDescriptor.ST_NAME, symbolNameOffsets[index]);
            file.put(at + SymbolDescriptor.ST_INFO, (byte) SymbolDescriptor.info(binding, symbolType(symbol.kind())));
            file.putShort(at + SymbolDescriptor.ST_SHNDX, (short) sectionIndex(symbol));
            file.putLong(at + SymbolDescriptor.ST_VALUE, symbol.virtualAddress());
            file.putLong(at + SymbolDescriptor.ST_SIZE, symbol.size());
            at += SymbolDescriptor.SIZE;
        }
        file.put(at, symbolNames.bytes());
        file.put(at + symbolNames.size(), sectionNames.bytes());
    }

    /** Index of the last section that begins at or below the symbol. */
    private int sectionIndex(LinkedSymbol symbol) {
        if (symbol.kind() == LinkedSymbol.Kind.ABSOLUTE) {
            return SectionHeaderDescriptor.SHN_ABS;
        }
        int low = 0;
        int high = placed.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(placed.get(middle).virtualAddress(), symbol.virtualAddress()) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? SectionHeaderDescriptor.SHN_ABS : low;
    }

    private void writeSectionHeader(int at, Header header) {
        file.putInt(at + SectionHeaderDescriptor.SH_NAME, header.name);
        file.putInt(at + SectionHeaderDescriptor.SH_TYPE, header.type);
        file.putLong(at + SectionHeaderDescriptor.SH_FLAGS, header.flags);
        file.putLong(at + SectionHeaderDescriptor.SH_ADDR, header.address);
        file.putLong(at + SectionHeaderDescriptor.SH_OFFSET, header.offset);
        file.putLong(at + SectionHeaderDescriptor.SH_SIZE, header.size);
        file.putInt(at + SectionHeaderDescriptor.SH_LINK, header.link);
        file.putInt(at + SectionHeaderDescriptor.SH_INFO, header.info);
        file.putLong(at + SectionHeaderDescriptor.SH_ADDRALIGN, header.alignment);
        file.putLong(at + SectionHeaderDescriptor.SH_ENTSIZE, header.entrySize);
    }

    private static long flags(Permission permission) {
        return switch (permission) {
            case READ -> 0;
            case READ_WRITE -> SectionHeaderDescriptor.SHF_WRITE;
            case READ_EXECUTE -> SectionHeaderDescriptor.SHF_EXECINSTR;
        };
    }

    private static int programFlags(Permission permission) {
        return ProgramHeaderDescriptor.PF_R | switch (permission) {
            case READ -> 0;
            case READ_WRITE -> ProgramHeaderDescriptor.PF_W;
            case READ_EXECUTE -> ProgramHeaderDescriptor.PF_X;
        };
    }

    private static int symbolType(LinkedSymbol.Kind kind) {
        return switch (kind) {
            case FUNCTION -> SymbolDescriptor.STT_FUNC;
            case OBJECT -> SymbolDescriptor.STT_OBJECT;
            case ABSOLUTE -> SymbolDescriptor.STT_NOTYPE;
        };
    }

    /** A string table (System V gABI, chapter 4, "String Table"): byte 0 is the empty name. */
    private static final class NameTable {
        private final ByteArrayOutputStream names = new ByteArrayOutputStream();

        NameTable() {
            names.write(0);
        }

        int add(String name) {
            int offset = names.size();
            names.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            names.write(0);
            return offset;
        }

        int size() {
            return names.size();
        }

        byte[] bytes() {
            return names.toByteArray();
        }
    }
}
