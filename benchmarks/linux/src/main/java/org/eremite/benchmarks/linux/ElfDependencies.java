package org.eremite.benchmarks.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a dynamically linked ELF64 little-endian file asks for (System V gABI, chapter 5, "Dynamic Linking").
 *
 * @param interpreter the program that loads it (PT_INTERP); empty for a library
 * @param needed names of the libraries it needs (DT_NEEDED), in file order
 */
record ElfDependencies(Optional<String> interpreter, List<String> needed) {
    private static final byte[] MAGIC = {0x7F, 'E', 'L', 'F', 2, 1};
    private static final int E_PHOFF = 0x20;
    private static final int E_PHENTSIZE = 0x36;
    private static final int E_PHNUM = 0x38;
    private static final int P_OFFSET = 0x08;
    private static final int P_VADDR = 0x10;
    private static final int P_FILESZ = 0x20;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int DYNAMIC_ENTRY_SIZE = 16;
    private static final long DT_NULL = 0;
    private static final long DT_NEEDED = 1;
    private static final long DT_STRTAB = 5;

    /** Of {@code file}; empty if it is not such an ELF file. */
    static Optional<ElfDependencies> of(Path file) throws IOException {
        if (Files.size(file) < E_PHNUM + Short.BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (!bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reader(bytes).read());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new IOException("broken ELF file: " + file, e);
        }
    }

    private record Reader(ByteBuffer bytes) {
        ElfDependencies read() throws IOException {
            Optional<String> interpreter = Optional.empty();
            List<String> needed = List.of();
            for (int i = 0; i < Short.toUnsignedInt(bytes.getShort(E_PHNUM)); i++) {
                int header = header(i);
                int type = bytes.getInt(header);
                if (type == PT_INTERP) {
                    interpreter = Optional.of(string(Math.toIntExact(bytes.getLong(header + P_OFFSET))));
                } else if (type == PT_DYNAMIC) {
                    needed = needed(header);
                }
            }
            return new ElfDependencies(interpreter, needed);
        }

        private int header(int index) {
            return Math.toIntExact(Math.addExact(bytes.getLong(E_PHOFF),
                    (long) index * Short.toUnsignedInt(bytes.getShort(E_PHENTSIZE))));
        }

        private List<String> needed(int header) throws IOException {
            int begin = Math.toIntExact(bytes.getLong(header + P_OFFSET));
            int end = Math.toIntExact(Math.addExact(begin, bytes.getLong(header + P_FILESZ)));
            List<Long> names = new ArrayList<>();
            long table = -1;
            for (int entry = begin; entry < end; entry += DYNAMIC_ENTRY_SIZE) {
                long tag = bytes.getLong(entry);
                long value = bytes.getLong(entry + Long.BYTES);
                if (tag == DT_NULL) {
                    break;
                } else if (tag == DT_NEEDED) {
                    names.add(value);
                } else if (tag == DT_STRTAB) {
                    table = fileOffset(value);
                }
            }
            List<String> needed = new ArrayList<>();
            for (long name : names) {
                needed.add(string(Math.toIntExact(Math.addExact(table, name))));
            }
            return needed;
        }

        private long fileOffset(long virtualAddress) throws IOException {
            for (int i = 0; i < Short.toUnsignedInt(bytes.getShort(E_PHNUM)); i++) {
                int header = header(i);
                long distance = virtualAddress - bytes.getLong(header + P_VADDR);
                if (bytes.getInt(header) == PT_LOAD && distance >= 0 && distance < bytes.getLong(header + P_FILESZ)) {
                    return Math.addExact(bytes.getLong(header + P_OFFSET), distance);
                }
            }
            throw new IOException("an address that the ELF file does not load: " + Long.toHexString(virtualAddress));
        }

        private String string(int offset) {
            int end = offset;
            while (bytes.get(end) != 0) {
                end++;
            }
            byte[] text = new byte[end - offset];
            bytes.get(offset, text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
