package org.eremite.hal.log;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Puts text together in raw memory: each method writes at {@code at}, not beyond {@code end}, and returns where the next
 * one goes on. What does not fit is left out. Kernel dialect.
 */
final class LineWriter {
    private static final int DECIMAL_BASE = 10;
    private static final int HEXADECIMAL_BITS = 4;
    private static final int LONG_BITS = 64;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7F;
    private static final int DOTS = 3;

    private LineWriter() {}

    /** One character; a control character, which could mislead a terminal, becomes a question mark. */
    @Uninterruptible(reason = "Called with a kernel lock held.")
    static long character(long at, long end, int character) {
        if (at >= end) {
            return at;
        }
        boolean control = character >= 0 && character < FIRST_PRINTABLE || character == DELETE;
        RawMemory.putByte(at, (byte) (control ? '?' : character));
        return at + 1;
    }

    /** The bytes of {@code text}. */
    @Uninterruptible(reason = "Called with a kernel lock held.")
    static long bytes(long at, long end, byte[] text) {
        long cursor = at;
        for (int i = 0; i < text.length; i++) {
            cursor = character(cursor, end, text[i]);
        }
        return cursor;
    }

    /** {@code value} in decimal, with its sign if it is negative. */
    @Uninterruptible(reason = "Called with a kernel lock held.")
    static long decimal(long at, long end, long value) {
        long cursor = value < 0 ? character(at, end, '-') : at;
        // Negative throughout, since the smallest number has no positive counterpart.
        long rest = value < 0 ? value : -value;
        long divisor = 1;
        while (rest / divisor <= -DECIMAL_BASE) {
            divisor *= DECIMAL_BASE;
        }
        for (long unit = divisor; unit > 0; unit /= DECIMAL_BASE) {
            cursor = character(cursor, end, '0' - (int) (rest / unit % DECIMAL_BASE));
        }
        return cursor;
    }

    /** {@code value} as 0x and its digits without leading zeros. */
    @Uninterruptible(reason = "Called with a kernel lock held.")
    static long hexadecimal(long at, long end, long value) {
        long cursor = character(character(at, end, '0'), end, 'x');
        int shift = LONG_BITS - HEXADECIMAL_BITS;
        while (shift > 0 && value >>> shift == 0) {
            shift -= HEXADECIMAL_BITS;
        }
        for (; shift >= 0; shift -= HEXADECIMAL_BITS) {
            int digit = (int) (value >>> shift) & (1 << HEXADECIMAL_BITS) - 1;
            cursor = character(cursor, end, digit < DECIMAL_BASE ? '0' + digit : 'a' + digit - DECIMAL_BASE);
        }
        return cursor;
    }

    /** Ends the line at {@code at}, for which there is room even at {@code end}; dots show that it was cut there. */
    @Uninterruptible(reason = "Called with a kernel lock held.")
    static long endOfLine(long at, long end) {
        if (at >= end) {
            for (int i = 1; i <= DOTS; i++) {
                RawMemory.putByte(end - i, (byte) '.');
            }
        }
        RawMemory.putByte(at, (byte) '\n');
        return at + 1;
    }
}
