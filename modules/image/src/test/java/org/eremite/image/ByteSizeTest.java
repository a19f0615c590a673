package org.eremite.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({"512M,536870912", "2G,2147483648", "1g,1073741824", "64K,65536", "64KiB,65536", "3mb,3145728"})
    void namesBytesInPowersOf1024(String text, long bytes) {
        assertEquals(bytes, ByteSize.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1M", "1.5G", "0M", "1X", " 1M", "1M ", "99999999999T", "1000000000000000000K"})
    void refusesWhatIsNoSize(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
    }

    @Test
    void aNumberWithoutUnitIsToldWhatToWrite() {
        String message = assertThrows(IllegalArgumentException.class, () -> ByteSize.parse("512")).getMessage();
        assertTrue(message.contains("512M"), message);
    }

    @Property
    void everyWholeNumberOfMebibytesIsReadBack(@ForAll @LongRange(min = 1, max = 1L << 30) long mebibytes) {
        assertEquals(mebibytes * ByteSize.MIB, ByteSize.parse(mebibytes + "M"));
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "12163481,11.6 MiB", "2147483648,2.0 GiB"})
    void isWrittenInTheLargestUnitThatFits(long bytes, String text) {
        assertEquals(text, ByteSize.format(bytes));
    }
}
