package org.eremite.image.junit;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Takes apart what the guest says about its tests (docs/test-protocol.md) and hands it to {@link TestResults}. The guest may say
 * anything: a line that is malformed, or makes no sense after those before it, changes nothing and is counted.
 */
public final class EventReader {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final char ESCAPE = '\\';
    private static final int FIRST_PLAIN = 0x21;
    private static final int LAST_PLAIN = 0x7E;
    private static final int UNIT_DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    private final TestResults results;
    private long malformed;

    /** Tells {@code results}. */
    public EventReader(TestResults results) {
        this.results = results;
    }

    /** How many lines could not be understood. */
    public synchronized long malformed() {
        return malformed;
    }

    /** One line of the guest. */
    public synchronized void accept(String line) {
        boolean understood;
        try {
            understood = take(line.split(" ", -1));
        } catch (IllegalArgumentException e) {
            understood = false;
        }
        if (!understood) {
            malformed++;
        }
    }

    private boolean take(String[] words) {
        return switch (words[0]) {
            case "test-plan" -> words.length == 2 && results.plan(number(words[1]));
            case "test-start" -> words.length == 4 && results.start(number(words[1]), text(words[2]), text(words[3]));
            case "test-text" -> words.length == 4 && results.text(number(words[1]), kind(words[2]), text(words[3]));
            case "test-end" -> words.length == 5
                    && results.end(number(words[1]), number(words[2]), result(words[3]), text(words[4]));
            case "test-done" -> words.length == 1 && results.done();
            default -> false;
        };
    }

    private static long number(String word) {
        if (!NUMBER.matcher(word).matches()) {
            throw new IllegalArgumentException("no number: " + word);
        }
        return Long.parseLong(word);
    }

    private static TestResult.Kind kind(String word) {
        return switch (word) {
            case "out" -> TestResult.Kind.OUT;
            case "err" -> TestResult.Kind.ERR;
            case "message" -> TestResult.Kind.MESSAGE;
            case "trace" -> TestResult.Kind.TRACE;
            default -> throw new IllegalArgumentException("no kind of text: " + word);
        };
    }

    private static TestResult.Status result(String word) {
        return switch (word) {
            case "passed" -> TestResult.Status.PASSED;
            case "failed" -> TestResult.Status.FAILED;
            case "error" -> TestResult.Status.ERROR;
            case "aborted", "skipped" -> TestResult.Status.SKIPPED;
            default -> throw new IllegalArgumentException("no result: " + word);
        };
    }

    /** The string a word stands for. */
    static String text(String word) {
        if (word.equals("\\e")) {
            return "";
        }
        StringBuilder text = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < FIRST_PLAIN || c > LAST_PLAIN) {
                throw new IllegalArgumentException("character in a word: " + (int) c);
            }
            if (c != ESCAPE) {
                text.append(c);
                continue;
            }
            i++;
            OptionalLong unit = unit(word, i);
            if (unit.isPresent()) {
                text.append((char) unit.getAsLong());
                i += UNIT_DIGITS;
            } else {
                text.append(escaped(i < word.length() ? word.charAt(i) : ' '));
            }
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty word");
        }
        return text.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 's' -> ' ';
            case 'n' -> '\n';
            case 't' -> '\t';
            case ESCAPE -> ESCAPE;
            default -> throw new IllegalArgumentException("escape: " + c);
        };
    }

    /** A UTF-16 code unit, {@code u} and four digits. */
    private static OptionalLong unit(String word, int index) {
        int end = index + 1 + UNIT_DIGITS;
        if (index >= word.length() || word.charAt(index) != 'u' || end > word.length()) {
            return OptionalLong.empty();
        }
        String digits = word.substring(index + 1, end);
        if (!digits.chars().allMatch(digit -> Character.digit(digit, HEXADECIMAL) >= 0)) {
            throw new IllegalArgumentException("escape: u" + digits);
        }
        return OptionalLong.of(Long.parseLong(digits, HEXADECIMAL));
    }
}
