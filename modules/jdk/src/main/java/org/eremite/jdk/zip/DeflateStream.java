package org.eremite.jdk.zip;

import java.util.zip.Deflater;

/**
 * Compresses into the zlib format (RFC 1950) or bare DEFLATE data (RFC 1951), given and taken in pieces of any size.
 *
 * <p>Levels and strategies mean what they mean to the zlib library, and its limits of search are used; the compressed bytes
 * may differ. Not safe for use by several threads at once.
 */
public final class DeflateStream {
    /** Ends the data; besides the constants of {@link Deflater}, which has this one for itself. */
    public static final int FINISH = 4;
    /** Ends a block, and nothing else. */
    private static final int BLOCK = 1;
    /** A match of three bytes farther away than this takes more bits than three literals. */
    private static final int FAR_FOR_THREE = 4096;
    /** Matches this short are not worth it if the input is known to be {@link Deflater#FILTERED}. */
    private static final int SHORT_FOR_FILTERED = 5;
    private static final int HEADER_BYTES = 2;
    private static final int ADLER_BYTES = 4;
    private static final int DEFAULT_LEVEL = 6;
    /** Bytes that are stored together at level 0: so few that the window does not lose any of them. */
    private static final int STORED_RUN = DeflateFormat.WINDOW_BYTES - MatchFinder.MINIMUM_LOOKAHEAD;

    private final boolean bare;
    private final MatchFinder finder = new MatchFinder();
    private final BitWriter bits = new BitWriter();
    private final BlockWriter block = new BlockWriter(bits);
    private Effort effort;
    private int strategy;

    private boolean begun;
    private boolean ended;
    private int adler;
    /** The strongest flush since the last input. */
    private int flushed;
    /** Where in the window the block begins, negative if that is no longer there. */
    private int blockStart;
    /** Whether the byte before the position is not yet part of the block, since the next match may be better. */
    private boolean delayed;
    private int delayedLength;
    private int delayedDistance;

    private byte[] input;
    private int inputStart;
    private int inputNext;
    private int inputEnd;
    private byte[] output;
    private int outputStart;
    private int outputNext;
    private int outputEnd;

    /**
     * @param level 0 to 9, or -1 for the usual one
     * @param strategy of {@link Deflater}
     * @param bare whether to write neither header nor checksum
     */
    public DeflateStream(int level, int strategy, boolean bare) {
        this.bare = bare;
        apply(level, strategy);
        reset();
    }

    /** Begins anew, level and strategy as they are. */
    public void reset() {
        finder.reset();
        bits.reset();
        block.begin();
        begun = false;
        ended = false;
        adler = Checksums.ADLER32_EMPTY;
        flushed = Deflater.NO_FLUSH;
        blockStart = 0;
        delayed = false;
        delayedLength = 0;
        inputStart = 0;
        inputNext = 0;
        outputStart = 0;
        outputNext = 0;
    }

    /** Bytes that the last call took. */
    public int consumed() {
        return inputNext - inputStart;
    }

    /** Bytes that the last call gave. */
    public int produced() {
        return outputNext - outputStart;
    }

    /** Whether the data are complete and all of them have been given. */
    public boolean finished() {
        return ended && bits.isEmpty();
    }

    /** Adler-32 of what has been taken, or of the dictionary before that; 1 always of bare data. */
    public int adler() {
        return adler;
    }

    /** Presets what matches may refer to. Returns whether it can be done now: not after the beginning. */
    public boolean setDictionary(byte[] bytes, int offset, int length) {
        if (!bare && begun || finder.lookahead() > 0) {
            return false;
        }
        if (!bare) {
            adler = Checksums.adler32(adler, bytes, offset, length);
        }
        int kept = Math.min(length, DeflateFormat.WINDOW_BYTES);
        for (int done = 0; done < kept; ) {
            int count = finder.fill(bytes, offset + length - kept + done, kept - done);
            finder.advance(count);
            done += count;
        }
        finder.slid();
        finder.insertPassed();
        blockStart = block.isEmpty() ? finder.position() : -1;
        return true;
    }

