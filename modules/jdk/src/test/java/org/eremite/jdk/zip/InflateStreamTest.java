package org.eremite.jdk.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.eremite.jdk.zip.CompressionInputs.Chunked;
import org.junit.jupiter.api.Test;

@Domain(CompressionInputs.class)
@Domain(DomainContext.Global.class)
class InflateStreamTest {
    private static final int ROOM = 200_000;

    @Property(tries = 400)
    void whatZlibWritesIsRead(@ForAll Chunked input, @ForAll @IntRange(min = -1, max = 9) int level,
            @ForAll @IntRange(max = 2) int strategy, @ForAll boolean bare) throws DataFormatException {
        byte[] packed = Codecs.deflatedByJdk(input.bytes(), level, strategy, bare);
        assertArrayEquals(input.bytes(), Codecs.inflated(packed, bare, input));
    }

    @Property(tries = 2000)
    void corruptDataAreAnsweredInTheWordsOfZlib(@ForAll Chunked input, @ForAll @IntRange(max = 2) int strategy,
            @ForAll boolean bare, @ForAll @Size(min = 1, max = 3) int[] places, @ForAll byte wrong, @ForAll boolean early) {
        byte[] packed = Codecs.deflatedByJdk(input.bytes(), 6, strategy, bare);
        for (int place : places) {
            packed[Math.floorMod(place, early ? Math.min(packed.length, 40) : packed.length)] = wrong;
        }
        assertEquals(answerOfJdk(packed, bare), answer(packed, bare));
    }

    @Property(tries = 2000)
    void anyBytesAreAnsweredInTheWordsOfZlib(@ForAll @Size(max = 200) byte[] packed, @ForAll boolean bare) {
        assertEquals(answerOfJdk(packed, bare), answer(packed, bare));
    }

    @Property(tries = 300)
    void dataThatStopEarlyAskForMore(@ForAll Chunked input, @ForAll boolean bare, @ForAll @IntRange(max = 1 << 20) int cut)
            throws DataFormatException {
        byte[] packed = Codecs.deflatedByJdk(input.bytes(), 6, Deflater.DEFAULT_STRATEGY, bare);
        InflateStream stream = new InflateStream(bare);
        int length = cut % packed.length;
        stream.inflate(packed, 0, length, new byte[ROOM], 0, ROOM);
        assertFalse(stream.finished());
        assertEquals(length, stream.consumed());
    }

    @Test
    void theDictionaryThatIsNeededIsNamedAndNoOtherTaken() throws DataFormatException {
        byte[] dictionary = {1, 2, 3, 4, 5, 6, 7, 8};
        byte[] packed = new byte[100];
        int size;
        try (Deflater deflater = new Deflater()) {
            deflater.setDictionary(dictionary);
            deflater.setInput(dictionary);
            deflater.finish();
            size = deflater.deflate(packed);
        }
        InflateStream stream = new InflateStream(false);
        byte[] back = new byte[8];
        assertFalse(stream.setDictionary(dictionary, 0, 8), "nobody asked");
        stream.inflate(packed, 0, size, back, 0, 8);
        assertTrue(stream.needsDictionary());
        assertEquals(Checksums.adler32(1, dictionary, 0, 8), stream.adler());
        assertFalse(stream.setDictionary(back, 0, 8), "the wrong one");
        int used = stream.consumed();
        assertTrue(stream.setDictionary(dictionary, 0, 8));
        stream.inflate(packed, used, size - used, back, 0, 8);
        assertArrayEquals(dictionary, back);
        assertTrue(stream.finished());
    }

    private static String answerOfJdk(byte[] packed, boolean bare) {
        try (Inflater inflater = new Inflater(bare)) {
            inflater.setInput(packed);
            byte[] bytes = new byte[ROOM];
            int count = inflater.inflate(bytes);
            return described(Arrays.copyOf(bytes, count), inflater.finished(), inflater.needsDictionary(),
                    inflater.getAdler(), inflater.getRemaining());
        } catch (DataFormatException e) {
            return e.getMessage();
        }
    }

    private static String answer(byte[] packed, boolean bare) {
        InflateStream stream = new InflateStream(bare);
        byte[] bytes = new byte[ROOM];
        try {
            stream.inflate(packed, 0, packed.length, bytes, 0, ROOM);
            return described(Arrays.copyOf(bytes, stream.produced()), stream.finished(), stream.needsDictionary(),
                    stream.adler(), packed.length - stream.consumed());
        } catch (DataFormatException e) {
            return e.getMessage();
        }
    }

    private static String described(byte[] bytes, boolean finished, boolean dictionary, int adler, int left) {
        return bytes.length + " bytes, hash " + Arrays.hashCode(bytes) + ", finished " + finished + ", dictionary "
                + dictionary + ", adler " + adler + ", left " + left;
    }
}
