package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.thread.Parker;
import org.eremite.hal.RawMemory;

/** Parks a Java thread with the scheduler's parker, whose state is native memory of this object. */
final class EremiteParker extends Parker {
    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000L;

    private long memory;

    private EremiteParker(long memory) {
        this.memory = memory;
    }

    /** Makes parkers for the runtime. */
    static final class Factory implements ParkerFactory {
        @Override
        public Parker acquire() {
            long memory = Kernel.HEAP.allocate(org.eremite.sched.Parker.BYTES);
            if (memory == 0) {
                throw new OutOfMemoryError("no native memory to park a thread");
            }
            KernelLocks.PARKERS.initialize(memory);
            return new EremiteParker(memory);
        }
    }

    @Override
    protected void reset() {
        KernelLocks.PARKERS.initialize(memory);
    }

    @Override
    protected void park(boolean isAbsolute, long time) {
        Blocking.park(memory, deadline(isAbsolute, time));
    }

    /** {@code time}: milliseconds since the epoch if absolute, else nanoseconds from now with 0 for ever. */
    private static long deadline(boolean isAbsolute, long time) {
        if (!isAbsolute) {
            return time == 0 ? Long.MAX_VALUE : Kernel.SCHEDULER.threads().deadlineAfter(time);
        }
        long now = Kernel.MACHINE.clock().wallClockNanos();
        if (time > Long.MAX_VALUE / NANOSECONDS_PER_MILLISECOND) {
            return Long.MAX_VALUE;
        }
        long wait = time * NANOSECONDS_PER_MILLISECOND - now;
        return Kernel.SCHEDULER.threads().deadlineAfter(wait > 0 ? wait : 0);
    }

    @Override
    protected void unpark() {
        KernelLocks.PARKERS.unpark(memory);
    }

    @Override
    @Uninterruptible(reason = "Called when the thread has left the runtime.")
    protected void release() {
        Kernel.HEAP.free(memory);
        memory = 0;
    }
}
