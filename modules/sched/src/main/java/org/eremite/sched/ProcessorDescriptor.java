package org.eremite.sched;

import org.eremite.hal.Processors;

/**
 * Layout of the scheduler's memory: one block for the machine, then one block for each CPU.
 *
 * <pre>
 *              machine                                    CPU (repeated)
 *      +---------------------------+             +--------------------------------------+
 *   0  | IDLE_MASK                 |          0  | QUEUE_LOCK … IDLE_THREAD             |  run queue and what runs
 *  64  | EXITED_LOCK | EXITED_HEAD |         64  | TIMER_LOCK … TIMER_ARMED             |  timer queue
 * 128  | PRIORITIES: 64 × 4 bytes  |        128  | DISPATCHING … RESCHEDULE_INTERRUPTS  |  written by the CPU alone
 *      +---------------------------+        192  | UNSETTLED … BEATS                    |  written by the CPU alone
 *                                           256  | LISTS: 64 × (head, tail)             |  run queue
 *                                                +--------------------------------------+
 * </pre>
 */
final class ProcessorDescriptor {
    /** One bit for each CPU that waits for work, 64 bits. */
    static final long IDLE_MASK = 0;
    /** Lock of the list of exited threads. */
    static final long EXITED_LOCK = 64;
    /** First of the detached threads that have exited, or 0. */
    static final long EXITED_HEAD = 72;
    /** {@link PublishedPriorities}: 32 bits for each CPU; written under the lock of its run queue, volatile. */
    static final long PRIORITIES = 128;
    /** Bytes of the machine's block, a multiple of two cache lines. */
    static final long MACHINE_BYTES = PRIORITIES + Processors.MAXIMUM * Integer.BYTES;

    /** Lock of the run queue; guards every field of the first line and {@link #LISTS}. */
    static final long QUEUE_LOCK = 0;
    /** Priority that a newcomer must exceed to preempt, or {@link SchedulingPolicy#IDLE_PRIORITY}, or OFFLINE; 32 bits. */
    static final long RUNNING_PRIORITY = 4;
    /** When the CPU looks at its queue next by itself: {@link SchedulingPolicy#ATTENTION_NONE} and others; 32 bits. */
    static final long ATTENTION = 8;
    /** Threads in the run queue, 32 bits; readable without the lock as an estimate. */
    static final long QUEUED = 12;
    /** Threads in the run queue that other CPUs may take, 32 bits; readable without the lock, volatile. */
    static final long MOVABLE = 16;
    /** 1 + the priority that the running thread has for one slice instead of its own lower one, or 0; 32 bits. */
    static final long BOOST = 20;
    /** One bit for each list that is not empty, 64 bits. */
    static final long BITMAP = 24;
    /** When the slice of the running thread ends, nanoseconds. */
    static final long SLICE_END = 32;
    /** When the longest queued thread is preferred to the one of highest priority, or {@link Deadline#NONE}. */
    static final long AGING_AT = 40;
    /** The thread to run when there is none. */
    static final long IDLE_THREAD = 48;

    /** Lock of the timer queue. */
    static final long TIMER_LOCK = 64;
    /** Thread with the earliest deadline, or 0; under the timer lock. */
    static final long TIMER_ROOT = 72;
    /** Earliest deadline, or {@link Deadline#NONE}; written under the timer lock, volatile. */
    static final long TIMER_FIRST = 80;
    /** What the timer of the CPU is set to, or {@link Deadline#NONE}; this CPU only. */
    static final long TIMER_ARMED = 88;

    /** Not 0 while the CPU is in the dispatcher and has not yet chosen, 32 bits. */
    static final long DISPATCHING = 128;
    /** Not 0 if the CPU has entered itself in {@link #IDLE_MASK} and has not left since, 32 bits. */
    static final long LISTED_IDLE = 132;
    /** {@link Stopwatch} of the time in threads. */
    static final long BUSY_TIME = 136;
    /** {@link Stopwatch} of the time in the idle thread. */
    static final long IDLE_TIME = 144;
    /** Changes of thread. */
    static final long SWITCHES = 152;
    /** Changes of thread that the thread did not ask for. */
    static final long PREEMPTIONS = 160;
    /** Threads taken from other CPUs. */
    static final long STEALS = 168;
    /** Timer interrupts taken. */
    static final long TIMER_INTERRUPTS = 176;
    /** Reschedule interrupts taken. */
    static final long RESCHEDULE_INTERRUPTS = 184;
    /** Not 0 if the CPU has changed a word of {@link #PRIORITIES} for the worse and not looked at all of them since, 32 bits. */
    static final long UNSETTLED = 192;

    /** Odd while the CPU idles; grows by one whenever that begins or ends, 64 bits; volatile. See {@link StallWatch}. */
    static final long ACTIVITY = 200;
    /** Interrupts of devices taken. */
    static final long DEVICE_INTERRUPTS = 208;

    /** When the running thread has its next beat, or {@link Deadline#NONE}; this CPU only. */
    static final long BEAT_AT = 216;
    /** Beats of threads. */
    static final long BEATS = 224;

    /** The lists of the run queue, each a head and a tail; see {@link RunQueue}. */
    static final long LISTS = 256;
    /** Number of lists: two for each priority. */
    static final int LIST_COUNT = 64;
    /** Bytes of a list. */
    static final long LIST_BYTES = 16;
    /** Head of a list. */
    static final long LIST_HEAD = 0;
    /** Tail of a list. */
    static final long LIST_TAIL = 8;

    /** Bytes of a CPU's block, a multiple of two cache lines. */
    static final long PROCESSOR_BYTES = LISTS + LIST_COUNT * LIST_BYTES;

    private ProcessorDescriptor() {}
}
