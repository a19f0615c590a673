package org.eremite.image.launch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel command line: words of printable ASCII between single spaces, kernel words first, then {@code --} and the
 * application's arguments.
 *
 * <p>Within a word, UTF-8 bytes that are space, {@code %}, control or not ASCII are written {@code %XX} with upper-case
 * hexadecimal digits. A word that is {@code %} alone is the empty string. Every sequence of strings survives.
 */
public final class CommandLineCodec {
    private static final char ESCAPE = '%';
    private static final String EMPTY = "%";
    private static final String DIGITS = "0123456789ABCDEF";
    private static final int FIRST_PLAIN = 0x21;
    private static final int LAST_PLAIN = 0x7E;

    /**
     * A command line taken apart.
     *
     * @param kernelWords what stands before the separator
     * @param arguments the application's arguments
     */
    public record CommandLine(List<String> kernelWords, List<String> arguments) {
    }

    private CommandLineCodec() {
    }

    /**
     * One command line of {@code kernelWords} and {@code arguments}. Without arguments there is no separator.
     *
     * @throws IllegalArgumentException if a string is not Unicode text, or a kernel word is the separator
     */
    public static String encode(List<String> kernelWords, List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (String word : kernelWords) {
            if (word.equals(BootProtocol.SEPARATOR)) {
                throw new IllegalArgumentException("a kernel word cannot be " + BootProtocol.SEPARATOR);
            }
            words.add(encodeWord(word));
        }
        if (!arguments.isEmpty()) {
            words.add(BootProtocol.SEPARATOR);
            arguments.forEach(argument -> words.add(encodeWord(argument)));
        }
        return String.join(" ", words);
    }

    /**
     * The inverse of {@link #encode}; more than one space between words is one.
     *
     * @throws IllegalArgumentException if a word is not well formed
     */
    public static CommandLine decode(String line) {
        List<String> kernelWords = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        List<String> current = kernelWords;
        for (String word : line.split(" ")) {
            if (current == kernelWords && word.equals(BootProtocol.SEPARATOR)) {
                current = arguments;
            } else if (!word.isEmpty()) {
                current.add(decodeWord(word));
            }
        }
        return new CommandLine(kernelWords, arguments);
    }

    /** {@code text} as one word. */
    static String encodeWord(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        StringBuilder word = new StringBuilder();
        ByteBuffer bytes = utf8(text);
        while (bytes.hasRemaining()) {
            int octet = Byte.toUnsignedInt(bytes.get());
            if (octet >= FIRST_PLAIN && octet <= LAST_PLAIN && octet != ESCAPE) {
                word.append((char) octet);
            } else {
                word.append(ESCAPE).append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 0xF));
            }
        }
        return word.toString();
    }

    /** The text of one word. */
    static String decodeWord(String word) {
        if (word.equals(EMPTY)) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < FIRST_PLAIN || c > LAST_PLAIN) {
                throw new IllegalArgumentException("character " + (int) c + " in a word of the command line");
            }
            if (c != ESCAPE) {
                bytes.write(c);
            } else {
                bytes.write(digit(word, i + 1) << 4 | digit(word, i + 2));
                i += 2;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a word of the command line is not UTF-8: " + word, e);
        }
    }

    private static int digit(String word, int index) {
        int value = index < word.length() ? DIGITS.indexOf(word.charAt(index)) : -1;
        if (value < 0) {
            throw new IllegalArgumentException("bad escape in a word of the command line: " + word);
        }
        return value;
    }

    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not Unicode text: " + text, e);
        }
    }
}
