package org.eremite.vm;

import org.eremite.sched.ConditionVariable;
import org.eremite.sched.Mutex;
import org.eremite.sched.Parker;
import org.eremite.sched.Semaphore;

/** The scheduler's blocking primitives: one object serves all instances, which are raw memory. */
final class KernelLocks {
    static final Mutex MUTEXES = new Mutex(Kernel.SCHEDULER, Kernel.MACHINE.panic());
    static final ConditionVariable CONDITIONS = new ConditionVariable(Kernel.SCHEDULER, MUTEXES);
    static final Semaphore SEMAPHORES = new Semaphore(Kernel.SCHEDULER);
    static final Parker PARKERS = new Parker(Kernel.SCHEDULER);

    private KernelLocks() {}
}
