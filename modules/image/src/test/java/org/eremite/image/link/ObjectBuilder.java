package org.eremite.image.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes relocatable objects as the native-image builder does, from numbers of its own rather than the linker's. */
final class ObjectBuilder {
    static final int PROGBITS = 1;
    static final int NOBITS = 8;
    static final long WRITE = 1;
    static final long ALLOC = 2;
    static final long EXEC = 4;
    static final int R_64 = 1;
    static final int R_PC32 = 2;
    static final int R_PLT32 = 4;
    static final int R_32 = 10;
    static final int ABS = 0xFFF1;
    static final int OBJECT = 1;
    static final int FUNC = 2;

    record Section(String name, int type, long flags, long alignment, byte[] bytes, long size, List<Rela> relas) {}

    record Rela(long offset, int type, String symbol, long addend) {}

    record Symbol(String name, boolean global, int type, int section, long value, long size) {}

    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();

    /** Adds a section; its index is the order of addition, from 1. */
    ObjectBuilder section(String name, long flags, long alignment, byte[] bytes) {
        sections.add(new Section(name, PROGBITS, flags, alignment, bytes, bytes.length, new ArrayList<>()));
        return this;
    }

    ObjectBuilder zeroes(String name, long flags, long alignment, long size) {
        sections.add(new Section(name, NOBITS, flags, alignment, new byte[0], size, new ArrayList<>()));
        return this;
    }

    /** Adds a relocation of the latest section. */
    ObjectBuilder rela(long offset, int type, String symbol, long addend) {
        sections.getLast().relas().add(new Rela(offset, type, symbol, addend));
        return this;
    }

    /** Adds a symbol in the latest section. */
    ObjectBuilder symbol(String name, boolean global, int type, long value, long size) {
        symbols.add(new Symbol(name, global, type, sections.size(), value, size));
        return this;
    }

    ObjectBuilder symbolIn(int section, String name, boolean global, int type, long value) {
        symbols.add(new Symbol(name, global, type, section, value, 0));
        return this;
    }

    ObjectBuilder undefined(String name) {
        symbols.add(new Symbol(name, true, 0, 0, 0, 0));
        return this;
    }

    byte[] build() {
        symbols.sort(Comparator.comparing(Symbol::global));
        List<Section> all = new ArrayList<>(sections);
        int symtabIndex = sections.size() + 1;
        for (int index = 0; index < sections.size(); index++) {
            if (!sections.get(index).relas().isEmpty()) {
                all.add(new Section(".rela" + sections.get(index).name(), 4, 0, 8,
                        relas(sections.get(index)), index + 1, List.of()));
            }
        }
        ByteArrayOutputStream strtab = new ByteArrayOutputStream();
        strtab.write(0);
        ByteBuffer symtab = buffer((symbols.size() + 1) * 24).position(24);
        for (Symbol symbol : symbols) {
            symtab.putInt(strtab.size()).put((byte) ((symbol.global ? 1 : 0) << 4 | symbol.type)).put((byte) 0)
                    .putShort((short) symbol.section).putLong(symbol.value).putLong(symbol.size);
            strtab.writeBytes((symbol.name + "\0").getBytes(StandardCharsets.UTF_8));
        }
        all.add(sections.size(), new Section(".symtab", 2, ALLOC, 8, symtab.array(), symbols.stream()
                .filter(symbol -> !symbol.global).count() + 1, List.of()));
        all.add(new Section(".strtab", 3, 0, 1, strtab.toByteArray(), 0, List.of()));
        return file(all, symtabIndex);
    }

    private byte[] relas(Section section) {
        ByteBuffer table = buffer(section.relas().size() * 24);
        for (Rela rela : section.relas()) {
            int index = 0;
            while (!symbols.get(index).name.equals(rela.symbol)) {
                index++;
            }
            table.putLong(rela.offset).putLong((long) (index + 1) << 32 | rela.type).putLong(rela.addend);
        }
        return table.array();
    }

    private static byte[] file(List<Section> sections, int symtabIndex) {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.write(0);
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        contents.writeBytes(new byte[64]);
        ByteBuffer headers = buffer((sections.size() + 2) * 64).position(64);
        for (Section section : sections) {
            boolean symtab = section.type == 2;
            boolean rela = section.type == 4;
            while (contents.size() % 8 != 0) {
                contents.write(0);
            }
            header(headers, names, section.name, section.type, section.flags, contents.size(),
                    section.type == NOBITS ? section.size : section.bytes.length,
                    symtab ? sections.size() : rela ? symtabIndex : 0,
                    symtab || rela ? (int) section.size : 0, section.alignment, symtab || rela ? 24 : 0);
            contents.writeBytes(section.bytes);
        }
        int nameOffset = contents.size();
        header(headers, names, ".shstrtab", 3, 0, nameOffset, names.size() + 11, 0, 0, 1, 0);
        contents.writeBytes(names.toByteArray());
        long headerOffset = contents.size();
        contents.writeBytes(headers.array());
        byte[] file = contents.toByteArray();
        buffer(file).putInt(0x464C457F).put((byte) 2).put((byte) 1).put((byte) 1).position(16)
                .putShort((short) 1).putShort((short) 62).putInt(1).putLong(0).putLong(0).putLong(headerOffset)
                .putInt(0).putShort((short) 64).putShort((short) 0).putShort((short) 0).putShort((short) 64)
                .putShort((short) (sections.size() + 2)).putShort((short) (sections.size() + 1));
        return file;
    }

    private static void header(ByteBuffer headers, ByteArrayOutputStream names, String name, int type, long flags,
            long offset, long size, int link, int info, long alignment, long entrySize) {
        headers.putInt(names.size()).putInt(type).putLong(flags).putLong(0).putLong(offset).putLong(size)
                .putInt(link).putInt(info).putLong(alignment).putLong(entrySize);
        names.writeBytes((name + "\0").getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuffer buffer(int size) {
        return buffer(new byte[size]);
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