    /**
     * Takes input and gives output until one of them is exhausted.
     *
     * @param flush of {@link Deflater}
     */
    public void deflate(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLength, int flush) {
        begin(in, inOffset, inLength, out, outOffset, outLength);
        run(flush);
        end();
    }

    /**
     * Changes level and strategy, after all input has been compressed as before if that makes a difference; returns
     * whether that could be done, else it is to be tried again with more room for output.
     */
    public boolean setParameters(
            byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLength, int level, int newStrategy) {
        begin(in, inOffset, inLength, out, outOffset, outLength);
        Effort wanted = Effort.of(level == Deflater.DEFAULT_COMPRESSION ? DEFAULT_LEVEL : level);
        boolean ready = true;
        if (begun && (newStrategy != strategy || wanted.method() != effort.method())) {
            run(BLOCK);
            ready = inputNext == inputEnd && block.isEmpty() && finder.lookahead() == 0 && bits.isEmpty();
        }
        if (ready) {
            apply(level, newStrategy);
        }
        end();
        return ready;
    }

    private void apply(int level, int newStrategy) {
        effort = Effort.of(level == Deflater.DEFAULT_COMPRESSION ? DEFAULT_LEVEL : level);
        strategy = newStrategy;
        finder.effort(effort.chain(), effort.good(), effort.nice());
    }

    private void begin(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLength) {
        input = in;
        inputStart = inOffset;
        inputNext = inOffset;
        inputEnd = inOffset + inLength;
        output = out;
        outputStart = outOffset;
        outputNext = outOffset;
        outputEnd = outOffset + outLength;
    }

    private void end() {
        input = null;
        output = null;
    }

    private void run(int flush) {
        if (!begun) {
            header();
        }
        while (drained() && outputNext < outputEnd && step(flush)) {
            // One block after the other.
        }
    }

    /** Gives what there is; returns whether that is all. */
    private boolean drained() {
        outputNext += bits.drain(output, outputNext, outputEnd - outputNext);
        return bits.isEmpty();
    }

    private void header() {
        begun = true;
        if (!bare) {
            boolean dictionary = finder.position() > 0;
            int method = DeflateFormat.METHOD_DEFLATE | DeflateFormat.MAXIMUM_WINDOW_CODE << 4;
            int header = method << Byte.SIZE | headerLevel() << 6 | (dictionary ? DeflateFormat.PRESET_DICTIONARY : 0);
            header += DeflateFormat.HEADER_CHECK - header % DeflateFormat.HEADER_CHECK;
            bits.writeBigEndian(header, HEADER_BYTES);
            if (dictionary) {
                bits.writeBigEndian(adler, ADLER_BYTES);
                adler = Checksums.ADLER32_EMPTY;
            }
        }
    }

    /** How hard was looked, for whoever is interested (RFC 1950, 2.2, FLEVEL). */
    private int headerLevel() {
        if (strategy >= Deflater.HUFFMAN_ONLY || effort.level() < 2) {
            return 0;
        }
        return effort.level() < DEFAULT_LEVEL ? 1 : effort.level() == DEFAULT_LEVEL ? 2 : 3;
    }

    /** Goes on until a block is full or nothing can be done; returns whether something was written. */
    private boolean step(int flush) {
        if (ended) {
            return false;
        }
        boolean full = effort.method() == Effort.Method.STORE ? store() : compress(flush);
        if (full) {
            finishBlock(false);
            return true;
        }
        // Everything there is has been compressed, but for what still might become part of a longer match.
        if (flush == FINISH) {
            finish();
            return true;
        }
        if (flush == Deflater.NO_FLUSH || flush != BLOCK && flush <= flushed) {
            return false;
        }
        boolean some = !block.isEmpty() || finder.position() > blockStart && effort.method() == Effort.Method.STORE;
        if (some) {
            finishBlock(false);
        }
        if (flush == BLOCK) {
            return some;
        }
        block.stored(false, finder.window(), 0, 0);
        if (flush == Deflater.FULL_FLUSH) {
            finder.forget();
        }
        flushed = flush;
        return true;
    }

