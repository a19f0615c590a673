package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import java.nio.charset.StandardCharsets;
import org.eremite.hal.RawMemory;

/** Words of the kernel command line that matter before there is a Java heap. Kernel dialect. */
final class BootOptions {
    private static final byte[] CHECKED_HEAP = "heap=checked".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "--".getBytes(StandardCharsets.US_ASCII);

    private BootOptions() {}

    /** Whether the kernel heap shall look for mistakes of its users. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    static boolean checkedHeap() {
        return contains(CHECKED_HEAP);
    }

    /** Whether one of the kernel's own words is {@code option}. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    private static boolean contains(byte[] option) {
        long word = afterSpaces(Kernel.MACHINE.commandLine());
        while (RawMemory.getByte(word) != 0 && !isAt(word, END)) {
            if (isAt(word, option)) {
                return true;
            }
            word = afterSpaces(endOfWord(word));
        }
        return false;
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static boolean isAt(long word, byte[] expected) {
        for (int index = 0; index < expected.length; index++) {
            if (RawMemory.getByte(word + index) != expected[index]) {
                return false;
            }
        }
        return endOfWord(word) == word + expected.length;
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
