package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.genscavenge.HeapAccounting;
import com.oracle.svm.core.genscavenge.HeapImpl;
import com.oracle.svm.core.genscavenge.HeapParameters;
import com.oracle.svm.core.thread.VMOperation;

/**
 * Memory that nobody but the collector may take. A collection that finds no memory ends the program, so everybody else
 * is refused while less is left than the next collection may need: room for copies of the young generation, whose
 * chunks a copy fills less densely, and a slack for its mark stack and for objects that grow by their identity hash.
 *
 * <p>Kernel dialect. The answer is a snapshot; the slack covers what several CPUs take at once.
 */
final class CollectionReserve {
    private static final long SLACK_BYTES = 2L << 20;
    /** The slack grows with the machine: one part of its memory in this many. */
    private static final long SLACK_FRACTION = 32;
    /** Of copied objects, at most one part in this many is lost at the ends of chunks: the size of a large array. */
    private static final long WASTE_FRACTION = 8;
    /** Requests up to this size, most of them the runtime's own, may use half of the slack. */
    private static final long SMALL_REQUEST_BYTES = 4096;

    /** A collection is in vain if it makes room for less than one part of the memory in this many. */
    private static final long LEAST_GAIN_FRACTION = 64;

    private CollectionReserve() {}

    /** True if {@code bytes} of native memory can be taken and the next collection still finds what it needs. */
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    static boolean admits(long bytes) {
        long slack = bytes > SMALL_REQUEST_BYTES ? slack() : slack() / 2;
        return isRoom(bytes, 0, slack) || VMOperation.isGCInProgress();
    }

    /** As {@link #admits}, for an object, which may take a whole chunk and then is to be copied, too. */
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    static boolean admitsObject(long bytes) {
        long chunk = HeapParameters.getAlignedHeapChunkSize().rawValue();
        long taken = bytes < chunk ? chunk : bytes;
        return isRoom(taken, taken, slack()) || VMOperation.isGCInProgress();
    }

    /** Bytes that a collection for lack of memory must make room for, else it was in vain. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long leastGain() {
        return Kernel.FRAMES.totalBytes() / LEAST_GAIN_FRACTION;
    }

    /** Chunks that the heap holds unused serve objects and copies as well as free memory does. */
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    private static boolean isRoom(long bytes, long young, long slack) {
        HeapAccounting heap = HeapImpl.getAccounting();
        long free = Kernel.FRAMES.freeBytes() + heap.getBytesInUnusedChunks().rawValue();
        long copied = heap.getYoungUsedBytes().rawValue() + young;
        return bytes >= 0 && bytes <= free && free - bytes >= copied + copied / WASTE_FRACTION + slack;
    }

    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    private static long slack() {
        return SLACK_BYTES + Kernel.FRAMES.totalBytes() / SLACK_FRACTION;
    }
}
