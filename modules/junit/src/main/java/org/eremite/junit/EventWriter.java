package org.eremite.junit;

import java.util.function.Consumer;

/**
 * Says what happens to tests, one line of words for each event (docs/test-protocol.md). Any string can be a word: what is not
 * printable ASCII is escaped by a backslash. Safe for use by several threads if {@code lines} is.
 */
public final class EventWriter {
    /** What came of a test. */
    public enum Result {
        /** It returned. */
        PASSED("passed"),
        /** It threw an {@link AssertionError}. */
        FAILED("failed"),
        /** It threw something else. */
        ERROR("error"),
        /** It found that it makes no sense here. */
        ABORTED("aborted"),
        /** It did not begin. */
        SKIPPED("skipped");

        private final String word;

        Result(String word) {
            this.word = word;
        }
    }

    /** What a text is. */
    public enum Kind {
        /** Written to {@code System.out}. */
        OUT("out"),
        /** Written to {@code System.err}. */
        ERR("err"),
        /** An exception's message, or a reason. */
        MESSAGE("message"),
        /** A stack trace. */
        TRACE("trace");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Characters of one piece of a text: even if each is escaped, the line is not too long. */
    static final int PIECE = 512;

    private static final char ESCAPE = '\\';
    private static final String EMPTY = "\\e";
    private static final int FIRST_PLAIN = 0x21;
    private static final int LAST_PLAIN = 0x7E;

    private final Consumer<String> lines;

    /** Says each event to {@code lines}. */
    public EventWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    /** {@code count} tests are known before the first begins; there may be more. */
    public void plan(long count) {
        lines.accept("test-plan " + count);
    }

    /** Test {@code id}, which is a new number, begins. */
    public void start(long id, String className, String name) {
        lines.accept("test-start " + id + ' ' + word(shortened(className)) + ' ' + word(shortened(name)));
    }

    /** More of a text of test {@code id}. */
    public void text(long id, Kind kind, String text) {
        for (int from = 0; from < text.length(); from += PIECE) {
            String piece = text.substring(from, Math.min(text.length(), from + PIECE));
            lines.accept("test-text " + id + ' ' + kind.word + ' ' + word(piece));
        }
    }

    /**
     * Test {@code id} is over.
     *
     * @param exception binary name of the class of what was thrown, empty if nothing was
     */
    public void end(long id, long nanoseconds, Result result, String exception) {
        lines.accept("test-end " + id + ' ' + nanoseconds + ' ' + result.word + ' ' + word(shortened(exception)));
    }

    /** All tests are over. */
    public void done() {
        lines.accept("test-done");
    }

    private static String shortened(String name) {
        return name.length() <= PIECE / 2 ? name : name.substring(0, PIECE / 2);
    }

    /** {@code text} as one word. */
    static String word(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        StringBuilder word = new StringBuilder(text.length() + text.length() / 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case ' ' -> word.append(ESCAPE).append('s');
                case '\n' -> word.append(ESCAPE).append('n');
                case '\t' -> word.append(ESCAPE).append('t');
                case ESCAPE -> word.append(ESCAPE).append(ESCAPE);
                default -> {
                    if (c >= FIRST_PLAIN && c <= LAST_PLAIN) {
                        word.append(c);
                    } else {
                        word.append(ESCAPE).append('u');
                        for (int shift = 12; shift >= 0; shift -= 4) {
                            word.append(Character.forDigit(c >> shift & 0xF, 16));
                        }
                    }
                }
            }
        }
        return word.toString();
    }
}
