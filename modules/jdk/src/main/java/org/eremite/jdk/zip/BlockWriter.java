package org.eremite.jdk.zip;

import java.util.Arrays;

/** Literals and matches of one block until it is full, and then the shortest of the three ways to write it. */
final class BlockWriter {
    /** Most literals and matches of a block. */
    private static final int CAPACITY = 1 << 14;
    private static final int LITERAL_BITS = 9;
    private static final int BLOCK_HEADER_BITS = 3;
    private static final int COUNTS_BITS = 14;
    private static final int LENGTH_BITS = 3;
    private static final int FEWEST_LENGTH_CODES = 4;

    private static final HuffmanCode FIXED_LITERALS = HuffmanCode.of(DeflateFormat.fixedLiteralLengths());
    private static final HuffmanCode FIXED_DISTANCES = HuffmanCode.of(DeflateFormat.fixedDistanceLengths());
    private static final byte[] LENGTH_SYMBOL = lengthSymbols();

    private final BitWriter out;
    /** A literal, or a match: length in the low bits, distance above. */
    private final int[] tokens = new int[CAPACITY];
    private int count;
    private final int[] literalFrequencies = new int[DeflateFormat.FIXED_LITERALS];
    private final int[] distanceFrequencies = new int[DeflateFormat.DISTANCES + 2];
    private final HuffmanCode literals = new HuffmanCode(DeflateFormat.LITERALS, DeflateFormat.MAXIMUM_CODE_BITS);
    private final HuffmanCode distances = new HuffmanCode(DeflateFormat.DISTANCES, DeflateFormat.MAXIMUM_CODE_BITS);
    private final HuffmanCode lengthCode =
            new HuffmanCode(DeflateFormat.CODE_LENGTHS, DeflateFormat.MAXIMUM_CODE_LENGTH_BITS);
    private final int[] lengthFrequencies = new int[DeflateFormat.CODE_LENGTHS];
    /** Code length symbols, each with the value of its extra bits above. */
    private final int[] runs = new int[DeflateFormat.LITERALS + DeflateFormat.DISTANCES];
    private int runCount;

    BlockWriter(BitWriter out) {
        this.out = out;
        begin();
    }

