package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import java.nio.charset.StandardCharsets;
import org.eremite.hal.RawMemory;

/** Words of the kernel command line that matter before there is a Java heap. Kernel dialect. */
final class BootOptions {
    private static final byte[] CHECKED_HEAP = "heap=checked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAXIMUM_HEAP = "xmx=".getBytes(StandardCharsets.US_ASCII);
    /** Whatever has more is no number (org.eremite.abi.CommandLine). */
    private static final int MAXIMUM_DIGITS = 18;
    private static final int DECIMAL = 10;
    private static final byte[] END = "--".getBytes(StandardCharsets.US_ASCII);

    private BootOptions() {}

    /** Whether the kernel heap shall look for mistakes of its users. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    static boolean checkedHeap() {
        return contains(CHECKED_HEAP);
    }

    /** Bytes of the last well-formed {@code xmx=BYTES}, or 0. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    static long maximumHeap() {
        long bytes = 0;
        for (long word = first(); isOption(word); word = next(word)) {
            long value = isPrefix(word, MAXIMUM_HEAP) ? number(word + MAXIMUM_HEAP.length) : 0;
            if (value > 0) {
                bytes = value;
            }
        }
        return bytes;
    }

    /** Whether one of the kernel's own words is {@code option}. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    private static boolean contains(byte[] option) {
        for (long word = first(); isOption(word); word = next(word)) {
            if (isAt(word, option)) {
                return true;
            }
        }
        return false;
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static long first() {
        return afterSpaces(Kernel.MACHINE.commandLine());
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static long next(long word) {
        return afterSpaces(endOfWord(word));
    }

    /** Whether {@code word} is one of the kernel's own: the line goes on, and not with the application's. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    private static boolean isOption(long word) {
        return RawMemory.getByte(word) != 0 && !isAt(word, END);
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static boolean isAt(long word, byte[] expected) {
        return isPrefix(word, expected) && endOfWord(word) == word + expected.length;
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static boolean isPrefix(long word, byte[] expected) {
        for (int index = 0; index < expected.length; index++) {
            if (RawMemory.getByte(word + index) != expected[index]) {
                return false;
            }
        }
        return true;
    }

    /** The decimal number from {@code digits} to the end of the word; 0 if that is none, or too long. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    private static long number(long digits) {
        long end = endOfWord(digits);
        if (end - digits > MAXIMUM_DIGITS) {
            return 0;
        }
        long value = 0;
        for (long at = digits; at < end; at++) {
            int digit = RawMemory.getByte(at) - '0';
            if (digit < 0 || digit >= DECIMAL) {
                return 0;
            }
            value = value * DECIMAL + digit;
        }
        return value;
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static long afterSpaces(long address) {
        long cursor = address;
        while (RawMemory.getByte(cursor) == ' ') {
            cursor++;
        }
        return cursor;
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static long endOfWord(long address) {
        long cursor = address;
        while (RawMemory.getByte(cursor) != 0 && RawMemory.getByte(cursor) != ' ') {
            cursor++;
        }
        return cursor;
    }
}
