package org.eremite.jdk.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.eremite.jdk.zip.CompressionInputs.Chunked;
import org.junit.jupiter.api.Test;

@Domain(CompressionInputs.class)
@Domain(DomainContext.Global.class)
class DeflateStreamTest {
    @Property(tries = 400)
    void zlibReadsWhatIsWritten(@ForAll Chunked input, @ForAll @IntRange(min = -1, max = 9) int level,
            @ForAll @IntRange(max = 2) int strategy, @ForAll boolean bare) throws DataFormatException {
        assertArrayEquals(input.bytes(), Codecs.inflatedByJdk(Codecs.deflated(input, level, strategy, bare), bare));
    }

    @Property(tries = 200)
    void theResultIsHardlyLongerThanZlibs(@ForAll Chunked input, @ForAll @IntRange(min = 0, max = 9) int level,
            @ForAll @IntRange(max = 2) int strategy) {
        int ours = Codecs.deflated(input, level, strategy, true).length;
        int theirs = Codecs.deflatedByJdk(input.bytes(), level, strategy, true).length;
        assertTrue(ours <= theirs * 1.03 + 40, () -> ours + " > " + theirs);
    }

    @Property(tries = 150)
    void parametersMayChangeAndFlushesComeAtAnyTime(@ForAll Chunked input, @ForAll java.util.Random random)
            throws DataFormatException {
        DeflateStream stream = new DeflateStream(random.nextInt(10), random.nextInt(3), false);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[input.output()];
        byte[] bytes = input.bytes();
        int position = 0;
        while (!stream.finished()) {
            int count = Math.min(input.input(), bytes.length - position);
            if (random.nextInt(10) == 0) {
                stream.setParameters(bytes, position, count, buffer, 0, buffer.length, random.nextInt(10), random.nextInt(3));
            } else {
                boolean all = position + count == bytes.length;
                int flush = all ? DeflateStream.FINISH : random.nextInt(8) == 0 ? 2 + random.nextInt(2) : Deflater.NO_FLUSH;
                stream.deflate(bytes, position, count, buffer, 0, buffer.length, flush);
            }
            position += stream.consumed();
            packed.write(buffer, 0, stream.produced());
        }
        assertArrayEquals(bytes, Codecs.inflatedByJdk(packed.toByteArray(), false));
    }

    @Property(tries = 100)
    void afterASyncFlushEverythingGivenCanBeRead(@ForAll Chunked input, @ForAll @IntRange(min = 0, max = 9) int level)
            throws DataFormatException {
        byte[] packed = new byte[input.bytes().length * 2 + 1000];
        byte[] back = new byte[input.bytes().length];
        DeflateStream stream = new DeflateStream(level, Deflater.DEFAULT_STRATEGY, true);
        stream.deflate(input.bytes(), 0, back.length, packed, 0, packed.length, Deflater.SYNC_FLUSH);
        int size = stream.produced();
        assertEquals("0000ffff", HexFormat.of().formatHex(packed, size - 4, size));
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed, 0, size);
            assertEquals(back.length, inflater.inflate(back));
        }
        assertArrayEquals(input.bytes(), back);
        stream.deflate(packed, 0, 0, packed, size, packed.length - size, Deflater.SYNC_FLUSH);
        assertEquals(0, stream.produced(), "nothing new, nothing to flush");
    }

    @Property(tries = 100)
    void whatADictionaryHoldsCostsLittle(@ForAll Chunked input) throws DataFormatException {
        byte[] bytes = input.bytes();
        byte[] packed = new byte[bytes.length + 1000];
        DeflateStream stream = new DeflateStream(6, Deflater.DEFAULT_STRATEGY, false);
        assertTrue(stream.setDictionary(bytes, 0, bytes.length));
        int used = Math.min(bytes.length, 20_000);
        stream.deflate(bytes, bytes.length - used, used, packed, 0, packed.length, DeflateStream.FINISH);
        assertTrue(stream.finished());
        assertFalse(stream.setDictionary(bytes, 0, bytes.length), "too late");
        byte[] back = new byte[used];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(packed, 0, stream.produced());
            int count = inflater.inflate(back);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(bytes);
                count = inflater.inflate(back);
            }
            assertEquals(used, count);
        }
        assertArrayEquals(Arrays.copyOfRange(bytes, bytes.length - used, bytes.length), back);
        assertTrue(stream.produced() < 200 + used / 8, () -> "produced=" + stream.produced());
    }

    @Test
    void nothingIsCompressedAsZlibDoesIt() {
        byte[] packed = Codecs.deflated(new Chunked(new byte[0], 1, 1), 6, Deflater.DEFAULT_STRATEGY, false);
        assertEquals("789c030000000001", HexFormat.of().formatHex(packed));
    }

    @Test
    void aStreamThatIsResetWritesTheSameAgain() {
        byte[] bytes = "again and again and again".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        DeflateStream stream = new DeflateStream(6, Deflater.DEFAULT_STRATEGY, false);
        byte[] first = new byte[100];
        byte[] second = new byte[100];
        stream.deflate(bytes, 0, bytes.length, first, 0, 100, DeflateStream.FINISH);
        stream.reset();
        stream.deflate(bytes, 0, bytes.length, second, 0, 100, DeflateStream.FINISH);
        assertArrayEquals(first, second);
    }
}
