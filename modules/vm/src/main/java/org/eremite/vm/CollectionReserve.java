package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.genscavenge.HeapImpl;
import com.oracle.svm.core.thread.VMOperation;

/**
 * Memory that nobody but the collector may take. A collection that finds no memory ends the program, so everybody else
 * is refused while less is free than the next collection may need: room for copies of the young generation, and a slack
 * for its mark stack and for objects that grow by their identity hash.
 *
 * <p>Kernel dialect. The answer is a snapshot; the slack covers what several CPUs take at once.
 */
final class CollectionReserve {
    private static final long SLACK_BYTES = 2L << 20;
    /** The slack grows with the heap: one part in this many. */
    private static final long SLACK_FRACTION = 32;
    /** Requests up to this size, most of them the runtime's own, may use half of the slack. */
    private static final long SMALL_REQUEST_BYTES = 4096;

    private CollectionReserve() {}

    /** True if {@code bytes} can be taken and the next collection still finds what it needs. */
    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    static boolean admits(long bytes) {
        long free = Kernel.FRAMES.freeBytes();
        return bytes >= 0 && bytes <= free && free - bytes >= reserve(bytes) || VMOperation.isGCInProgress();
    }

    /** As {@link #admits}, for an object: chunks that the heap holds unused serve it, whatever the machine has left. */
    @Uninterruptible(reason = "Reads several figures of one moment.")
    static boolean admitsObject(long bytes) {
        return bytes < HeapImpl.getAccounting().getBytesInUnusedChunks().rawValue() || admits(bytes);
    }

    @Uninterruptible(reason = "The collector calls this while the Java heap is in flux.")
    private static long reserve(long request) {
        long slack = SLACK_BYTES + Kernel.FRAMES.totalBytes() / SLACK_FRACTION;
        long young = HeapImpl.getAccounting().getYoungUsedBytes().rawValue();
        return young + (request > SMALL_REQUEST_BYTES ? slack : slack / 2);
    }
}
