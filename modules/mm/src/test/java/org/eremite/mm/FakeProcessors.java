package org.eremite.mm;

import org.eremite.hal.Processors;

/** CPUs that only count how deep interrupts are disabled; each thread of the host is the CPU it says it is, 0 at first. */
final class FakeProcessors implements Processors {
    /** Number of CPUs. */
    static final int COUNT = 4;

    /** So many spins in a row are for a lock that nobody will ever give back. */
    private static final int SPINS = 2_000_000;

    private final ThreadLocal<int[]> spins = ThreadLocal.withInitial(() -> new int[1]);
    private final ThreadLocal<int[]> number = ThreadLocal.withInitial(() -> new int[1]);
    private final ThreadLocal<long[]> depth = ThreadLocal.withInitial(() -> new long[1]);

    /** Makes the calling thread CPU {@code cpu} from now on. */
    void become(int cpu) {
        number.get()[0] = cpu;
    }

    /** Whether the calling CPU takes interrupts, that is, holds no spin lock. */
    boolean interruptsEnabled() {
        return depth.get()[0] == 0;
    }

    @Override
    public int present() {
        return COUNT;
    }

    @Override
    public int online() {
        return COUNT;
    }

    @Override
    public int current() {
        if (interruptsEnabled()) {
            throw new AssertionError("a CPU asks for its number where it may lose the CPU at once");
        }
        return number.get()[0];
    }

    @Override
    public long disableInterrupts() {
        spins.get()[0] = 0;
        return depth.get()[0]++;
    }

    @Override
    public void restoreInterrupts(long token) {
        if (--depth.get()[0] != token) {
            throw new AssertionError("interrupts restored out of order");
        }
    }

    @Override
    public void pause() {
        if (++spins.get()[0] == SPINS) {
            throw new AssertionError("a lock is never free");
        }
        Thread.yield();
    }

    @Override
    public void reschedule(int cpu) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean start(int cpu, long area, long idleContext) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long areaBytes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void waitForInterrupt() {
        throw new UnsupportedOperationException();
    }
}
