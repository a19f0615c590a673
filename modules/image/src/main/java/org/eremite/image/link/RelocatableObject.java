package org.eremite.image.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An ELF64 x86-64 relocatable object (System V gABI, chapter 4), read and checked. Nothing of the file is believed:
 * every offset, size and index is tested before it is used, and a violation is a {@link LinkException}.
 */
public final class RelocatableObject {
    /** Sections may ask for alignment up to that of a large page. */
    private static final long ALIGNMENT_LIMIT = ImageLayout.LARGE_PAGE_SIZE;

    private static final String DEBUG_PREFIX = ".debug_";

    /**
     * A section header.
     *
     * @param offset of the contents in the file; 0 for {@code SHT_NOBITS}
     */
    record Section(int index, String name, int type, long flags, long alignment, int offset, long size,
            int link, int info, long entrySize) {
        boolean has(long flag) {
            return (flags & flag) != 0;
        }

        /** Whether the section is part of the memory image, as opposed to tables of the object itself. */
        boolean isLoaded() {
            return has(SectionHeaderDescriptor.SHF_ALLOC)
                    && (type == SectionHeaderDescriptor.SHT_PROGBITS
                            || type == SectionHeaderDescriptor.SHT_NOBITS
                            || type == SectionHeaderDescriptor.SHT_NOTE);
        }

        /** Whether the section is debug information, which goes to the output file but not to memory. */
        boolean isDebug() {
            return type == SectionHeaderDescriptor.SHT_PROGBITS
                    && !has(SectionHeaderDescriptor.SHF_ALLOC)
                    && name.startsWith(DEBUG_PREFIX);
        }
    }

    /**
     * A symbol.
     *
     * @param section index of the defining section, {@code SHN_UNDEF} or {@code SHN_ABS}
     * @param value   offset in that section, or the absolute value
     */
    record Symbol(String name, int binding, int type, int section, long value, long size) {
        boolean isDefined() {
            return section != SectionHeaderDescriptor.SHN_UNDEF;
        }

        boolean isAbsolute() {
            return section == SectionHeaderDescriptor.SHN_ABS;
        }
    }

    /** Receives the relocations of a section one by one. */
    @FunctionalInterface
    interface RelocationConsumer {
        /**
         * One relocation.
         *
         * @param offset in the section it changes; not yet checked, since its width depends on the type
         * @param type   as in the file
         * @param symbol valid index into {@link RelocatableObject#symbols()}
         * @param addend signed
         */
        void accept(long offset, int type, int symbol, long addend);
    }

    private final ElfBytes file;
    private final List<Section> sections;
    private final List<Symbol> symbols;

    private RelocatableObject(byte[] bytes) {
        file = new ElfBytes(bytes);
        checkHeader();
        sections = readSections();
        symbols = readSymbols();
        checkRelocationSections();
    }

    /**
     * Reads an object from memory.
     *
     * @param bytes the whole file; not copied and not to be changed while the object is in use
     * @throws LinkException if it is not a relocatable object this linker understands
     */
    public static RelocatableObject of(byte[] bytes) {
        return new RelocatableObject(bytes);
    }

    /**
     * Reads an object from a file.
     *
     * @throws IOException   if the file cannot be read
     * @throws LinkException if it is not a relocatable object this linker understands
     */
    public static RelocatableObject read(Path path) throws IOException {
        return of(Files.readAllBytes(path));
    }

    byte[] bytes() {
        return file.array();
    }

    /** All sections; the position in the list is the index of the section. */
    List<Section> sections() {
        return sections;
    }

    /** All symbols; the position in the list is the index of the symbol. */
    List<Symbol> symbols() {
        return symbols;
    }

    /** Hands over the relocations that change {@code target}, in file order. */
    void forEachRelocation(Section target, RelocationConsumer consumer) {
        for (Section table : sections) {
            if (table.type != SectionHeaderDescriptor.SHT_RELA || table.info != target.index) {
                continue;
            }
            long end = table.offset + table.size;
            for (long entry = table.offset; entry < end; entry += RelocationDescriptor.SIZE) {
                long info = file.xword(entry + RelocationDescriptor.R_INFO);
                int symbol = RelocationDescriptor.symbol(info);
                if (symbol < 0 || symbol >= symbols.size()) {
                    throw LinkException.of("relocation of " + target.name + " names a symbol that does not exist",
                            "symbol", Integer.toUnsignedString(symbol));
                }
                consumer.accept(file.xword(entry + RelocationDescriptor.R_OFFSET), RelocationDescriptor.type(info),
                        symbol, file.xword(entry + RelocationDescriptor.R_ADDEND));
            }
        }
    }

