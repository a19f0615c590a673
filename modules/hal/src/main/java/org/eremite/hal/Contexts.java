package org.eremite.hal;

import com.oracle.svm.core.Uninterruptible;

/**
 * Execution contexts: what a CPU needs to continue a thread where it stopped.
 *
 * A context is {@link #bytes} bytes of memory, aligned to {@link #ALIGNMENT}, inside the thread's control block.
 * Each CPU always runs exactly one context. When a CPU leaves it, by {@link #deschedule} or by an interrupt, its
 * state is saved completely before {@link Dispatcher} is called, on a stack of the CPU and with interrupts
 * disabled; the context the dispatcher returns is resumed. So a context that is on a queue is never live on a
 * stack, and may be resumed by any CPU at once.
 */
public interface Contexts {
    /** Alignment of a context in bytes. */
    long ALIGNMENT = 64;

    /**
     * Size of a context in bytes, a multiple of {@link #ALIGNMENT}; depends on the vector state of the CPU.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long bytes();

    /**
     * Fills {@code context} so that its first resumption calls {@code entry(argument)} on an empty stack that ends at
     * {@code stackTop} (exclusive, 16-byte aligned), with interrupts enabled. {@code entry} is the address of a function
     * in the C calling convention and never returns.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void prepare(long context, long stackTop, long entry, long argument);

    /**
     * The context this CPU runs. A running thread gets its own context, whatever happens around the call.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    long current();

    /**
     * Saves the current context and calls {@link Dispatcher#onDeschedule} with {@code request}; returns when the context
     * is resumed, possibly on another CPU, with the interrupt state it was called with.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void deschedule(long request);

    /**
     * Abandons the stack of boot and resumes {@code context}; does not return.
     */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void enter(long context);
}