    /** Forgets what has been added. */
    void begin() {
        count = 0;
        Arrays.fill(literalFrequencies, 0);
        Arrays.fill(distanceFrequencies, 0);
        literalFrequencies[DeflateFormat.END_OF_BLOCK] = 1;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    void literal(byte value) {
        tokens[count++] = value & 0xFF;
        literalFrequencies[value & 0xFF]++;
    }

    void match(int length, int distance) {
        tokens[count++] = distance << LITERAL_BITS | length;
        literalFrequencies[DeflateFormat.FIRST_LENGTH + LENGTH_SYMBOL[length]]++;
        distanceFrequencies[distanceSymbol(distance)]++;
    }

    /**
     * Writes the block and begins the next one.
     *
     * @param source where the bytes are that the block stands for, null if they are no longer anywhere
     */
    void finish(boolean last, byte[] source, int offset, int length) {
        literals.build(literalFrequencies);
        distances.build(distanceFrequencies);
        describe();
        long extra = extraBits();
        long dynamic = descriptionBits() + literals.cost(literalFrequencies) + distances.cost(distanceFrequencies) + extra;
        long fixed = FIXED_LITERALS.cost(literalFrequencies) + FIXED_DISTANCES.cost(distanceFrequencies) + extra;
        if (source != null && storedBits(length) < Math.min(dynamic, fixed)) {
            stored(last, source, offset, length);
        } else if (fixed <= dynamic) {
            header(last, DeflateFormat.FIXED);
            body(FIXED_LITERALS, FIXED_DISTANCES);
        } else {
            header(last, DeflateFormat.DYNAMIC);
            writeDescription();
            body(literals, distances);
        }
        begin();
    }

    /** Writes bytes as they are, in as many blocks as that takes, at least one. */
    void stored(boolean last, byte[] source, int offset, int length) {
        int done = 0;
        do {
            int part = Math.min(length - done, DeflateFormat.MAXIMUM_STORED);
            header(last && done + part == length, DeflateFormat.STORED);
            out.align();
            out.write(part | ~part << Short.SIZE, Integer.SIZE);
            out.write(source, offset + done, part);
            done += part;
        } while (done < length);
    }

    private long storedBits(int length) {
        int blocks = Math.max(1, (length + DeflateFormat.MAXIMUM_STORED - 1) / DeflateFormat.MAXIMUM_STORED);
        return (long) length * Byte.SIZE + blocks * (Integer.SIZE + Byte.SIZE);
    }

    private void header(boolean last, int type) {
        out.write((last ? 1 : 0) | type << 1, BLOCK_HEADER_BITS);
    }

    private void body(HuffmanCode literalCode, HuffmanCode distanceCode) {
        for (int i = 0; i < count; i++) {
            int distance = tokens[i] >>> LITERAL_BITS;
            int value = tokens[i] & (1 << LITERAL_BITS) - 1;
            if (distance == 0) {
                literalCode.write(out, value);
            } else {
                int symbol = LENGTH_SYMBOL[value];
                literalCode.write(out, DeflateFormat.FIRST_LENGTH + symbol);
                out.write(value - DeflateFormat.LENGTH_BASE[symbol], DeflateFormat.LENGTH_EXTRA[symbol]);
                symbol = distanceSymbol(distance);
                distanceCode.write(out, symbol);
                out.write(distance - DeflateFormat.DISTANCE_BASE[symbol], DeflateFormat.DISTANCE_EXTRA[symbol]);
            }
        }
        literalCode.write(out, DeflateFormat.END_OF_BLOCK);
    }

    private long extraBits() {
        long bits = 0;
        for (int symbol = 0; symbol < DeflateFormat.LENGTH_EXTRA.length; symbol++) {
            bits += (long) literalFrequencies[DeflateFormat.FIRST_LENGTH + symbol] * DeflateFormat.LENGTH_EXTRA[symbol];
        }
        for (int symbol = 0; symbol < DeflateFormat.DISTANCES; symbol++) {
            bits += (long) distanceFrequencies[symbol] * DeflateFormat.DISTANCE_EXTRA[symbol];
        }
        return bits;
    }

    /** Both codes' lengths as runs (RFC 1951, 3.2.7), and a code for those. */
    private void describe() {
        int literalCount = literals.used(DeflateFormat.FIRST_LENGTH);
        int total = literalCount + distances.used(1);
        Arrays.fill(lengthFrequencies, 0);
        runCount = 0;
        for (int i = 0; i < total; ) {
            int length = lengthAt(i, literalCount);
            int end = i + 1;
            while (end < total && lengthAt(end, literalCount) == length) {
                end++;
            }
            if (length > 0) {
                run(length, 0);
                i++;
            }
            i = repeat(length, end - i, end);
        }
        lengthCode.build(lengthFrequencies);
    }

    private int lengthAt(int index, int literalCount) {
        return index < literalCount ? literals.length(index) : distances.length(index - literalCount);
    }

    private int repeat(int length, int times, int end) {
        int left = times;
        while (left > 0) {
            if (left < 3) {
                run(length, 0);
                left--;
            } else if (length > 0) {
                int now = Math.min(left, 6);
                run(DeflateFormat.REPEAT_PREVIOUS, now - 3);
                left -= now;
            } else if (left < 11) {
                run(DeflateFormat.REPEAT_ZERO, left - 3);
                left = 0;
            } else {
                int now = Math.min(left, 138);
                run(DeflateFormat.REPEAT_ZERO_LONG, now - 11);
                left -= now;
            }
        }
        return end;
    }

    private void run(int symbol, int extra) {
        runs[runCount++] = extra << Byte.SIZE | symbol;
        lengthFrequencies[symbol]++;
    }

    private int lengthCodesSent() {
        int sent = DeflateFormat.CODE_LENGTHS;
        while (sent > FEWEST_LENGTH_CODES && lengthCode.length(DeflateFormat.CODE_LENGTH_ORDER[sent - 1]) == 0) {
            sent--;
        }
        return sent;
    }

    private static int runExtraBits(int symbol) {
        return switch (symbol) {
            case DeflateFormat.REPEAT_PREVIOUS -> 2;
            case DeflateFormat.REPEAT_ZERO -> 3;
            case DeflateFormat.REPEAT_ZERO_LONG -> 7;
            default -> 0;
        };
    }

    private long descriptionBits() {
        long bits = COUNTS_BITS + (long) lengthCodesSent() * LENGTH_BITS + lengthCode.cost(lengthFrequencies);
        for (int i = 0; i < runCount; i++) {
            bits += runExtraBits(runs[i] & 0xFF);
        }
        return bits;
    }

    private void writeDescription() {
        out.write(literals.used(DeflateFormat.FIRST_LENGTH) - DeflateFormat.FIRST_LENGTH, 5);
        out.write(distances.used(1) - 1, 5);
        int sent = lengthCodesSent();
        out.write(sent - FEWEST_LENGTH_CODES, 4);
        for (int i = 0; i < sent; i++) {
            out.write(lengthCode.length(DeflateFormat.CODE_LENGTH_ORDER[i]), LENGTH_BITS);
        }
        for (int i = 0; i < runCount; i++) {
            int symbol = runs[i] & 0xFF;
            lengthCode.write(out, symbol);
            out.write(runs[i] >>> Byte.SIZE, runExtraBits(symbol));
        }
    }

    private static byte[] lengthSymbols() {
        byte[] symbols = new byte[DeflateFormat.MAXIMUM_MATCH + 1];
        for (int symbol = 0; symbol < DeflateFormat.LENGTH_BASE.length; symbol++) {
            int end = DeflateFormat.LENGTH_BASE[symbol] + (1 << DeflateFormat.LENGTH_EXTRA[symbol]);
            for (int length = DeflateFormat.LENGTH_BASE[symbol]; length < Math.min(end, symbols.length); length++) {
                symbols[length] = (byte) symbol;
            }
        }
        return symbols;
    }

    /** Two symbols for each power of two. */
    private static int distanceSymbol(int distance) {
        if (distance <= 2) {
            return distance - 1;
        }
        int exponent = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(distance - 1);
        return 2 * exponent + (distance - 1 >>> exponent - 1 & 1);
    }
}
