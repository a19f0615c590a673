package org.eremite.app.rayonlike.family;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The sieve of Eratosthenes on odd numbers, by pieces that fit into a cache. */
final class Sieve implements Family {
    /** Odd numbers in a piece. */
    private static final int PIECE = 100_000;

    @Override
    public String name() {
        return "sieve";
    }

    @Override
    public Size size() {
        return new Size("bound of the primes", 10, 1_000_000_000, 10_000_000);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        Supplier<Long> known = CheckedWorkload.once(() -> primesUpTo(size - 1));
        return List.of(CheckedWorkload.of("sieve", Cells.BYTES, () -> run(Sequential.FORMS, size),
                () -> run(parallel, size), result -> fault(result, known.get())));
    }

    /** A byte for each odd number below the bound, 1 if it is prime. */
    private static byte[] run(Parallel forms, int bound) {
        int root = (int) Math.ceil(Math.sqrt(bound));
        byte[] flags = new byte[bound / 2];
        // All odd numbers below the root, with at least one more beyond.
        int small = Math.min(flags.length, root / 2 + 1);
        Arrays.fill(flags, 1, small, (byte) 1);
        clear(flags, 1, small, small);
        forms.forEach(0, (flags.length - small + PIECE - 1) / PIECE, piece -> {
            int from = small + piece * PIECE;
            int to = from + Math.min(PIECE, flags.length - from);
            Arrays.fill(flags, from, to, (byte) 1);
            clear(flags, from, to, small);
        });
        return flags;
    }

    /** Clears multiples of the primes below {@code small} between two indices; index i stands for 2i + 1. */
    private static void clear(byte[] flags, int from, int to, int small) {
        for (int i = 1; i < small; i++) {
            if (flags[i] == 1) {
                int prime = 2 * i + 1;
                int square = prime * prime / 2;
                int first = square >= from ? square : from + Math.floorMod(i - from, prime);
                for (int multiple = first; multiple < to; multiple += prime) {
                    flags[multiple] = 0;
                }
            }
        }
    }

    private static String fault(byte[] flags, long known) {
        long primes = 1;
        for (byte flag : flags) {
            primes += flag;
        }
        return primes == known ? null : "has " + primes + " primes, not " + known;
    }

    /**
     * The number of primes without finding them: count[v] is the count of numbers from 2 to v that are left when the
     * multiples of ever more primes are removed (Legendre).
     */
    private static long primesUpTo(long limit) {
        int root = (int) Math.sqrt(limit);
        long[] low = new long[root + 1];
        long[] high = new long[root + 1];
        for (int v = 1; v <= root; v++) {
            low[v] = v - 1;
            high[v] = limit / v - 1;
        }
        for (long p = 2; p <= root; p++) {
            if (low[(int) p] == low[(int) p - 1]) {
                continue;
            }
            long before = low[(int) p - 1];
            for (int v = 1; v <= root && limit / v >= p * p; v++) {
                long rest = v * p <= root ? high[(int) (v * p)] : low[(int) (limit / (v * p))];
                high[v] -= rest - before;
            }
            for (int v = root; v >= p * p; v--) {
                low[v] -= low[(int) (v / p)] - before;
            }
        }
        return high[1];
    }
}
