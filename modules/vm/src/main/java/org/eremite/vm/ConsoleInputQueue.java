package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import org.eremite.hal.InputListener;
import org.eremite.sched.Deadline;
import org.eremite.sched.WaitQueue;
import org.graalvm.word.PointerBase;

/** Threads that wait for input from the console; the machine's interrupt wakes them. */
public final class ConsoleInputQueue implements InputListener {
    private static final CGlobalData<PointerBase> QUEUE = CGlobalDataFactory.createBytes(() -> (int) WaitQueue.BYTES);

    /** Made once, by {@link Kernel}. */
    ConsoleInputQueue() {}

    /** Before interrupts are enabled. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    void initialize() {
        Kernel.SCHEDULER.waitQueue().initialize(QUEUE.get().rawValue());
    }

    /** Waits until the console may have a byte; a Java thread. */
    public void await() {
        Blocking.awaitInput();
    }

    /** Waits; the thread is in native state or is no Java thread. */
    @Uninterruptible(reason = "A queued thread must not stop at a safepoint with its wake-up on the way.")
    void awaitInNative() {
        WaitQueue queues = Kernel.SCHEDULER.waitQueue();
        long queue = QUEUE.get().rawValue();
        long token = queues.lock(queue);
        boolean ready = Kernel.MACHINE.console().ready();
        if (!ready) {
            queues.enqueueLast(queue);
        }
        queues.unlock(queue, token);
        if (!ready) {
            queues.await(queue, Deadline.NONE);
        }
    }

    @Override
    @Uninterruptible(reason = "Interrupt handler.")
    public void onInput() {
        WaitQueue queues = Kernel.SCHEDULER.waitQueue();
        long queue = QUEUE.get().rawValue();
        long token = queues.lock(queue);
        boolean more = true;
        while (more) {
            more = queues.wakeFirst(queue) != 0;
        }
        queues.unlock(queue, token);
    }
}
