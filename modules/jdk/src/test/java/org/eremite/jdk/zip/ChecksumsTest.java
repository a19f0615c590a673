package org.eremite.jdk.zip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.eremite.jdk.zip.CompressionInputs.Chunked;
import org.junit.jupiter.api.Test;

@Domain(CompressionInputs.class)
class ChecksumsTest {
    @Property(tries = 300)
    void bothAreTheJdksInAnyPieces(@ForAll Chunked input) {
        Adler32 adler = new Adler32();
        CRC32 crc = new CRC32();
        adler.update(input.bytes());
        crc.update(input.bytes());
        int ourAdler = Checksums.ADLER32_EMPTY;
        int ourCrc = 0;
        for (int done = 0; done < input.bytes().length; done += input.input()) {
            int count = Math.min(input.input(), input.bytes().length - done);
            ourAdler = Checksums.adler32(ourAdler, input.bytes(), done, count);
            ourCrc = Checksums.crc32(ourCrc, input.bytes(), done, count);
        }
        assertEquals((int) adler.getValue(), ourAdler);
        assertEquals((int) crc.getValue(), ourCrc);
    }

    @Test
    void sumsDoNotOverflow() {
        byte[] bytes = new byte[1_000_000];
        Arrays.fill(bytes, (byte) -1);
        Adler32 adler = new Adler32();
        adler.update(bytes);
        assertEquals((int) adler.getValue(), Checksums.adler32(1, bytes, 0, bytes.length));
    }
}
