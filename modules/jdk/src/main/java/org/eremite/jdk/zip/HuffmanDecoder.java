package org.eremite.jdk.zip;

import java.util.Arrays;

/**
 * Decoding table of a canonical Huffman code (RFC 1951, 3.2.2): the next bits of the stream, the first one lowest, lead to
 * a symbol and the length of its code.
 *
 * <p>Codes of up to {@link #PRIMARY_BITS} bits take one look; for a longer one, the entry found with its first bits says
 * where the table for the remaining ones begins and how many bits that is indexed by.
 *
 * <pre>
 *   symbol       31 ........ 8 | 7 .. 0      code length in bits
 *   table link   1  | 30 ... 8 | 7 .. 0      start of table, bits of its index
 *   nothing      0
 * </pre>
 */
final class HuffmanDecoder {
    /** Bits of the first look. */
    static final int PRIMARY_BITS = 10;
    /** An index that no code leads to. */
    static final int NOTHING = 0;

    private static final int PRIMARY_MASK = (1 << PRIMARY_BITS) - 1;
    private static final int LINK = 1 << 31;
    private static final int SYMBOL_SHIFT = 8;
    private static final int BITS_MASK = 0xFF;

    private int[] table = new int[1 << PRIMARY_BITS];
    private final int[] count = new int[DeflateFormat.MAXIMUM_CODE_BITS + 1];
    private final int[] next = new int[DeflateFormat.MAXIMUM_CODE_BITS + 2];

    /** What a set of code lengths can be. */
    enum Kind {
        /** Every sequence of bits means something. */
        COMPLETE,
        /** Only one code, of one bit. */
        SINGLE,
        /** No code at all. */
        EMPTY,
        /** Neither: some sequence of bits means nothing, or two things. */
        INVALID
    }

    /** Takes on the code in which symbol {@code i} has {@code lengths[offset + i]} bits; zero if it does not occur. */
    Kind build(byte[] lengths, int offset, int symbols) {
        Arrays.fill(count, 0);
        for (int symbol = 0; symbol < symbols; symbol++) {
            count[lengths[offset + symbol]]++;
        }
        int left = 1;
        int longest = 0;
        for (int bits = 1; bits <= DeflateFormat.MAXIMUM_CODE_BITS; bits++) {
            left = (left << 1) - count[bits];
            if (left < 0) {
                return Kind.INVALID;
            }
            longest = count[bits] > 0 ? bits : longest;
        }
        Kind kind = longest == 0 ? Kind.EMPTY : left == 0 ? Kind.COMPLETE : longest == 1 ? Kind.SINGLE : Kind.INVALID;
        if (kind != Kind.INVALID) {
            fill(lengths, offset, symbols, longest);
        }
        return kind;
    }

    private void fill(byte[] lengths, int offset, int symbols, int longest) {
        Arrays.fill(table, 0, 1 << PRIMARY_BITS, NOTHING);
        int code = 0;
        for (int bits = 1; bits <= DeflateFormat.MAXIMUM_CODE_BITS; bits++) {
            next[bits] = code;
            code = code + count[bits] << 1;
        }
        int free = 1 << PRIMARY_BITS;
        int secondaryBits = Math.max(longest - PRIMARY_BITS, 0);
        for (int symbol = 0; symbol < symbols; symbol++) {
            int bits = lengths[offset + symbol];
            if (bits == 0) {
                continue;
            }
            int reversed = Integer.reverse(next[bits]++) >>> Integer.SIZE - bits;
            int entry = symbol << SYMBOL_SHIFT | bits;
            if (bits <= PRIMARY_BITS) {
                spread(0, reversed, bits, 1 << PRIMARY_BITS, entry);
            } else {
                int first = reversed & PRIMARY_MASK;
                if (table[first] == NOTHING) {
                    if (table.length < free + (1 << secondaryBits)) {
                        table = Arrays.copyOf(table, Math.max(table.length * 2, free + (1 << secondaryBits)));
                    }
                    Arrays.fill(table, free, free + (1 << secondaryBits), NOTHING);
                    table[first] = LINK | free << SYMBOL_SHIFT | secondaryBits;
                    free += 1 << secondaryBits;
                }
                spread(start(table[first]), reversed >>> PRIMARY_BITS, bits - PRIMARY_BITS, 1 << secondaryBits, entry);
            }
        }
    }

    private void spread(int start, int reversed, int bits, int size, int entry) {
        for (int index = reversed; index < size; index += 1 << bits) {
            table[start + index] = entry;
        }
    }

    /** The entry that {@code bits} lead to, of which those beyond what is known must be zero. */
    int look(long bits) {
        int entry = table[(int) bits & PRIMARY_MASK];
        if (entry >= 0) {
            return entry;
        }
        int index = (int) (bits >>> PRIMARY_BITS) & (1 << (entry & BITS_MASK)) - 1;
        return table[start(entry) + index];
    }

    private static int start(int link) {
        return (link & ~LINK) >>> SYMBOL_SHIFT;
    }

    /** Length of the code of {@code entry}, in bits. */
    static int bits(int entry) {
        return entry & BITS_MASK;
    }

    /** Symbol of {@code entry}. */
    static int symbol(int entry) {
        return entry >>> SYMBOL_SHIFT;
    }
}
