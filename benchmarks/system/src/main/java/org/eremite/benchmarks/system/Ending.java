package org.eremite.benchmarks.system;

/** Waits for threads that have been told to end, so that none of them disturbs the next measurement. */
final class Ending {
    private Ending() {
    }

    static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
