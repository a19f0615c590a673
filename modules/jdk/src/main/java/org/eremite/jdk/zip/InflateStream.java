package org.eremite.jdk.zip;

import java.util.zip.DataFormatException;

/**
 * Decompresses the zlib format (RFC 1950) or bare DEFLATE data (RFC 1951), given and taken in pieces of any size.
 *
 * <p>It never reads beyond the end of the compressed data, and reports the same malformations as the zlib library, in the
 * same words. Not safe for use by several threads at once.
 */
public final class InflateStream {
    /** Input the fast path reads ahead of what it needs. */
    private static final int FAST_INPUT = Long.BYTES;
    private static final int WINDOW_MASK = DeflateFormat.WINDOW_BYTES - 1;
    private static final int ADLER_BITS = 32;
    private static final int STORED_LENGTH_BITS = 32;

    /** What is expected next. */
    private enum State {
        HEADER, DICTIONARY_CHECKSUM, DICTIONARY, BLOCK, STORED_LENGTH, STORED, CODES, SYMBOLS, LITERAL, MATCH, CHECKSUM, FINISHED, WRONG
    }

    private final boolean bare;
    private final DynamicCodes codes = new DynamicCodes();
    private final byte[] window = new byte[DeflateFormat.WINDOW_BYTES];
    private int windowNext;
    private int windowFilled;

    private State state;
    private String malformation;
    private boolean lastBlock;
    private boolean dictionaryGiven;
    private int adler;
    private HuffmanDecoder literals;
    private HuffmanDecoder distances;
    private int pending;
    private int distance;

    private final BitReader in = new BitReader();
    private byte[] out;
    private int outNext;
    private int outEnd;
    private int outStart;

    /** @param bare whether the data have neither header nor checksum */
    public InflateStream(boolean bare) {
        this.bare = bare;
        reset();
    }

    /** Begins anew. */
    public void reset() {
        state = bare ? State.BLOCK : State.HEADER;
        malformation = null;
        lastBlock = false;
        dictionaryGiven = false;
        adler = bare ? 0 : Checksums.ADLER32_EMPTY;
        windowNext = 0;
        windowFilled = 0;
        in.reset();
        out = null;
        outNext = 0;
        outStart = 0;
    }

    /** Bytes that the last call of {@link #inflate} took. */
    public int consumed() {
        return in.consumed();
    }

    /** Bytes that the last call of {@link #inflate} gave. */
    public int produced() {
        return outNext - outStart;
    }

    /** Whether everything has been given. */
    public boolean finished() {
        return state == State.FINISHED;
    }

    /** Whether nothing goes on without {@link #setDictionary}. */
    public boolean needsDictionary() {
        return state == State.DICTIONARY && !dictionaryGiven;
    }

    /** Adler-32 of what has been given, or of the dictionary that is needed; 0 always of bare data. */
    public int adler() {
        return adler;
    }

    /** Presets what matches may refer to. Returns whether it is wanted now and is the right one. */
    public boolean setDictionary(byte[] bytes, int offset, int length) {
        if (!bare && (state != State.DICTIONARY
                || Checksums.adler32(Checksums.ADLER32_EMPTY, bytes, offset, length) != adler)) {
            return false;
        }
        remember(bytes, offset + length, length);
        dictionaryGiven = true;
        return true;
    }

    /**
     * Takes input and gives output until one of them is exhausted, the data end, or a dictionary is needed.
     *
     * @throws DataFormatException if the data are malformed; what came before has been given
     */
    public void inflate(byte[] input, int inputOffset, int inputLength, byte[] output, int outputOffset, int outputLength)
            throws DataFormatException {
        in.begin(input, inputOffset, inputLength);
        out = output;
        outStart = outputOffset;
        outNext = outputOffset;
        outEnd = outputOffset + outputLength;
        try {
            while (step()) {
                // Goes on in another state.
            }
        } finally {
            in.end();
            handOver();
            out = null;
        }
        if (malformation != null) {
            throw new DataFormatException(malformation);
        }
    }

    /** Output of this call becomes what later matches refer to. */
    private void handOver() {
        int length = produced();
        if (length > 0) {
            if (!bare) {
                adler = Checksums.adler32(adler, out, outStart, length);
            }
            remember(out, outNext, length);
        }
    }

