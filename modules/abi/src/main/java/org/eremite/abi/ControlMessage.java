package org.eremite.abi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What whoever started the machine says on the control line (docs/boot-protocol.md). */
sealed interface ControlMessage {
    /**
     * Input of the console ends.
     *
     * @param bytes how many there are in all
     */
    record EndOfInput(long bytes) implements ControlMessage {}

    /**
     * The program is asked to end, as a signal asks a process.
     *
     * @param status exit status of a program that does not choose another
     */
    record Shutdown(int status) implements ControlMessage {}

    /** Somebody wants to know what the threads do. */
    record Dump() implements ControlMessage {}

    /** The message in one line without its line feed; empty if it is none. */
    static Optional<ControlMessage> parse(String line) {
        Matcher end = Syntax.END_OF_INPUT.matcher(line);
        if (end.matches()) {
            return Optional.of(new EndOfInput(Long.parseLong(end.group(1))));
        }
        Matcher shutdown = Syntax.SHUTDOWN.matcher(line);
        if (shutdown.matches() && Integer.parseInt(shutdown.group(1)) <= Syntax.LARGEST_STATUS) {
            return Optional.of(new Shutdown(Integer.parseInt(shutdown.group(1))));
        }
        return line.equals(Syntax.DUMP) ? Optional.of(new Dump()) : Optional.empty();
    }

    /** How messages are written. */
    final class Syntax {
        private static final Pattern END_OF_INPUT = Pattern.compile("end-of-input ([0-9]{1,18})");
        private static final Pattern SHUTDOWN = Pattern.compile("shutdown ([0-9]{1,3})");
        private static final String DUMP = "dump";
        private static final int LARGEST_STATUS = 255;

        private Syntax() {}
    }
}
