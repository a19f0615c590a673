package org.eremite.image.report;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.eremite.image.ToolException;

/**
 * The tables of an ELF64 little-endian file (System V gABI, chapters 4 and 5).
 *
 * @param fileSize length of the file, in bytes
 * @param segments program headers, in file order
 * @param sections section headers, in file order; empty if the file has none
 */
public record ElfFile(long fileSize, List<Segment> segments, List<Section> sections) {
    /** Program header type of a segment to load. */
    public static final int PT_LOAD = 1;
    /** Segment flag: execute. */
    public static final int PF_X = 1;
    /** Segment flag: write. */
    public static final int PF_W = 2;
    /** Segment flag: read. */
    public static final int PF_R = 4;
    /** Section flag: occupies memory. */
    public static final long SHF_ALLOC = 2;

    private static final byte[] MAGIC = {0x7F, 'E', 'L', 'F', 2, 1};
    private static final int HEADER_SIZE = 64;
    private static final int E_PHOFF = 0x20;
    private static final int E_SHOFF = 0x28;
    private static final int E_PHENTSIZE = 0x36;
    private static final int E_PHNUM = 0x38;
    private static final int E_SHENTSIZE = 0x3A;
    private static final int E_SHNUM = 0x3C;
    private static final int E_SHSTRNDX = 0x3E;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int SECTION_HEADER_SIZE = 64;
    private static final int LONGEST_TABLE = 1 << 24;

    /**
     * A program header.
     *
     * @param type p_type
     * @param flags p_flags
     * @param virtualAddress p_vaddr
     * @param physicalAddress p_paddr
     * @param fileSize p_filesz, in bytes
     * @param memorySize p_memsz, in bytes
     */
    public record Segment(int type, int flags, long virtualAddress, long physicalAddress, long fileSize,
            long memorySize) {
        /** The permissions as {@code r-x}. */
        public String permissions() {
            return ((flags & PF_R) != 0 ? "r" : "-") + ((flags & PF_W) != 0 ? "w" : "-")
                    + ((flags & PF_X) != 0 ? "x" : "-");
        }
    }

    /**
     * A section header.
     *
     * @param name its name
     * @param type sh_type
     * @param flags sh_flags
     * @param size sh_size, in bytes
     */
    public record Section(String name, int type, long flags, long size) {
    }

    /** Keeps immutable copies. */
    public ElfFile {
        segments = List.copyOf(segments);
        sections = List.copyOf(sections);
    }

    /** Reads the tables of {@code path}; refuses anything that is not a well-formed ELF64 little-endian file. */
    public static ElfFile read(Path path) throws ToolException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer header = bytes(file, 0, HEADER_SIZE);
            for (int i = 0; i < MAGIC.length; i++) {
                if (header.get(i) != MAGIC[i]) {
                    throw malformed(path, "no ELF64 little-endian header");
                }
            }
            return new ElfFile(file.size(), segments(file, header), sections(file, header));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw malformed(path, "a table lies outside of the file");
        } catch (IOException e) {
            throw new ToolException("cannot read " + path, "assemble the image again", e);
        }
    }

    /** Highest physical address the loaded segments occupy, exclusive. */
    public long physicalEnd() {
        return segments.stream().filter(segment -> segment.type == PT_LOAD)
                .mapToLong(segment -> segment.physicalAddress + segment.memorySize).max().orElse(0);
    }

    private static List<Segment> segments(FileChannel file, ByteBuffer header) throws IOException {
        int count = Short.toUnsignedInt(header.getShort(E_PHNUM));
        int size = Short.toUnsignedInt(header.getShort(E_PHENTSIZE));
        List<Segment> segments = new ArrayList<>();
        ByteBuffer table = table(file, header.getLong(E_PHOFF), count, size, PROGRAM_HEADER_SIZE);
        for (int i = 0; i < count; i++) {
            int at = i * size;
            segments.add(new Segment(table.getInt(at), table.getInt(at + 0x04), table.getLong(at + 0x10),
                    table.getLong(at + 0x18), table.getLong(at + 0x20), table.getLong(at + 0x28)));
        }
        return segments;
    }

    private static List<Section> sections(FileChannel file, ByteBuffer header) throws IOException {
        int count = Short.toUnsignedInt(header.getShort(E_SHNUM));
        int size = Short.toUnsignedInt(header.getShort(E_SHENTSIZE));
        int namesIndex = Short.toUnsignedInt(header.getShort(E_SHSTRNDX));
        List<Section> sections = new ArrayList<>();
        if (count == 0) {
            return sections;
        }
        ByteBuffer table = table(file, header.getLong(E_SHOFF), count, size, SECTION_HEADER_SIZE);
        int namesHeader = namesIndex * size;
        ByteBuffer names = bytes(file, table.getLong(namesHeader + 0x18), table.getLong(namesHeader + 0x20));
        for (int i = 0; i < count; i++) {
            int at = i * size;
            sections.add(new Section(string(names, table.getInt(at)), table.getInt(at + 0x04),
                    table.getLong(at + 0x08), table.getLong(at + 0x20)));
        }
        return sections;
    }

    private static ByteBuffer table(FileChannel file, long offset, int count, int entrySize, int smallestEntry)
            throws IOException {
        if (count > 0 && entrySize < smallestEntry) {
            throw new IllegalArgumentException("entry size " + entrySize);
        }
        return bytes(file, offset, (long) count * entrySize);
    }

    private static ByteBuffer bytes(FileChannel file, long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > LONGEST_TABLE || offset > file.size() - length) {
            throw new BufferUnderflowException();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        long position = offset;
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, position);
            if (read < 0) {
                throw new BufferUnderflowException();
            }
            position += read;
        }
        return bytes.flip();
    }

    private static String string(ByteBuffer names, int offset) {
        int end = offset;
        while (names.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - offset];
        names.get(offset, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static ToolException malformed(Path path, String what) {
        return new ToolException(path + " is not an image: " + what, "assemble it again");
    }
}
