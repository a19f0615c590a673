package org.eremite.benchmarks.parcompare;

/**
 * How long a workload is run before it counts, for just-in-time compilers: at least so long, and at least so often
 * unless that takes too long.
 *
 * @param nanos at least
 * @param runs at least
 * @param longestNanos after which fewer runs are enough, too
 */
record WarmUp(long nanos, int runs, long longestNanos) {
    /** A recursion that forks takes HotSpot about a second, in which it is ten times slower than afterwards. */
    static final WarmUp ON_HOST = new WarmUp(3_000_000_000L, 10, 6_000_000_000L);
    /** Under TCG a compiler takes so much longer. */
    static final WarmUp IN_GUEST = new WarmUp(4_000_000_000L, 10, 12_000_000_000L);
}
