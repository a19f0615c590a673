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
 *      0                 32        40      48
 *      +-----------------+---------+-------+-----------+
 *      | {@link Semaphore}       | NOTICED | TOLD  | ATTENDED  |
 *      +-----------------+---------+-------+-----------+
 * </pre>
 *
 * A stall is named by the number of interrupts of devices that came before it. Since nothing but an interrupt ends one, each
 * number has one stall at most, and it lasts as long as that is still the number of interrupts.
 */
public final class InputEvents {
    /** Where a machine has no interrupt for its lines, they are looked at this often. */
    private static final long LOOK_NANOSECONDS = 20_000_000;

    /** 1 + the name of the last stall noticed, or 0; it only grows, by compare-and-set. */
    private static final long NOTICED = Semaphore.BYTES;
    /** What NOTICED was when it was last asked for; by the thread that waits here. */
    private static final long TOLD = NOTICED + Long.BYTES;
    /** Not 0 once there is a thread that waits here, 32 bits. */
    private static final long ATTENDED = TOLD + Long.BYTES;

    /** Zeros: a semaphore without permits. */
    private static final CGlobalData<PointerBase> MEMORY =
            CGlobalDataFactory.createBytes(() -> (int) (ATTENDED + Integer.BYTES));

    private InputEvents() {}

    /** Gives a permit for each interrupt; kernel dialect. */
    static final class Listener implements InputListener {
        @Override
        @Uninterruptible(reason = "Interrupt handler.")
        public void onInput() {
            boolean token = Kernel.SCHEDULER.beginInterrupt();
            KernelLocks.SEMAPHORES.release(MEMORY.get().rawValue());
            Kernel.SCHEDULER.endInterrupt(token);
        }
    }

    /** Gives a permit for each stall; kernel dialect. */
    static final class Stalls implements StallListener {
        @Override
        @Uninterruptible(reason = "Runs on the stack of a CPU, without a Java thread.")
        public void onStall(long deviceInterrupts) {
            long memory = MEMORY.get().rawValue();
            if (RawMemory.getIntVolatile(memory + ATTENDED) == 0) {
                panic();
            }
            // Several CPUs may call for several moments, in any order: the last moment counts, once.
            long noticed = RawMemory.getLongVolatile(memory + NOTICED);
            while (noticed <= deviceInterrupts) {
                if (RawMemory.compareAndSetLong(memory + NOTICED, noticed, deviceInterrupts + 1)) {
                    Kernel.LOG.write(KernelMessages.STALLED);
                    KernelLocks.SEMAPHORES.release(memory);
                    return;
                }
                noticed = RawMemory.getLongVolatile(memory + NOTICED);
            }
        }
    }

    /** Ends the machine in a stall that nothing can end. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public static void panic() {
        Kernel.MACHINE.panic().panic(
                "all threads wait and nothing can wake one", "cpus", Kernel.MACHINE.processors().online());
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

    /** Whether all threads wait, but for the caller, none with a deadline, and no input has come since; each time only once. */
    public static boolean takeStall() {
        long memory = MEMORY.get().rawValue();
        long noticed = RawMemory.getLongVolatile(memory + NOTICED);
        boolean isNew = noticed != RawMemory.getLong(memory + TOLD);
        RawMemory.putLong(memory + TOLD, noticed);
        return isNew && noticed == Kernel.SCHEDULER.statistics().deviceInterrupts() + 1;
    }
}
