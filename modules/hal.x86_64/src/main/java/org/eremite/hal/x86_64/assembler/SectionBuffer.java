package org.eremite.hal.x86_64.assembler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eremite.hal.code.CodeSection;
import org.eremite.hal.code.Permission;
import org.eremite.hal.code.Relocation;

/** A section while it grows: bytes, then reserved zeroes, with symbols, relocations and unresolved labels. */
final class SectionBuffer {
    private static final int NOP = 0x90;

    private final String name;
    private final Permission permission;
    private final int alignment;
    private final Map<String, Integer> symbols = new LinkedHashMap<>();
    private final List<Relocation> relocations = new ArrayList<>();
    private final List<Fixup> fixups = new ArrayList<>();
    private byte[] bytes = new byte[256];
    private int size;
    private int reserved;

    /**
     * A place that takes the distance to a label.
     *
     * @param place  offset of the first byte to fill
     * @param bytes  width
     * @param origin label the distance counts from, or null for {@code originOffset}
     */
    private record Fixup(int place, int bytes, Label origin, int originOffset, Label target, long addend) {}

    SectionBuffer(String name, Permission permission, int alignment) {
        this.name = name;
        this.permission = permission;
        this.alignment = alignment;
    }

    /** Offset of the next byte. */
    int position() {
        return size + reserved;
    }

    /** Appends the low {@code count} bytes of {@code value}, little-endian. */
    void put(long value, int count) {
        if (reserved > 0) {
            throw new IllegalStateException("bytes after reserved zeroes: section=" + name);
        }
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        store(bytes, size, value, count);
        size += count;
    }

    /** Adds zeroes that take no room in the file. */
    void reserve(int count) {
        reserved = Math.addExact(reserved, count);
    }

    void align(int boundary) {
        if (Integer.bitCount(boundary) != 1 || boundary > alignment) {
            throw new IllegalArgumentException(
                    "boundary is not a power of two up to the section's alignment: boundary=" + boundary
                            + " alignment=" + alignment);
        }
        int padding = -position() & (boundary - 1);
        if (reserved > 0) {
            reserve(padding);
            return;
        }
        for (int i = 0; i < padding; i++) {
            put(permission == Permission.READ_EXECUTE ? NOP : 0, 1);
        }
    }

    void define(String symbol) {
        if (symbols.putIfAbsent(symbol, position()) != null) {
            throw new IllegalArgumentException("symbol is defined twice: symbol=" + symbol);
        }
    }

    boolean defines(String symbol) {
        return symbols.containsKey(symbol);
    }

    /** Appends a place the linker fills. */
    void relocate(Relocation.Kind kind, String symbol, long addend) {
        relocations.add(new Relocation(size, kind, symbol, addend));
        put(0, kind.bytes());
    }

    /** Appends {@code target + addend - end}, where {@code end} is {@code trailing} bytes behind the appended place. */
    void relative(Label target, long addend, int count, int trailing) {
        fixups.add(new Fixup(size, count, null, size + count + trailing, target, addend));
        put(0, count);
    }

    /** Appends {@code to + addend - from}. */
    void distance(Label from, Label to, long addend, int count) {
        fixups.add(new Fixup(size, count, from, 0, to, addend));
        put(0, count);
    }

    /** The finished section; fails when a label is not bound or out of reach. */
    CodeSection finish() {
        byte[] contents = Arrays.copyOf(bytes, size);
        for (Fixup fixup : fixups) {
            resolve(fixup, contents);
        }
        return new CodeSection(name, permission, alignment, contents, reserved, symbols, relocations);
    }

    private void resolve(Fixup fixup, byte[] contents) {
        boolean relative = fixup.origin == null;
        long origin = relative ? fixup.originOffset : fixup.origin.offsetIn(this);
        long value = fixup.target.offsetIn(this) + fixup.addend - origin;
        int bits = 8 * fixup.bytes;
        long least = bits == Long.SIZE ? Long.MIN_VALUE : -1L << (bits - 1);
        // A branch distance is signed; other distances are numbers of either kind.
        long greatest = relative || bits == Long.SIZE ? ~least : (1L << bits) - 1;
        if (value < least || value > greatest) {
            throw new IllegalArgumentException(
                    "label is out of reach: label=" + fixup.target + " distance=" + value + " bits=" + bits);
        }
        store(contents, fixup.place, value, fixup.bytes);
    }

    private static void store(byte[] destination, int offset, long value, int count) {
        for (int i = 0; i < count; i++) {
            destination[offset + i] = (byte) (value >> (8 * i));
        }
    }
}
