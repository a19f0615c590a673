package org.eremite.mm;

import org.eremite.hal.Processors;

/** CPUs that only count how deep interrupts are disabled; each thread of the host is one. */
final class FakeProcessors implements Processors {
    private final ThreadLocal<long[]> depth = ThreadLocal.withInitial(() -> new long[1]);

    /** Whether the calling CPU takes interrupts, that is, holds no spin lock. */
    boolean interruptsEnabled() {
        return depth.get()[0] == 0;
    }

    @Override
    public int present() {
        return MAXIMUM;
    }

    @Override
    public int online() {
        return MAXIMUM;
    }

    @Override
    public int current() {
        return 0;
    }

    @Override
    public long disableInterrupts() {
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
