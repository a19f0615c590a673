package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.eremite.hal.InputListener;
import org.eremite.hal.RawMemory;
import org.eremite.sched.Semaphore;
import org.eremite.sched.StallListener;
import org.graalvm.word.PointerBase;

/**
 * From the interrupt that says "bytes have arrived" to the one Java thread that waits for it. The same thread hears when all
 * threads wait and none has a deadline: only input can change that then, and it alone knows who waits for input.
 *
 * <pre>
 *      0                 32        40      44
 *      +-----------------+---------+-------+-----------+
 *      | {@link Semaphore}       | COUNT   | STALL | ATTENDED  |
 *      +-----------------+---------+-------+-----------+
 * </pre>
 */
public final class InputEvents {
    /** Where a machine has no interrupt for its lines, they are looked at this often. */
    private static final long LOOK_NANOSECONDS = 20_000_000;

    /** Interrupts so far. */
    private static final long COUNT = Semaphore.BYTES;
    /** {@link #NONE}, {@link #NOTICED} or {@link #TOLD}, 32 bits; by compare-and-set. */
    private static final long STALL = COUNT + Long.BYTES;
    /** Not 0 once there is a thread that waits here, 32 bits. */
    private static final long ATTENDED = STALL + Integer.BYTES;

    /** No stall since input arrived last: nothing but input ends one, so the next is a new one only then. */
    private static final int NONE = 0;
    private static final int NOTICED = 1;
    private static final int TOLD = 2;

    /** Zeros: a semaphore without permits. */
    private static final CGlobalData<PointerBase> MEMORY =
            CGlobalDataFactory.createBytes(() -> (int) (ATTENDED + Integer.BYTES));

    private InputEvents() {}

    /** Gives a permit for each interrupt; kernel dialect. */
    static final class Listener implements InputListener {
        @Override
        @Uninterruptible(reason = "Interrupt handler.")
        public void onInput() {
            long memory = MEMORY.get().rawValue();
            RawMemory.getAndAddLong(memory + COUNT, 1);
            RawMemory.putIntVolatile(memory + STALL, NONE);
            KernelLocks.SEMAPHORES.release(memory);
        }
    }

    /** Gives a permit for each stall; kernel dialect. */
    static final class Stalls implements StallListener {
        @Override
        @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
        public void onStall() {
            long memory = MEMORY.get().rawValue();
            if (RawMemory.getIntVolatile(memory + ATTENDED) == 0) {
                Kernel.MACHINE.panic().panic(
                        "all threads wait and nothing can wake one", "cpus", Kernel.MACHINE.processors().online());
            }
            if (RawMemory.compareAndSetInt(memory + STALL, NONE, NOTICED)) {
                Kernel.LOG.write(KernelMessages.STALLED);
                KernelLocks.SEMAPHORES.release(memory);
            }
        }
    }

    /** Has the machine tell of input from now on; whether it can. Once. */
    public static boolean enable() {
        return Kernel.MACHINE.enableInputInterrupts();
    }

    /**
     * Waits until bytes have arrived or all threads wait, or, on a machine that is not {@code telling}, until it is time to
     * look.
     */
    public static void await(boolean telling) {
        RawMemory.putIntVolatile(MEMORY.get().rawValue() + ATTENDED, 1);
        long deadline = telling ? Long.MAX_VALUE : Kernel.SCHEDULER.threads().deadlineAfter(LOOK_NANOSECONDS);
        Blocking.acquire(MEMORY.get().rawValue(), deadline);
    }

    /** Whether all threads wait, but for the caller, and none has a deadline; each time only once. */
    public static boolean takeStall() {
        return RawMemory.compareAndSetInt(MEMORY.get().rawValue() + STALL, NOTICED, TOLD);
    }

    /** Interrupts of the lines so far. */
    static long count() {
        return RawMemory.getLongVolatile(MEMORY.get().rawValue() + COUNT);
    }
}
