package org.eremite.tests.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Vector registers across preemption: threads that compete for the CPUs keep values of their own in every register.
 *
 * <p>The low halves: fifteen sums that are live through a loop, and the operand, take the sixteen registers. The full
 * width: the loops over arrays that the compiler has as vector code, with sums of products spread over many registers.
 * AVX-512 has no check: the emulator implements none of it, and images are compiled for x86-64-v3.
 */
final class VectorChecks {
    private static final long MILLISECONDS = 600;
    private static final int STEPS = 8_000;
    private static final int LENGTH = 16_384;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    private VectorChecks() {
    }

    static void run(Checks checks) {
        int threads = 2 * Runtime.getRuntime().availableProcessors() + 1;
        checks.check("sixteen registers of doubles on competing threads",
                () -> new VectorChecks().compete(threads, VectorChecks::sums));
        checks.check("registers in full width on competing threads",
                () -> new VectorChecks().compete(threads, VectorChecks::arrays));
    }

    /** One thread's computation: null if every result is right. */
    private interface Computation {
        String run(int thread);
    }

    /** Runs {@code computation} on {@code threads} at once, while a further thread interrupts them as often as it can. */
    private void compete(int threads, Computation computation) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i + 1;
            all.add(start(() -> {
                try {
                    do {
                        String failure = computation.run(number);
                        if (failure != null) {
                            wrong.add(failure);
                        }
                    } while (!stop.get());
                } catch (Throwable thrown) {
                    wrong.add("thread " + number + ": " + thrown);
                }
            }));
        }
        all.add(start(() -> {
            try {
                while (!stop.get()) {
                    Thread.sleep(0, 100_000);
                }
            } catch (InterruptedException nobodyDoes) {
                wrong.add("interrupted");
            }
        }));
        Thread.sleep(MILLISECONDS);
        stop.set(true);
        for (Thread thread : all) {
            thread.join();
        }
        Expect.that(wrong.isEmpty(), wrong.size() + " wrong results, one of them " + wrong.peek());
    }

    private static Thread start(Runnable body) {
        Thread thread = new Thread(body);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Sums of integers, all below 2^53 and so exact in doubles. */
    private static String sums(int thread) {
        double step = thread;
        double a = 0;
        double b = 1;
        double c = 2;
        double d = 3;
        double e = 4;
        double f = 5;
        double g = 6;
        double h = 7;
        double i = 8;
        double j = 9;
        double k = 10;
        double l = 11;
        double m = 12;
        double n = 13;
        double o = 14;
        for (int count = 0; count < STEPS; count++) {
            a += step;
            b += a;
            c += b - a;
            d += c - b;
            e += step;
            f += e;
            g += f - e;
            h += g - f;
            i += step;
            j += i;
            k += j - i;
            l += k - j;
            m += step;
            n += m;
            o += n - m;
        }
        double[] got = {a, b, c, d, e, f, g, h, i, j, k, l, m, n, o};
        double[] expected = expectedSums(thread);
        return Arrays.equals(expected, got) ? null : "thread " + thread + ": " + Arrays.toString(got);
    }

    /** The same, with one value live at a time, in integers. */
    private static double[] expectedSums(int thread) {
        long[] sum = new long[15];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = i;
        }
        for (int count = 0; count < STEPS; count++) {
            for (int i = 0; i < sum.length; i++) {
                long own = i % 4;
                sum[i] += own == 0 ? thread : own == 1 ? sum[i - 1] : sum[i - 1] - sum[i - 2];
            }
        }
        double[] doubles = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            doubles[i] = sum[i];
        }
        return doubles;
    }

    /** Hashes, comparisons and searches that the compiler turns into vector instructions, against plain loops. */
    private static String arrays(int thread) {
        int[] numbers = new int[LENGTH];
        byte[] bytes = new byte[LENGTH];
        int hash = 1;
        for (int i = 0; i < LENGTH; i++) {
            numbers[i] = i * thread * 0x9E3779B1;
            bytes[i] = (byte) (i % 100 + thread);
            hash = 31 * hash + numbers[i];
        }
        byte[] copy = bytes.clone();
        for (int round = 0; round < 20; round++) {
            int different = (round * 797 + thread * 31) % LENGTH;
            if (Arrays.hashCode(numbers) != hash) {
                return "thread " + thread + ": hash of an array";
            }
            if (!Arrays.equals(bytes, copy)) {
                return "thread " + thread + ": equal arrays differ";
            }
            copy[different]++;
            if (Arrays.mismatch(bytes, copy) != different) {
                return "thread " + thread + ": difference at another index";
            }
            copy[different]--;
        }
        return null;
    }
}
