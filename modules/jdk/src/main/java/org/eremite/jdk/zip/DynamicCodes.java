package org.eremite.jdk.zip;

/** Codes of a dynamic block, from their description at its beginning (RFC 1951, 3.2.7); and the fixed ones. */
final class DynamicCodes {
    /** The code of literals and lengths in blocks without their own. */
    static final HuffmanDecoder FIXED_LITERALS = fixed(DeflateFormat.fixedLiteralLengths());
    /** The code of distances in blocks without their own. */
    static final HuffmanDecoder FIXED_DISTANCES = fixed(DeflateFormat.fixedDistanceLengths());

    private static final int COUNTS_BITS = 14;
    private static final int LENGTH_BITS = 3;
    private static final int FIRST_REPEAT = DeflateFormat.REPEAT_PREVIOUS;

    private final HuffmanDecoder lengthCode = new HuffmanDecoder();
    private final HuffmanDecoder literals = new HuffmanDecoder();
    private final HuffmanDecoder distances = new HuffmanDecoder();
    private final byte[] lengths = new byte[DeflateFormat.LITERALS + DeflateFormat.DISTANCES];

    private int literalCount;
    private int distanceCount;
    private int lengthCodeCount;
    private int done;
    private boolean lengthCodeKnown;
    private String malformation;

    private static HuffmanDecoder fixed(byte[] lengths) {
        HuffmanDecoder decoder = new HuffmanDecoder();
        decoder.build(lengths, 0, lengths.length);
        return decoder;
    }

    /** Before the first {@link #read} of a block. */
    void begin() {
        literalCount = 0;
        done = 0;
        lengthCodeKnown = false;
        malformation = null;
    }

    /** What is wrong with the description, or null. */
    String malformation() {
        return malformation;
    }

    HuffmanDecoder literals() {
        return literals;
    }

    HuffmanDecoder distances() {
        return distances;
    }

    /** Reads as far as the input goes; returns whether both codes are known. */
    boolean read(BitReader in) {
        return (literalCount > 0 || counts(in)) && (lengthCodeKnown || lengthCode(in)) && lengths(in) && build();
    }

    private boolean wrong(String what) {
        malformation = what;
        return false;
    }

    private boolean counts(BitReader in) {
        if (!in.need(COUNTS_BITS)) {
            return false;
        }
        int literal = (int) in.take(5) + DeflateFormat.FIRST_LENGTH;
        distanceCount = (int) in.take(5) + 1;
        lengthCodeCount = (int) in.take(4) + 4;
        if (literal > DeflateFormat.LITERALS || distanceCount > DeflateFormat.DISTANCES) {
            return wrong("too many length or distance symbols");
        }
        literalCount = literal;
        return true;
    }

    private boolean lengthCode(BitReader in) {
        for (; done < lengthCodeCount; done++) {
            if (!in.need(LENGTH_BITS)) {
                return false;
            }
            lengths[DeflateFormat.CODE_LENGTH_ORDER[done]] = (byte) in.take(LENGTH_BITS);
        }
        for (; done < DeflateFormat.CODE_LENGTHS; done++) {
            lengths[DeflateFormat.CODE_LENGTH_ORDER[done]] = 0;
        }
        HuffmanDecoder.Kind kind = lengthCode.build(lengths, 0, DeflateFormat.CODE_LENGTHS);
        if (kind == HuffmanDecoder.Kind.INVALID || kind == HuffmanDecoder.Kind.SINGLE) {
            return wrong("invalid code lengths set");
        }
        done = 0;
        lengthCodeKnown = true;
        return true;
    }

    private boolean lengths(BitReader in) {
        while (done < literalCount + distanceCount) {
            int entry = in.look(lengthCode);
            if (entry == BitReader.STARVED) {
                return false;
            }
            int symbol = HuffmanDecoder.symbol(entry);
            // Without any code, each bit means a length of zero.
            int bits = Math.max(1, HuffmanDecoder.bits(entry));
            if (symbol < FIRST_REPEAT) {
                in.skip(bits);
                lengths[done++] = (byte) symbol;
            } else if (!repeat(in, symbol, bits)) {
                return false;
            }
        }
        return true;
    }

    private boolean repeat(BitReader in, int symbol, int bits) {
        int extra = symbol == DeflateFormat.REPEAT_PREVIOUS ? 2 : symbol == DeflateFormat.REPEAT_ZERO ? 3 : 7;
        int least = symbol == DeflateFormat.REPEAT_ZERO_LONG ? 11 : 3;
        if (!in.need(bits + extra)) {
            return false;
        }
        int times = least + in.peekAt(bits, extra);
        in.skip(bits + extra);
        boolean previous = symbol == DeflateFormat.REPEAT_PREVIOUS;
        if (previous && done == 0 || done + times > literalCount + distanceCount) {
            return wrong("invalid bit length repeat");
        }
        byte length = previous ? lengths[done - 1] : 0;
        for (int i = 0; i < times; i++) {
            lengths[done++] = length;
        }
        return true;
    }

    private boolean build() {
        if (lengths[DeflateFormat.END_OF_BLOCK] == 0) {
            return wrong("invalid code -- missing end-of-block");
        }
        if (literals.build(lengths, 0, literalCount) == HuffmanDecoder.Kind.INVALID) {
            return wrong("invalid literal/lengths set");
        }
        if (distances.build(lengths, literalCount, distanceCount) == HuffmanDecoder.Kind.INVALID) {
            return wrong("invalid distances set");
        }
        return true;
    }
}
