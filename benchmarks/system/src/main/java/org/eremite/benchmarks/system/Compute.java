package org.eremite.benchmarks.system;

/** Work that needs nothing but a CPU. */
final class Compute implements AutoCloseable {
    private final Thread thread;
    private volatile boolean closed;
    private volatile long sink;

    /** Keeps a CPU busy with a thread of this priority until it is closed. */
    Compute(int priority) {
        thread = new Thread(this::run, "compute");
        thread.setDaemon(true);
        thread.setPriority(priority);
        thread.start();
    }

    private void run() {
        long state = 1;
        while (!closed) {
            state = quantum(state, 1000);
        }
        sink = state;
    }

    /** The state after {@code steps} steps of xorshift64 from {@code state}: always the same work. */
    static long quantum(long state, int steps) {
        long x = state;
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }

    @Override
    public void close() {
        closed = true;
        Ending.await(thread);
    }
}
