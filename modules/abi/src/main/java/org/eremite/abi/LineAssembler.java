package org.eremite.abi;

import java.util.Optional;

/** Puts bytes together to lines of ASCII; lines that are too long are passed over. */
final class LineAssembler {
    /** Longest line, without its line feed. */
    static final int LONGEST = 128;

    private final StringBuilder line = new StringBuilder();
    private boolean tooLong;

    /** Takes the next byte; the line it completes, if it completes one. */
    Optional<String> accept(int octet) {
        if (octet == '\n') {
            Optional<String> complete = tooLong ? Optional.empty() : Optional.of(line.toString());
            line.setLength(0);
            tooLong = false;
            return complete;
        }
        if (line.length() == LONGEST) {
            tooLong = true;
        } else {
            line.append((char) (octet & 0xFF));
        }
        return Optional.empty();
    }
}
