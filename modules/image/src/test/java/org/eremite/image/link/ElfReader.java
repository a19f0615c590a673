package org.eremite.image.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** A second, independent reader of ELF64 executables; knows the numbers of the gABI, nothing of the linker. */
final class ElfReader {
    record Segment(int type, int flags, long offset, long vaddr, long paddr, long filesz, long memsz, long align) {}

    record Section(String name, int type, long flags, long addr, long offset, long size, int link, int info,
            long align, long entsize) {}

    record Symbol(String name, int binding, int type, int section, long value, long size) {}

    final ByteBuffer file;
    final long entry;
    final List<Segment> segments = new ArrayList<>();
    final List<Section> sections = new ArrayList<>();
    final List<Symbol> symbols = new ArrayList<>();

    ElfReader(byte[] bytes) {
        file = ObjectBuilder.buffer(bytes);
        assertEquals(0x464C457F, file.getInt(0));
        assertEquals(2, file.get(4), "class");
        assertEquals(1, file.get(5), "byte order");
        assertEquals(1, file.get(6), "version");
        assertEquals(2, file.getShort(16), "type");
        assertEquals(62, file.getShort(18), "machine");
        assertEquals(1, file.getInt(20), "version");
        entry = file.getLong(24);
        assertEquals(64, file.getShort(52));
        assertEquals(56, file.getShort(54));
        assertEquals(64, file.getShort(58));
        for (int index = 0; index < file.getShort(56); index++) {
            int at = (int) file.getLong(32) + index * 56;
            segments.add(new Segment(file.getInt(at), file.getInt(at + 4), file.getLong(at + 8),
                    file.getLong(at + 16), file.getLong(at + 24), file.getLong(at + 32), file.getLong(at + 40),
                    file.getLong(at + 48)));
        }
        readSections((int) file.getLong(40), file.getShort(60), file.getShort(62));
        Section symtab = section(".symtab");
        assertEquals(".strtab", sections.get(symtab.link).name);
        for (long at = symtab.offset; at < symtab.offset + symtab.size; at += 24) {
            int info = file.get((int) at + 4);
            symbols.add(new Symbol(string(sections.get(symtab.link), file.getInt((int) at)), info >> 4, info & 15,
                    file.getShort((int) at + 6) & 0xFFFF, file.getLong((int) at + 8),
                    file.getLong((int) at + 16)));
        }
    }

    private void readSections(int table, int count, int names) {
        Section nameTable = header(table + names * 64, "");
        for (int index = 0; index < count; index++) {
            int at = table + index * 64;
            sections.add(header(at, string(nameTable, file.getInt(at))));
        }
    }

    private Section header(int at, String name) {
        return new Section(name, file.getInt(at + 4), file.getLong(at + 8), file.getLong(at + 16),
                file.getLong(at + 24), file.getLong(at + 32), file.getInt(at + 40), file.getInt(at + 44),
                file.getLong(at + 48), file.getLong(at + 56));
    }

    private String string(Section table, int offset) {
        assertTrue(offset < table.size);
        int start = (int) table.offset + offset;
        int end = start;
        while (file.get(end) != 0) {
            end++;
        }
        return new String(file.array(), start, end - start, StandardCharsets.UTF_8);
    }

    Section section(String name) {
        return sections.stream().filter(section -> section.name.equals(name)).findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

    Symbol symbol(String name) {
        return symbols.stream().filter(symbol -> symbol.name.equals(name)).findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

    List<Segment> loads() {
        return segments.stream().filter(segment -> segment.type == 1).toList();
    }

    Segment loadAt(long vaddr) {
        return loads().stream().filter(load -> Long.compareUnsigned(vaddr - load.vaddr, load.memsz) < 0).findFirst()
                .orElseThrow(() -> new NoSuchElementException("0x" + Long.toHexString(vaddr)));
    }

    /** The eight bytes a loader puts at {@code vaddr}. */
    long memory(long vaddr) {
        return file.getLong(fileOffset(vaddr));
    }

    int memory32(long vaddr) {
        return file.getInt(fileOffset(vaddr));
    }

    private int fileOffset(long vaddr) {
        Segment load = loadAt(vaddr);
        assertTrue(vaddr - load.vaddr < load.filesz, "beyond the file's part of the segment");
        return (int) (load.offset + vaddr - load.vaddr);
    }

    long physical(String symbol) {
        long value = symbol(symbol).value;
        Segment load = loadAt(value);
        return value - load.vaddr + load.paddr;
    }

    /** PVH entry the way QEMU 7.2 finds it: elf_ops.h get_elf_note_type, then x86.c read_pvh_start_addr. */
    long pvhEntryLikeQemu() {
        for (Segment note : segments) {
            if (note.type == 4) {
                long at = 0;
                while (at + 12 <= note.filesz) {
                    int header = (int) (note.offset + at);
                    long name = roundUp(file.getInt(header), note.align);
                    if (file.getInt(header + 8) == 18) {
                        return file.getLong((int) (header + 12 + name));
                    }
                    at += 12 + name + roundUp(file.getInt(header + 4), note.align);
                }
            }
        }
        return 0;
    }

    private static long roundUp(long value, long alignment) {
        return (value + alignment - 1) / alignment * alignment;
    }
}
