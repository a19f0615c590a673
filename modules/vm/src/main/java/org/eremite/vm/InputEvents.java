package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.eremite.hal.InputListener;
import org.eremite.sched.Semaphore;
import org.graalvm.word.PointerBase;

/** From the interrupt that says "bytes have arrived" to the one Java thread that waits for it. */
public final class InputEvents {
    /** Where a machine has no interrupt for its lines, they are looked at this often. */
    private static final long LOOK_NANOSECONDS = 20_000_000;

    /** Zeros: a semaphore without permits. */
    private static final CGlobalData<PointerBase> SEMAPHORE =
            CGlobalDataFactory.createBytes(() -> (int) Semaphore.BYTES);

    private InputEvents() {}

    /** Gives a permit for each interrupt; kernel dialect. */
    static final class Listener implements InputListener {
        @Override
        @Uninterruptible(reason = "Interrupt handler.")
        public void onInput() {
            KernelLocks.SEMAPHORES.release(SEMAPHORE.get().rawValue());
        }
    }

    /** Has the machine tell of input from now on; whether it can. Once. */
    public static boolean enable() {
        return Kernel.MACHINE.enableInputInterrupts();
    }

    /** Waits until bytes have arrived, or, on a machine that is not {@code telling}, until it is time to look. */
    public static void await(boolean telling) {
        long deadline = telling ? Long.MAX_VALUE : Kernel.SCHEDULER.threads().deadlineAfter(LOOK_NANOSECONDS);
        Blocking.acquire(SEMAPHORE.get().rawValue(), deadline);
    }
}
