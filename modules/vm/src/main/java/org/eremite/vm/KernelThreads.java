package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.function.CEntryPointOptions;
import com.oracle.svm.core.c.function.CEntryPointOptions.NoEpilogue;
import com.oracle.svm.core.c.function.CEntryPointOptions.NoPrologue;
import org.eremite.sched.SchedulingPolicy;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.function.CEntryPoint.Publish;
import org.graalvm.nativeimage.c.function.CEntryPointLiteral;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/** Makes threads of the scheduler and gives their memory back; kernel dialect. */
final class KernelThreads {
    /** Stack of the main thread. */
    static final long MAIN_STACK_BYTES = 2L << 20;
    /** Stack of an idle thread, which only waits for interrupts. */
    static final long IDLE_STACK_BYTES = 16L << 10;
    /** Stack of a Java thread that does not ask for a size. */
    static final long DEFAULT_STACK_BYTES = 512L << 10;
    /** Smallest stack a Java thread gets: what the runtime's own checks and zones need. */
    static final long MINIMUM_STACK_BYTES = 128L << 10;

    private static final CEntryPointLiteral<CFunctionPointer> START =
            CEntryPointLiteral.create(KernelThreads.class, "start", long.class);

    private KernelThreads() {}

    /** A function in the C calling convention. */
    interface ThreadFunction extends CFunctionPointer {
        @InvokeCFunctionPointer(transition = Transition.NO_TRANSITION)
        PointerBase invoke(PointerBase argument);
    }

    /** A thread of default priority that will run {@code function(argument)}; not started. Returns its handle, or 0 if memory lacks. */
    @Uninterruptible(reason = "Called before the thread belongs to the runtime.")
    static long create(long function, long argument, long stackBytes) {
        long thread = ThreadBlock.allocate(stackBytes);
        if (thread != 0) {
            ThreadBlock.setFunction(thread, function, argument);
            Kernel.SCHEDULER.threads().createThread(
                    thread,
                    ThreadBlock.stackTop(thread),
                    START.getFunctionPointer().rawValue(),
                    thread,
                    SchedulingPolicy.DEFAULT_PRIORITY);
            Kernel.LOG.write(KernelMessages.THREAD_CREATED, thread, stackBytes);
        }
        return thread;
    }

    /** Waits until {@code thread} has ended, frees it and returns what its function returned. */
    @Uninterruptible(reason = "Called without a Java thread, too.")
    static long join(long thread) {
        Kernel.SCHEDULER.threads().join(thread);
        long result = ThreadBlock.result(thread);
        ThreadBlock.free(thread);
        Kernel.LOG.write(KernelMessages.THREAD_FREED, thread);
        return result;
    }

    /** First Java code of every thread. */
    @Uninterruptible(reason = "The thread is not attached to the runtime.")
    @CEntryPoint(name = "eremite_start_thread", publishAs = Publish.NotPublished)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static void start(long thread) {
        ThreadFunction function = WordFactory.pointer(ThreadBlock.function(thread));
        PointerBase result = function.invoke(WordFactory.pointer(ThreadBlock.argument(thread)));
        ThreadBlock.setResult(thread, result.rawValue());
        Kernel.SCHEDULER.threads().exitCurrent();
    }
}