    private void finish() {
        finishBlock(true);
        bits.align();
        if (!bare) {
            bits.writeBigEndian(adler, ADLER_BYTES);
        }
        ended = true;
    }

    private void finishBlock(boolean last) {
        int end = finder.position() - (delayed ? 1 : 0);
        if (effort.method() == Effort.Method.STORE && blockStart >= 0) {
            block.stored(last, finder.window(), blockStart, end - blockStart);
        } else {
            block.finish(last, blockStart >= 0 ? finder.window() : null, blockStart, end - blockStart);
        }
        blockStart = end;
    }

    private void fill() {
        int count = finder.fill(input, inputNext, inputEnd - inputNext);
        if (count > 0) {
            if (!bare) {
                adler = Checksums.adler32(adler, input, inputNext, count);
            }
            inputNext += count;
            flushed = Deflater.NO_FLUSH;
        }
        blockStart -= finder.slid();
    }

    /** Collects input to be stored; returns whether there is enough for a block. */
    private boolean store() {
        do {
            fill();
            finder.advance(finder.lookahead());
            if (finder.position() - blockStart >= STORED_RUN) {
                return true;
            }
        } while (inputNext < inputEnd);
        return false;
    }

    /** Adds to the block; returns whether it is full, else there is too little input. */
    private boolean compress(int flush) {
        while (!block.isFull()) {
            if (finder.lookahead() < MatchFinder.MINIMUM_LOOKAHEAD) {
                fill();
                if (finder.lookahead() < MatchFinder.MINIMUM_LOOKAHEAD && flush == Deflater.NO_FLUSH) {
                    return false;
                }
                if (finder.lookahead() == 0) {
                    addDelayed();
                    return false;
                }
            }
            if (strategy == Deflater.HUFFMAN_ONLY) {
                literal();
            } else if (effort.method() == Effort.Method.GREEDY) {
                greedy();
            } else {
                lazy();
            }
        }
        return true;
    }

    private void literal() {
        block.literal(finder.window()[finder.position()]);
        finder.advance(1);
    }

    /** Takes the match at hand, if there is one. */
    private void greedy() {
        int length = finder.find(DeflateFormat.MINIMUM_MATCH - 1);
        if (length < DeflateFormat.MINIMUM_MATCH || isPoor(length)) {
            literal();
        } else {
            block.match(length, finder.distance());
            finder.advance(length);
        }
    }

    /** Takes the match before, unless the one at hand is longer. */
    private void lazy() {
        int before = delayed ? delayedLength : 0;
        int length = 0;
        if (before < effort.lazy()) {
            length = finder.find(Math.max(before, DeflateFormat.MINIMUM_MATCH - 1));
            if (length <= before || length < DeflateFormat.MINIMUM_MATCH || isPoor(length)) {
                length = 0;
            }
        }
        if (before > 0 && length == 0) {
            block.match(before, delayedDistance);
            finder.advance(before - 1);
            delayed = false;
            return;
        }
        if (delayed) {
            block.literal(finder.window()[finder.position() - 1]);
        }
        delayed = true;
        delayedLength = length;
        delayedDistance = finder.distance();
        finder.advance(1);
    }

    /** The last byte of all begins no match. */
    private void addDelayed() {
        if (delayed) {
            block.literal(finder.window()[finder.position() - 1]);
            delayed = false;
        }
    }

    private boolean isPoor(int length) {
        return length == DeflateFormat.MINIMUM_MATCH && finder.distance() > FAR_FOR_THREE
                || strategy == Deflater.FILTERED && length <= SHORT_FOR_FILTERED;
    }
}
