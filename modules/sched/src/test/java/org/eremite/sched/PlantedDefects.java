package org.eremite.sched;

import org.eremite.hal.Clock;
import org.eremite.hal.RawMemory;

/** What calls of the scheduler do instead, once a {@link Program.Defect} is planted: the receiver comes first. */
final class PlantedDefects {
    private static final int WAKE_PENDING = 8;
    private static final long TICK = 300_000;

    private PlantedDefects() {}

    static boolean blockForgetting(long thread) {
        long word = thread + ThreadDescriptor.STATE;
        RawMemory.putInt(word, RawMemory.getInt(word) & ~WAKE_PENDING);
        return ThreadState.block(thread);
    }

    static void doNotRemove(RunQueue queue, long processor, long thread, int home) {
        RawMemory.putInt(thread + ThreadDescriptor.HOME_CPU, home);
    }

    static boolean no(long thread, int cpu) {
        return false;
    }

    static long never(long now, long nanos) {
        return Deadline.NONE;
    }

    static void doNotAdd(IdleSet set, int cpu) {}

    static boolean hasNone(LoadBalancer balancer) {
        return false;
    }

    static int neverNow(int priority, int running) {
        if (running == SchedulingPolicy.IDLE_PRIORITY) {
            return SchedulingPolicy.ATTENTION_NOW;
        }
        if (priority > running) {
            return SchedulingPolicy.ATTENTION_NONE;
        }
        return priority == running ? SchedulingPolicy.ATTENTION_SLICE : SchedulingPolicy.ATTENTION_AGING;
    }

    static void writeOnly(Placement placement, long thread, long field, int value) {
        if (field == ThreadDescriptor.URGENT) {
            RawMemory.putIntVolatile(thread + field, value);
        } else {
            placement.change(thread, field, value);
        }
    }

    static void doNotPull(LoadBalancer balancer, int cpu, int floor, long now) {}

    static void doNotRestore(Placement placement) {}

    static int noneBelow(PublishedPriorities priorities, int priority, int preferred) {
        return ThreadDescriptor.NO_CPU;
    }

    static boolean hasNoAdvantage(long thread, int priority) {
        return false;
    }

    static long nextTick(Clock clock) {
        return (clock.nanoTime() / TICK + 1) * TICK;
    }

    static boolean compareOnly(long address, int expected, int value) {
        return RawMemory.getIntVolatile(address) == expected;
    }

    static boolean testThenSet(long address, long expected, long value) {
        if (RawMemory.getLongVolatile(address) != expected) {
            return false;
        }
        RawMemory.putLongVolatile(address, value);
        return true;
    }

    static void enqueueFirst(WaitQueue queue, long address) {
        queue.enqueueFirst(address);
    }

    static void enqueueLast(WaitQueue queue, long address) {
        queue.enqueueLast(address);
    }

    static boolean testThenSetInt(long address, int expected, int value) {
        if (RawMemory.getIntVolatile(address) != expected) {
            return false;
        }
        RawMemory.putIntVolatile(address, value);
        return true;
    }

    static boolean wakeOnlyBlocked(long thread) {
        return ThreadState.get(thread) == ThreadState.BLOCKED && ThreadState.wake(thread);
    }

    static void readThenWrite(Placement placement, long thread, long field, int value) {
        boolean queued = RawMemory.getIntVolatile(thread + ThreadDescriptor.QUEUED_CPU) != ThreadDescriptor.NO_CPU;
        RawMemory.putIntVolatile(thread + field, value);
        if (queued) {
            placement.change(thread, field, value);
        }
    }

    static boolean staysIdle(long processor) {
        return false;
    }

    static boolean looksAtNothing(StallWatch watch) {
        return true;
    }

    /** As if only this CPU mattered, which idles. */
    static long looksAtOneCpu(StallWatch watch) {
        return 1;
    }

    static void doesNotLook(StallWatch watch, long processor) {}

    static long none(Statistics statistics) {
        return 0;
    }
}
