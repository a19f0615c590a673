package org.eremite.abi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One word of the kernel command line: percent-encoded UTF-8 in printable ASCII (docs/boot-protocol.md). */
final class WordCodec {
    private static final char ESCAPE = '%';
    private static final String EMPTY = "%";
    private static final String DIGITS = "0123456789ABCDEF";
    private static final int FIRST_PLAIN = 0x21;
    private static final int LAST_PLAIN = 0x7E;

    private WordCodec() {}

    /** The text of {@code word}, one byte in each character; empty if it is not well formed. */
    static Optional<String> decode(String word) {
        if (word.equals(EMPTY)) {
            return Optional.of("");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < FIRST_PLAIN || c > LAST_PLAIN) {
                return Optional.empty();
            }
            if (c != ESCAPE) {
                bytes.write(c);
            } else {
                int octet = digit(word, i + 1) << 4 | digit(word, i + 2);
                if (octet < 0) {
                    return Optional.empty();
                }
                bytes.write(octet);
                i += 2;
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Value of the digit at {@code index}, or -1. */
    private static int digit(String word, int index) {
        return index < word.length() ? DIGITS.indexOf(word.charAt(index)) : -1;
    }

    /** {@code word} undecoded, as whoever typed it would read it. */
    static String asItStands(String word) {
        return new String(word.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
