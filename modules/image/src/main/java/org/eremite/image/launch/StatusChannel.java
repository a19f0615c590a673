package org.eremite.image.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Reads the guest's exit statement: the first line {@code exit N}, N from 0 to 255, among what it wrote to the status port.
 */
public final class StatusChannel {
    private static final int READ_LIMIT = 4096;
    private static final int LARGEST_STATUS = 255;
    private static final int MOST_DIGITS = 3;

    private StatusChannel() {
    }

    /** The statement in {@code file}, empty if there is none or the file does not exist. */
    public static OptionalInt read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return OptionalInt.empty();
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return parse(new String(bytes.readNBytes(READ_LIMIT), StandardCharsets.ISO_8859_1));
        }
    }

    /** The first complete, well-formed statement in {@code text}; all else is passed over. */
    static OptionalInt parse(String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            String line = text.substring(start, end);
            if (line.startsWith(BootProtocol.EXIT_STATEMENT)) {
                String number = line.substring(BootProtocol.EXIT_STATEMENT.length());
                if (isNumber(number) && Integer.parseInt(number) <= LARGEST_STATUS) {
                    return OptionalInt.of(Integer.parseInt(number));
                }
            }
            start = end + 1;
        }
        return OptionalInt.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
