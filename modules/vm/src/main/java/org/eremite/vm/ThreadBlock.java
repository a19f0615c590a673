package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/**
 * Memory of a thread: what the runtime wants to know of it, then the scheduler's control block.
 *
 * <pre>
 *    0  function the thread runs
 *    8  its argument
 *   16  what it returned
 *   24  top of its stack (exclusive)
 *   32  lowest usable address of its stack
 *   40  the runtime's memory of the thread, if it has asked for beats
 *   48  where in the thread's object its beats are counted
 *   64  control block of the scheduler; its address is the thread's handle
 * </pre>
 */
final class ThreadBlock {
    private static final int FUNCTION = -64;
    private static final int ARGUMENT = -56;
    private static final int RESULT = -48;
    private static final int STACK_TOP = -40;
    private static final int STACK_LIMIT = -32;
    private static final int RUNTIME_THREAD = -24;
    private static final int BEAT_OFFSET = -16;
    /** Bytes before the control block; a multiple of its alignment. */
    private static final int HEADER_BYTES = 64;

    private ThreadBlock() {}

    /** Allocates a thread with a stack of {@code stackBytes}; returns its handle, or 0 if memory lacks. */
    @Uninterruptible(reason = "Called before the thread belongs to the runtime.")
    static long allocate(long stackBytes) {
        long bytes = HEADER_BYTES + Kernel.SCHEDULER.threads().threadBytes();
        long block = Kernel.HEAP.allocateAligned(bytes, HEADER_BYTES);
        if (block == 0) {
            return 0;
        }
        long top = Kernel.STACKS.allocate(stackBytes);
        if (top == 0) {
            Kernel.HEAP.free(block);
            return 0;
        }
        RawMemory.fillLongs(block, bytes, 0);
        long thread = block + HEADER_BYTES;
        RawMemory.putLong(thread + STACK_TOP, top);
        RawMemory.putLong(thread + STACK_LIMIT, Kernel.STACKS.limit(top));
        return thread;
    }

    /** Gives back the memory of a thread that no CPU uses any more. */
    @Uninterruptible(reason = "Called after the thread left the runtime.")
    static void free(long thread) {
        Kernel.STACKS.free(stackTop(thread));
        Kernel.HEAP.free(thread - HEADER_BYTES);
    }

    /** Says what the thread shall run. */
    @Uninterruptible(reason = "Called before the thread belongs to the runtime.")
    static void setFunction(long thread, long function, long argument) {
        RawMemory.putLong(thread + FUNCTION, function);
        RawMemory.putLong(thread + ARGUMENT, argument);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long function(long thread) {
        return RawMemory.getLong(thread + FUNCTION);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long argument(long thread) {
        return RawMemory.getLong(thread + ARGUMENT);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long result(long thread) {
        return RawMemory.getLong(thread + RESULT);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void setResult(long thread, long result) {
        RawMemory.putLong(thread + RESULT, result);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long stackTop(long thread) {
        return RawMemory.getLong(thread + STACK_TOP);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long stackLimit(long thread) {
        return RawMemory.getLong(thread + STACK_LIMIT);
    }

    /** Says whose object the running thread {@code thread} has its beats counted in, and where; it has none yet, or the same. */
    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static void setBeatWord(long thread, long runtimeThread, long offset) {
        RawMemory.putLong(thread + RUNTIME_THREAD, runtimeThread);
        RawMemory.putLong(thread + BEAT_OFFSET, offset);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long runtimeThread(long thread) {
        return RawMemory.getLong(thread + RUNTIME_THREAD);
    }

    @Uninterruptible(reason = "Called from uninterruptible code.", mayBeInlined = true)
    static long beatOffset(long thread) {
        return RawMemory.getLong(thread + BEAT_OFFSET);
    }
}
