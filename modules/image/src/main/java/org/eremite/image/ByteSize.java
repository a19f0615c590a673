package org.eremite.image;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of memory as users write and read them: {@code 512M}, {@code 2G}, {@code 64KiB}; powers of 1024.
 */
public final class ByteSize {
    /** Bytes in a kibibyte. */
    public static final long KIB = 1L << 10;
    /** Bytes in a mebibyte. */
    public static final long MIB = 1L << 20;
    /** Bytes in a gibibyte. */
    public static final long GIB = 1L << 30;

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,18})([KMGTkmgt])(?:i?[Bb])?");
    private static final String UNITS = "KMGT";
    private static final int BITS_PER_UNIT = 10;

    private ByteSize() {
    }

    /**
     * The number of bytes {@code text} names.
     *
     * @throws IllegalArgumentException with a message for the user if it is not a size, zero, or beyond 2^62 bytes
     */
    public static long parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
            throw new IllegalArgumentException(digits
                    ? "'" + text + "' has no unit: write " + text + "M or " + text + "G"
                    : "'" + text + "' is not a size: write for example 512M or 2G");
        }
        int shift = BITS_PER_UNIT * (1 + UNITS.indexOf(Character.toUpperCase(matcher.group(2).charAt(0))));
        long number = Long.parseLong(matcher.group(1));
        if (number == 0 || number > Long.MAX_VALUE >> shift + 1) {
            throw new IllegalArgumentException("'" + text + "' is out of range");
        }
        return number << shift;
    }

    /** {@code bytes} for reading, to one decimal in the largest unit that fits: {@code 11.6 MiB}. */
    public static String format(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        int unit = 0;
        double value = (double) bytes / KIB;
        while (value >= KIB && unit < UNITS.length() - 1) {
            value /= KIB;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %siB", value, UNITS.charAt(unit));
    }
}