    private void checkHeader() {
        file.range("ELF header", 0, Elf64HeaderDescriptor.SIZE);
        if (file.word(0) != Elf64HeaderDescriptor.ELFMAG) {
            throw LinkException.hex("not an ELF file", "magic", file.u32(0));
        }
        requireEqual("not 64-bit", "class", file.u8(Elf64HeaderDescriptor.EI_CLASS), Elf64HeaderDescriptor.ELFCLASS64);
        requireEqual("not little-endian", "data", file.u8(Elf64HeaderDescriptor.EI_DATA),
                Elf64HeaderDescriptor.ELFDATA2LSB);
        requireEqual("unknown ELF version", "version", file.u8(Elf64HeaderDescriptor.EI_VERSION),
                Elf64HeaderDescriptor.EV_CURRENT);
        requireEqual("not a relocatable object", "type", file.u16(Elf64HeaderDescriptor.E_TYPE),
                Elf64HeaderDescriptor.ET_REL);
        requireEqual("not for x86-64", "machine", file.u16(Elf64HeaderDescriptor.E_MACHINE),
                Elf64HeaderDescriptor.EM_X86_64);
        requireEqual("unknown section header size", "shentsize", file.u16(Elf64HeaderDescriptor.E_SHENTSIZE),
                SectionHeaderDescriptor.SIZE);
    }

    private List<Section> readSections() {
        int count = file.u16(Elf64HeaderDescriptor.E_SHNUM);
        require(count > 0, "no section headers, or more than 65279", "shnum", count);
        int table = file.range("section header table", file.xword(Elf64HeaderDescriptor.E_SHOFF),
                (long) count * SectionHeaderDescriptor.SIZE);
        int namesIndex = file.u16(Elf64HeaderDescriptor.E_SHSTRNDX);
        require(namesIndex < count, "section names are in a section that does not exist", "shstrndx", namesIndex);

        long namesHeader = table + (long) namesIndex * SectionHeaderDescriptor.SIZE;
        long namesSize = file.xword(namesHeader + SectionHeaderDescriptor.SH_SIZE);
        int names = file.range("section name table", file.xword(namesHeader + SectionHeaderDescriptor.SH_OFFSET),
                namesSize);

        List<Section> result = new ArrayList<>(count);
        long contents = 0;
        for (int index = 0; index < count; index++) {
            Section section = readSection(index, table + index * SectionHeaderDescriptor.SIZE, names, namesSize);
            result.add(section);
            contents += section.type == SectionHeaderDescriptor.SHT_NOBITS ? 0 : section.size;
        }
        require(contents <= file.array().length, "sections overlap in the file", "contents", contents);
        return List.copyOf(result);
    }

    private Section readSection(int index, int header, int names, long namesSize) {
        int type = file.word(header + SectionHeaderDescriptor.SH_TYPE);
        if (index == 0 || type == SectionHeaderDescriptor.SHT_NULL) {
            return new Section(index, "", SectionHeaderDescriptor.SHT_NULL, 0, 1, 0, 0, 0, 0, 0);
        }
        String name = file.string("section " + index, names, namesSize,
                file.u32(header + SectionHeaderDescriptor.SH_NAME));
        long size = file.xword(header + SectionHeaderDescriptor.SH_SIZE);
        require(size >= 0 && size <= ImageLayout.PHYSICAL_LIMIT, "section is too large: section=" + name, "size", size);
        int offset = 0;
        if (type != SectionHeaderDescriptor.SHT_NOBITS) {
            offset = file.range("section " + name, file.xword(header + SectionHeaderDescriptor.SH_OFFSET), size);
        }
        Section section = new Section(index, name, type, file.xword(header + SectionHeaderDescriptor.SH_FLAGS),
                Math.max(1, file.xword(header + SectionHeaderDescriptor.SH_ADDRALIGN)), offset, size,
                file.word(header + SectionHeaderDescriptor.SH_LINK),
                file.word(header + SectionHeaderDescriptor.SH_INFO),
                file.xword(header + SectionHeaderDescriptor.SH_ENTSIZE));
        checkSection(section);
        return section;
    }

