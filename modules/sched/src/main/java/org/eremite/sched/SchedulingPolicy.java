package org.eremite.sched;

/** The numbers of the scheduling policy. */
public final class SchedulingPolicy {
    /** Number of priorities. */
    public static final int PRIORITIES = 32;
    /** Lowest priority of a thread. */
    public static final int LOWEST_PRIORITY = 0;
    /** Highest priority a thread may have of its own. */
    public static final int HIGHEST_PRIORITY = PRIORITIES - 2;
    /** Priority of a thread for which all others wait ({@link Threads#expedite}); aging does not prefer anybody to it. */
    static final int URGENT_PRIORITY = PRIORITIES - 1;
    /** Priority of a thread that states none. */
    public static final int DEFAULT_PRIORITY = 16;

    /** Time a thread may run while others of its priority or above are queued on its CPU, in nanoseconds. */
    public static final long SLICE_NANOS = 4_000_000;
    /**
     * How often a CPU prefers the thread queued longest to the one of highest priority, in nanoseconds. A thread that
     * is queued on a CPU behind {@code n} longer queued threads therefore runs after at most
     * {@code (n + 1) * (AGING_NANOS + SLICE_NANOS)}, whatever its priority, and if higher priorities held it back, then
     * for a whole slice. So a thread of the lowest priority that needs the CPU for {@code c} nanoseconds, a lock held or
     * not, has had it after {@code (c / SLICE_NANOS + 1) * (n + 1) * (AGING_NANOS + SLICE_NANOS)}.
     */
    public static final long AGING_NANOS = 50_000_000;

    /** Least time from one beat of a thread to the next, in nanoseconds: the interrupts leave the thread most of it. */
    public static final long LEAST_BEAT_NANOS = 20_000;

    /** Ends of slices for which a thread stays urgent: the rest of the slice it is in, and a whole one. */
    static final int URGENT_SLICES = 2;

    /** Running priority of a CPU in its idle thread: every thread exceeds it. */
    static final int IDLE_PRIORITY = -1;
    /** Running priority of a CPU that has not entered its idle thread yet: no thread exceeds it. */
    static final int OFFLINE_PRIORITY = PRIORITIES;

    /** The CPU need not look at its queue: it is empty. */
    static final int ATTENTION_NONE = 0;
    /** Its queue is empty, but the CPU looks when the slice ends: it runs a thread above that thread's own priority until then. */
    static final int ATTENTION_ADVANTAGE = 1;
    /** The CPU looks when aging demands it: only lower priorities are queued. */
    static final int ATTENTION_AGING = 2;
    /** The CPU looks when the slice ends. */
    static final int ATTENTION_SLICE = 3;
    /** The CPU must look now. */
    static final int ATTENTION_NOW = 4;

    private SchedulingPolicy() {}
}