    private void remember(byte[] bytes, int end, int length) {
        int kept = Math.min(length, DeflateFormat.WINDOW_BYTES);
        int first = Math.min(kept, DeflateFormat.WINDOW_BYTES - windowNext);
        System.arraycopy(bytes, end - kept, window, windowNext, first);
        System.arraycopy(bytes, end - kept + first, window, 0, kept - first);
        windowNext = windowNext + kept & WINDOW_MASK;
        windowFilled = Math.min(windowFilled + kept, DeflateFormat.WINDOW_BYTES);
    }

    /** Does one thing; returns whether another can be done. */
    private boolean step() {
        return switch (state) {
            case HEADER -> header();
            case DICTIONARY_CHECKSUM -> dictionaryChecksum();
            case DICTIONARY -> dictionary();
            case BLOCK -> block();
            case STORED_LENGTH -> storedLength();
            case STORED -> stored();
            case CODES -> codes();
            case SYMBOLS -> symbols();
            case LITERAL -> literal();
            case MATCH -> match();
            case CHECKSUM -> checksum();
            case FINISHED -> false;
            case WRONG -> false;
        };
    }

    private boolean wrong(String what) {
        state = State.WRONG;
        malformation = what;
        return false;
    }

    private boolean next(State following) {
        state = following;
        return true;
    }

    private boolean header() {
        if (!in.need(Short.SIZE)) {
            return false;
        }
        int method = in.peek(Byte.SIZE);
        int flags = in.peek(Short.SIZE) >>> Byte.SIZE;
        if ((method << Byte.SIZE | flags) % DeflateFormat.HEADER_CHECK != 0) {
            return wrong("incorrect header check");
        }
        if ((method & 0xF) != DeflateFormat.METHOD_DEFLATE) {
            return wrong("unknown compression method");
        }
        if (method >>> 4 > DeflateFormat.MAXIMUM_WINDOW_CODE) {
            return wrong("invalid window size");
        }
        in.skip(Short.SIZE);
        return next((flags & DeflateFormat.PRESET_DICTIONARY) == 0 ? State.BLOCK : State.DICTIONARY_CHECKSUM);
    }

    private boolean dictionaryChecksum() {
        if (!in.need(ADLER_BITS)) {
            return false;
        }
        adler = Integer.reverseBytes((int) in.take(ADLER_BITS));
        return next(State.DICTIONARY);
    }

    private boolean dictionary() {
        if (!dictionaryGiven) {
            return false;
        }
        adler = Checksums.ADLER32_EMPTY;
        return next(State.BLOCK);
    }

    private boolean block() {
        if (lastBlock) {
            in.skipToByte();
            return next(bare ? State.FINISHED : State.CHECKSUM);
        }
        if (!in.need(3)) {
            return false;
        }
        lastBlock = in.take(1) != 0;
        switch ((int) in.take(2)) {
            case DeflateFormat.STORED -> {
                in.skipToByte();
                state = State.STORED_LENGTH;
            }
            case DeflateFormat.FIXED -> {
                literals = DynamicCodes.FIXED_LITERALS;
                distances = DynamicCodes.FIXED_DISTANCES;
                state = State.SYMBOLS;
            }
            case DeflateFormat.DYNAMIC -> {
                codes.begin();
                state = State.CODES;
            }
            default -> {
                return wrong("invalid block type");
            }
        }
        return true;
    }

    private boolean storedLength() {
        if (!in.need(STORED_LENGTH_BITS)) {
            return false;
        }
        int length = in.peek(Short.SIZE);
        if ((in.peek(STORED_LENGTH_BITS) >>> Short.SIZE ^ 0xFFFF) != length) {
            return wrong("invalid stored block lengths");
        }
        in.skip(STORED_LENGTH_BITS);
        pending = length;
        return next(State.STORED);
    }

    private boolean stored() {
        int count = in.copy(out, outNext, Math.min(pending, outEnd - outNext));
        outNext += count;
        pending -= count;
        return pending == 0 ? next(State.BLOCK) : count > 0;
    }

    private boolean codes() {
        if (!codes.read(in)) {
            return codes.malformation() != null && wrong(codes.malformation());
        }
        literals = codes.literals();
        distances = codes.distances();
        return next(State.SYMBOLS);
    }

