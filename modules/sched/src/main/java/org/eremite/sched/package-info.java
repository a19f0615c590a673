/**
 * The scheduler: preemptive threads on per-CPU run queues, timers, and objects on which threads wait.
 *
 * <p>Kernel dialect throughout. All state lives in raw memory reached by address; the objects here hold bases and
 * collaborators only.
 *
 * <p><b>Lock order</b> (all are {@link org.eremite.hal.SpinLock}s, held with interrupts disabled):
 * <pre>
 *   lock of a wait queue or parker ─┐
 *   timer lock of a CPU ────────────┴─► run queue lock of one CPU        (a leaf)
 *   lock of the list of exited threads                                   (a leaf)
 * </pre>
 * No two locks of one kind are ever held together. A thread's state needs no lock: it changes by compare-and-set
 * ({@link org.eremite.sched.ThreadState}), and whoever moves a thread from BLOCKED to RUNNABLE owns it until it is
 * on a run queue.
 */
package org.eremite.sched;
