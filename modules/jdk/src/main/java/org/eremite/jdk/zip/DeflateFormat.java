package org.eremite.jdk.zip;

/** Numbers of the DEFLATE format (RFC 1951, 3.2) and of the zlib format around it (RFC 1950, 2.2). */
final class DeflateFormat {
    /** Farthest that a match may reach back, in bytes: 32 KiB. */
    static final int WINDOW_BYTES = 1 << 15;
    /** Shortest match. */
    static final int MINIMUM_MATCH = 3;
    /** Longest match. */
    static final int MAXIMUM_MATCH = 258;
    /** Most bytes of a stored block. */
    static final int MAXIMUM_STORED = 0xFFFF;

    /** Block types, 3.2.3. */
    static final int STORED = 0;
    /** Compressed with fixed Huffman codes. */
    static final int FIXED = 1;
    /** Compressed with Huffman codes of the block's own. */
    static final int DYNAMIC = 2;

    /** Symbol that ends a block. */
    static final int END_OF_BLOCK = 256;
    /** First symbol of a length. */
    static final int FIRST_LENGTH = 257;
    /** Symbols of literals and lengths that the fixed code has, of which the last two never occur. */
    static final int FIXED_LITERALS = 288;
    /** Symbols of literals and lengths that occur. */
    static final int LITERALS = 286;
    /** Symbols of distances that occur. */
    static final int DISTANCES = 30;
    /** Symbols that describe code lengths. */
    static final int CODE_LENGTHS = 19;
    /** Longest code of a literal, length or distance, in bits. */
    static final int MAXIMUM_CODE_BITS = 15;
    /** Longest code of a code length. */
    static final int MAXIMUM_CODE_LENGTH_BITS = 7;

    /** Code length symbol: the previous length 3 to 6 times. */
    static final int REPEAT_PREVIOUS = 16;
    /** Code length symbol: zero 3 to 10 times. */
    static final int REPEAT_ZERO = 17;
    /** Code length symbol: zero 11 to 138 times. */
    static final int REPEAT_ZERO_LONG = 18;
    /** The order in which lengths of code length symbols are sent, 3.2.7. */
    static final byte[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    /** Shortest length of each length symbol from {@link #FIRST_LENGTH}, 3.2.5. */
    static final short[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258
    };
    /** Bits that follow each length symbol. */
    static final byte[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    /** Shortest distance of each distance symbol. */
    static final short[] DISTANCE_BASE = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
        8193, 12289, 16385, 24577
    };
    /** Bits that follow each distance symbol. */
    static final byte[] DISTANCE_EXTRA = {
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
    };

    /** Compression method of the zlib header: DEFLATE. */
    static final int METHOD_DEFLATE = 8;
    /** Largest window size a zlib header may name: 2^(7+8). */
    static final int MAXIMUM_WINDOW_CODE = 7;
    /** Flag of the zlib header: the checksum of a preset dictionary follows. */
    static final int PRESET_DICTIONARY = 0x20;
    /** The two bytes of a zlib header, as a big-endian number, are a multiple of this. */
    static final int HEADER_CHECK = 31;

    private static final byte LITERAL_BITS_SHORT = 8;
    private static final byte LITERAL_BITS_LONG = 9;
    private static final byte LENGTH_BITS = 7;
    private static final byte FIXED_DISTANCE_BITS = 5;
    private static final int FIRST_LONG_LITERAL = 144;
    private static final int FIRST_LAST_LENGTH = 280;

    private DeflateFormat() {}

    /** Lengths of the fixed code for literals and lengths, 3.2.6. */
    static byte[] fixedLiteralLengths() {
        byte[] lengths = new byte[FIXED_LITERALS];
        for (int symbol = 0; symbol < FIXED_LITERALS; symbol++) {
            boolean isLength = symbol >= END_OF_BLOCK && symbol < FIRST_LAST_LENGTH;
            boolean isLong = symbol >= FIRST_LONG_LITERAL && symbol < END_OF_BLOCK;
            lengths[symbol] = isLength ? LENGTH_BITS : isLong ? LITERAL_BITS_LONG : LITERAL_BITS_SHORT;
        }
        return lengths;
    }

    /** Lengths of the fixed code for distances; the last two symbols never occur. */
    static byte[] fixedDistanceLengths() {
        byte[] lengths = new byte[DISTANCES + 2];
        java.util.Arrays.fill(lengths, FIXED_DISTANCE_BITS);
        return lengths;
    }
}
