package org.eremite.benchmarks.kernel;

import java.util.List;
import org.eremite.abi.probe.KernelMemory;
import org.eremite.benchmarks.system.Rounds;

/**
 * {@code WORD ... [warm=N] [rounds=N] [n=N]}: what {@link org.eremite.benchmarks.system.Main} measures, and
 * {@code frames} and {@code mappings}.
 */
public final class Main {
    private static final int USAGE = 2;
    private static final int[] ORDERS = {0, 1, 9, 10};
    private static final int[] PAGES = {1, 16, 512};
    /** Blocks that are allocated at the same time. */
    private static final int LIVE = 8;

    private Main() {
    }

    /** Measures. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> others = org.eremite.benchmarks.system.Main.measure(System.out, arguments);
        Rounds rounds = org.eremite.benchmarks.system.Main.rounds(arguments);
        for (String word : others) {
            switch (word) {
                case "frames" -> frames(rounds);
                case "mappings" -> mappings(rounds);
                default -> {
                    System.err.println("nothing to measure is called " + word);
                    System.exit(USAGE);
                }
            }
        }
    }

    /** Blocks of frames: allocated and freed again, by size. */
    private static void frames(Rounds rounds) throws InterruptedException {
        for (int order : ORDERS) {
            rounds.measure("frames-order-" + order, n -> {
                long[] blocks = new long[LIVE];
                long begin = System.nanoTime();
                for (int i = 0; i < n; i += LIVE) {
                    for (int slot = 0; slot < LIVE; slot++) {
                        blocks[slot] = KernelMemory.allocateFrames(order);
                    }
                    for (int slot = 0; slot < LIVE; slot++) {
                        KernelMemory.freeFrames(blocks[slot], order);
                    }
                }
                return System.nanoTime() - begin;
            }).print(System.out);
        }
    }

    /** Reserved addresses: committed and uncommitted again, by number of small pages. */
    private static void mappings(Rounds rounds) throws InterruptedException {
        for (int pages : PAGES) {
            long bytes = pages * KernelMemory.PAGE_BYTES;
            // Off a boundary of large pages, so that small ones are mapped.
            long reserved = KernelMemory.reserve(bytes + KernelMemory.PAGE_BYTES);
            long address = reserved + KernelMemory.PAGE_BYTES;
            rounds.measure("commit-uncommit-" + pages, Math.max(1, rounds.n() / pages), n -> {
                long begin = System.nanoTime();
                for (int i = 0; i < n; i++) {
                    KernelMemory.commit(address, bytes);
                    KernelMemory.uncommit(address, bytes);
                }
                return System.nanoTime() - begin;
            }).print(System.out);
            KernelMemory.release(reserved, bytes + KernelMemory.PAGE_BYTES);
        }
    }
}