    private static void checkSection(Section section) {
        String where = ": section=" + section.name;
        require(Long.bitCount(section.alignment) == 1 && section.alignment <= ALIGNMENT_LIMIT,
                "alignment is not a power of two up to " + ALIGNMENT_LIMIT + where, "alignment", section.alignment);
        switch (section.type) {
            case SectionHeaderDescriptor.SHT_SYMTAB, SectionHeaderDescriptor.SHT_RELA ->
                require(section.entrySize == SymbolDescriptor.SIZE && section.size % SymbolDescriptor.SIZE == 0,
                        "table is not made of 24-byte entries" + where, "entsize",
                        section.entrySize + " size=" + section.size);
            case SectionHeaderDescriptor.SHT_REL ->
                throw LinkException.of("relocations without addend are not supported", "section", section.name);
            case SectionHeaderDescriptor.SHT_STRTAB -> { }
            default -> {
                boolean allocated = section.has(SectionHeaderDescriptor.SHF_ALLOC);
                require(!allocated || section.isLoaded(), "unknown type of loaded section" + where, "type",
                        Integer.toUnsignedLong(section.type));
                require(!allocated || !section.has(SectionHeaderDescriptor.SHF_TLS),
                        "thread-local section" + where, "flags", section.flags);
                require(!section.has(SectionHeaderDescriptor.SHF_COMPRESSED),
                        "compressed section" + where, "flags", section.flags);
                require(!allocated || !section.has(SectionHeaderDescriptor.SHF_WRITE)
                        || !section.has(SectionHeaderDescriptor.SHF_EXECINSTR),
                        "section is writable and executable" + where, "flags", section.flags);
            }
        }
    }

    private Section symbolTable() {
        Section table = null;
        for (Section section : sections) {
            if (section.type == SectionHeaderDescriptor.SHT_SYMTAB) {
                require(table == null, "more than one symbol table", "section", section.index);
                table = section;
            }
        }
        return table;
    }

    private List<Symbol> readSymbols() {
        Section table = symbolTable();
        if (table == null) {
            return List.of();
        }
        require(table.link > 0 && table.link < sections.size()
                && sections.get(table.link).type == SectionHeaderDescriptor.SHT_STRTAB,
                "symbol table has no string table", "link", table.link);
        Section names = sections.get(table.link);
        int count = (int) (table.size / SymbolDescriptor.SIZE);
        List<Symbol> result = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            result.add(readSymbol(index, table.offset + index * SymbolDescriptor.SIZE, names));
        }
        return List.copyOf(result);
    }

    private Symbol readSymbol(int index, int entry, Section names) {
        if (index == 0) {
            return new Symbol("", SymbolDescriptor.STB_LOCAL, SymbolDescriptor.STT_NOTYPE,
                    SectionHeaderDescriptor.SHN_UNDEF, 0, 0);
        }
        String name = file.string("symbol " + index, names.offset, names.size,
                file.u32(entry + SymbolDescriptor.ST_NAME));
        int info = file.u8(entry + SymbolDescriptor.ST_INFO);
        require(SymbolDescriptor.binding(info) <= SymbolDescriptor.STB_WEAK
                && SymbolDescriptor.type(info) <= SymbolDescriptor.STT_FILE,
                "unknown kind of symbol: symbol=" + name, "info", info);
        int section = file.u16(entry + SymbolDescriptor.ST_SHNDX);
        long value = file.xword(entry + SymbolDescriptor.ST_VALUE);
        if (section != SectionHeaderDescriptor.SHN_ABS && section != SectionHeaderDescriptor.SHN_UNDEF) {
            require(section < sections.size() && section < SectionHeaderDescriptor.SHN_LORESERVE,
                    "symbol is in a section that does not exist: symbol=" + name, "section", section);
            require(value >= 0 && value <= sections.get(section).size,
                    "symbol lies outside its section: symbol=" + name, "value", value);
        }
        return new Symbol(name, SymbolDescriptor.binding(info), SymbolDescriptor.type(info), section, value,
                file.xword(entry + SymbolDescriptor.ST_SIZE));
    }

    private void checkRelocationSections() {
        for (Section section : sections) {
            if (section.type == SectionHeaderDescriptor.SHT_RELA) {
                require(section.info > 0 && section.info < sections.size(),
                        "relocations are for a section that does not exist: section=" + section.name,
                        "info", section.info);
                require(section.link > 0 && section.link < sections.size()
                        && sections.get(section.link).type == SectionHeaderDescriptor.SHT_SYMTAB,
                        "relocations have no symbol table: section=" + section.name, "link", section.link);
            }
        }
    }

    private static void requireEqual(String cause, String name, int actual, int expected) {
        require(actual == expected, cause, name, actual);
    }

    private static void require(boolean condition, String cause, String name, Object value) {
        if (!condition) {
            throw LinkException.of(cause, name, value);
        }
    }
}
