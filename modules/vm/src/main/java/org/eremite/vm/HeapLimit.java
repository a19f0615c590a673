package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.WordFactory;

/**
 * The limit of the Java heap, which the runtime takes only when the isolate is created: {@code xmx=BYTES} of the kernel
 * command line, else a share of the memory that is free at boot, handed over as the option {@code -Xmx}. Half of it is handed
 * over as {@code -Xms}: nobody else wants the memory, so a large heap need not begin with a small young generation, which
 * would be collected, and what lives in it copied, again and again until it has grown.
 *
 * <p>The share leaves room for the worst that a collection needs beside a full heap: a young generation that fills up
 * before the collection (a third of the heap) and its survivors, which are copied (another third).
 *
 * <p>Kernel dialect: runs before the isolate exists.
 */
final class HeapLimit {
    /** Of the free memory, what the heap takes when nobody says otherwise. */
    private static final long DEFAULT_PERCENT = 60;
    /** Of the free memory, what the heap takes at most: the rest is for collections, threads and native memory. */
    private static final long MAXIMUM_PERCENT = 75;
    private static final long PERCENT = 100;
    private static final int DECIMAL = 10;

    /** {@code argc} of {@link #arguments()}. */
    static final int ARGUMENTS = 3;

    private static final int POINTER_BYTES = 8;
    /** Offset of the empty program name, behind the pointers and the end of the array. */
    private static final int NAME = (ARGUMENTS + 1) * POINTER_BYTES;
    /** Offset of the texts of the options. */
    private static final int OPTIONS = NAME + POINTER_BYTES;
    private static final int OPTION_BYTES = 32;
    private static final int BYTES = OPTIONS + (ARGUMENTS - 1) * OPTION_BYTES;
    /** Part of the limit with which the heap begins. */
    private static final long INITIAL_FRACTION = 2;

    private HeapLimit() {}

    /** {@code argv} for the runtime: a program name, {@code -Xmx} and {@code -Xms}; lives as long as the machine. */
    @Uninterruptible(reason = "The isolate does not exist yet.")
    static CCharPointerPointer arguments() {
        long block = Kernel.HEAP.allocate(BYTES);
        if (block == 0) {
            Kernel.MACHINE.panic().panic("no memory for the runtime's options", "bytes", BYTES);
        }
        RawMemory.fillLongs(block, BYTES, 0);
        RawMemory.putLong(block, block + NAME);
        long free = Kernel.FRAMES.freeBytes();
        long requested = BootOptions.maximumHeap();
        long limit = limit(requested, free);
        Kernel.LOG.write(KernelMessages.HEAP_LIMIT, limit, requested, free);
        putOption(block, 1, 'x', limit);
        putOption(block, 2, 's', limit / INITIAL_FRACTION);
        return WordFactory.pointer(block);
    }

    /** Writes argument {@code index}, {@code -Xm} with a letter and a number of bytes. */
    @Uninterruptible(reason = "The isolate does not exist yet.")
    private static void putOption(long block, int index, char letter, long bytes) {
        long text = block + OPTIONS + (index - 1) * OPTION_BYTES;
        RawMemory.putLong(block + index * POINTER_BYTES, text);
        RawMemory.putByte(text, (byte) '-');
        RawMemory.putByte(text + 1, (byte) 'X');
        RawMemory.putByte(text + 2, (byte) 'm');
        RawMemory.putByte(text + 3, (byte) letter);
        putDecimal(text + 4, bytes);
    }

    /** Bytes of the limit if {@code requested} were asked for, 0 for nothing, and {@code free} are there. */
    @Uninterruptible(reason = "The isolate does not exist yet.")
    static long limit(long requested, long free) {
        if (requested == 0) {
            return free / PERCENT * DEFAULT_PERCENT;
        }
        long most = free / PERCENT * MAXIMUM_PERCENT;
        return requested < most ? requested : most;
    }

    @Uninterruptible(reason = "The isolate does not exist yet.")
    private static void putDecimal(long address, long value) {
        long divisor = 1;
        while (value / divisor >= DECIMAL) {
            divisor *= DECIMAL;
        }
        long at = address;
        for (long left = divisor; left > 0; left /= DECIMAL) {
            RawMemory.putByte(at, (byte) ('0' + value / left % DECIMAL));
            at++;
        }
    }
}
