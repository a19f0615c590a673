package org.eremite.image.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Checked little-endian reads from a file of unknown honesty. */
final class ElfBytes {
    /** Longest name accepted; mangled Java names stay far below, and it bounds the search for a missing terminator. */
    private static final int NAME_LIMIT = 1 << 16;

    private final byte[] bytes;
    private final ByteBuffer buffer;

    ElfBytes(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] array() {
        return bytes;
    }

    /** Checks that {@code size} bytes from {@code offset} lie in the file; returns the offset as an index. */
    int range(String what, long offset, long size) {
        if (offset < 0 || size < 0 || offset > bytes.length || size > bytes.length - offset) {
            throw LinkException.of(what + " reaches beyond the end of the file", "offset",
                    Long.toUnsignedString(offset) + " size=" + Long.toUnsignedString(size) + " file=" + bytes.length);
        }
        return (int) offset;
    }

    int u8(long offset) {
        return buffer.get(range("byte", offset, 1)) & 0xFF;
    }

    int u16(long offset) {
        return buffer.getShort(range("half word", offset, Short.BYTES)) & 0xFFFF;
    }

    int word(long offset) {
        return buffer.getInt(range("word", offset, Integer.BYTES));
    }

    long u32(long offset) {
        return Integer.toUnsignedLong(word(offset));
    }

    long xword(long offset) {
        return buffer.getLong(range("double word", offset, Long.BYTES));
    }

    /** Zero-terminated string at {@code index} of the string table at {@code tableOffset}. */
    String string(String what, int tableOffset, long tableSize, long index) {
        if (index >= tableSize) {
            throw LinkException.of(what + " has its name outside the string table", "name", index);
        }
        int start = (int) (tableOffset + index);
        int limit = (int) Math.min(tableOffset + tableSize, (long) start + NAME_LIMIT);
        int end = start;
        while (end < limit && bytes[end] != 0) {
            end++;
        }
        if (end == limit) {
            throw LinkException.of(what + " has a name without end", "name", index);
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