    private boolean symbols() {
        while (in.left() >= FAST_INPUT && outEnd - outNext >= DeflateFormat.MAXIMUM_MATCH) {
            if (!fast()) {
                return state != State.WRONG;
            }
        }
        int entry = in.look(literals);
        if (entry == BitReader.STARVED) {
            return false;
        }
        int symbol = HuffmanDecoder.symbol(entry);
        if (entry == HuffmanDecoder.NOTHING || symbol >= DeflateFormat.LITERALS) {
            return wrong("invalid literal/length code");
        }
        if (symbol < DeflateFormat.END_OF_BLOCK) {
            in.skip(HuffmanDecoder.bits(entry));
            pending = symbol;
            return next(State.LITERAL);
        }
        if (symbol == DeflateFormat.END_OF_BLOCK) {
            in.skip(HuffmanDecoder.bits(entry));
            return next(State.BLOCK);
        }
        return lengthAndDistance(entry);
    }

    /** Reads both or, when input does not suffice, neither: nothing is skipped before everything is known. */
    private boolean lengthAndDistance(int entry) {
        int index = HuffmanDecoder.symbol(entry) - DeflateFormat.FIRST_LENGTH;
        int used = HuffmanDecoder.bits(entry);
        int extra = DeflateFormat.LENGTH_EXTRA[index];
        if (!in.need(used + extra)) {
            return false;
        }
        int length = DeflateFormat.LENGTH_BASE[index] + in.peekAt(used, extra);
        used += extra;
        int far = in.lookAt(used, distances);
        if (far == BitReader.STARVED) {
            return false;
        }
        int symbol = HuffmanDecoder.symbol(far);
        if (far == HuffmanDecoder.NOTHING || symbol >= DeflateFormat.DISTANCES) {
            return wrong("invalid distance code");
        }
        used += HuffmanDecoder.bits(far);
        extra = DeflateFormat.DISTANCE_EXTRA[symbol];
        if (!in.need(used + extra)) {
            return false;
        }
        distance = DeflateFormat.DISTANCE_BASE[symbol] + in.peekAt(used, extra);
        if (distance > produced() + windowFilled) {
            return wrong("invalid distance too far back");
        }
        in.skip(used + extra);
        pending = length;
        return next(State.MATCH);
    }

    /** One symbol while neither input nor output can run out; returns whether the next one may follow. */
    private boolean fast() {
        long bits = in.refill();
        int entry = literals.look(bits);
        int symbol = HuffmanDecoder.symbol(entry);
        if (entry != HuffmanDecoder.NOTHING && symbol < DeflateFormat.END_OF_BLOCK) {
            in.skip(HuffmanDecoder.bits(entry));
            out[outNext++] = (byte) symbol;
            return true;
        }
        if (entry == HuffmanDecoder.NOTHING || symbol >= DeflateFormat.LITERALS) {
            return wrong("invalid literal/length code");
        }
        if (symbol == DeflateFormat.END_OF_BLOCK) {
            in.skip(HuffmanDecoder.bits(entry));
            state = State.BLOCK;
            return false;
        }
        if (!lengthAndDistance(entry)) {
            return false;
        }
        match();
        return true;
    }

    private boolean literal() {
        if (outNext == outEnd) {
            return false;
        }
        out[outNext++] = (byte) pending;
        return next(State.SYMBOLS);
    }

    /** Copies what is left of a match, from earlier calls' output and then from this one's. */
    private boolean match() {
        while (pending > 0 && outNext < outEnd) {
            int length = Math.min(pending, outEnd - outNext);
            int before = distance - produced();
            if (before > 0) {
                int from = windowNext - before & WINDOW_MASK;
                length = Math.min(length, Math.min(before, DeflateFormat.WINDOW_BYTES - from));
                System.arraycopy(window, from, out, outNext, length);
            } else if (length <= distance) {
                System.arraycopy(out, outNext - distance, out, outNext, length);
            } else {
                for (int i = 0; i < length; i++) {
                    out[outNext + i] = out[outNext + i - distance];
                }
            }
            outNext += length;
            pending -= length;
        }
        return pending == 0 && next(State.SYMBOLS);
    }

    private boolean checksum() {
        if (!in.need(ADLER_BITS)) {
            return false;
        }
        int expected = Integer.reverseBytes(in.peek(ADLER_BITS));
        if (expected != Checksums.adler32(adler, out, outStart, produced())) {
            return wrong("incorrect data check");
        }
        in.skip(ADLER_BITS);
        return next(State.FINISHED);
    }
}
