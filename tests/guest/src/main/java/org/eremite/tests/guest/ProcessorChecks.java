package org.eremite.tests.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eremite.abi.CurrentThread;
import org.eremite.par.Par;
import org.eremite.par.Pinning;
import org.eremite.par.Pool;
import org.eremite.par.PoolConfiguration;

/** What a thread may ask of the system for itself, and that pools of {@code par} do. Only for a guest of this system. */
final class ProcessorChecks {
    private static final long PERIOD_NANOSECONDS = 100_000;
    private static final long PATIENCE_NANOSECONDS = 20_000_000_000L;
    private static final int BEATS = 200;
    private static final int GARBAGE = 64 << 10;

    private ProcessorChecks() {
    }

    static void run(Checks checks) {
        checks.check("a thread is on the CPU that it is bound to", ProcessorChecks::pinned);
        checks.check("each worker is on a CPU of its own", ProcessorChecks::pinnedWorkers);
        checks.check("what cannot be bound is refused", ProcessorChecks::refused);
        checks.check("beats count up to two, and go on when asked", () -> beaten(() -> { }));
        checks.check("beats find their thread while collections move it", () -> beaten(ProcessorChecks::collect));
        checks.check("threads end with their beats in force", ProcessorChecks::leaving);
        checks.check("workers are beaten by their CPUs, and no thread is there for it", ProcessorChecks::beatenWorkers);
    }

    private static int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void pinned() {
        for (int round = 0; round < 20; round++) {
            for (int cpu = 0; cpu < cpus(); cpu++) {
                CurrentThread.pin(cpu);
                Expect.equal(cpu, CurrentThread.cpu());
                Thread.yield();
                Expect.equal(cpu, CurrentThread.cpu());
            }
        }
        CurrentThread.unpin();
    }

    private static void pinnedWorkers() {
        Pinning pinning = Pinning.ofSystem().orElseThrow();
        try (Pool pool = new Pool(PoolConfiguration.ofThreads(2 * cpus()).withPinning(pinning))) {
            List<Integer> expected = IntStream.range(0, 2 * cpus()).mapToObj(worker -> worker % cpus()).toList();
            for (int round = 0; round < 20; round++) {
                Expect.equal(expected, pool.broadcast(_ -> CurrentThread.cpu()));
            }
        }
    }

    private static void refused() throws Exception {
        Expect.thrown(IllegalArgumentException.class, () -> CurrentThread.pin(cpus()));
        Expect.thrown(IllegalArgumentException.class, () -> CurrentThread.pin(-1));
        Field foreign = Beaten.class.getDeclaredField("word");
        Expect.thrown(IllegalArgumentException.class, () -> CurrentThread.startBeats(foreign, PERIOD_NANOSECONDS));
        AtomicInteger refused = new AtomicInteger();
        Thread.ofVirtual().start(() -> {
            try {
                CurrentThread.pin(0);
            } catch (UnsupportedOperationException expected) {
                refused.incrementAndGet();
            }
        }).join();
        Expect.equal(1, refused.get());
    }

    /** A thread that waits for its own beats. */
    private static final class Beaten extends Thread {
        private static final VarHandle WORD;
        private static final Field FIELD;
        /** What fields beside the word have; no compiler knows it. */
        private static final long GUARD = System.nanoTime();

        static {
            try {
                WORD = MethodHandles.lookup().findVarHandle(Beaten.class, "word", int.class);
                FIELD = Beaten.class.getDeclaredField("word");
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        private final long before;
        private int word;
        private final long behind;
        private final Runnable meanwhile;
        private int counted;
        private Throwable failure;

        Beaten(Runnable meanwhile) {
            super("beaten");
            this.before = GUARD;
            this.behind = GUARD;
            this.meanwhile = meanwhile;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                count();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }

        private void count() {
            while (counted < BEATS) {
                CurrentThread.startBeats(FIELD, PERIOD_NANOSECONDS);
                int seen;
                do {
                    meanwhile.run();
                    seen = (int) WORD.getOpaque(this);
                } while (seen < 2);
                Expect.equal(2, seen);
                // Nothing has been answered, so the beats have ended, or will with the next one.
                while (CurrentThread.hasBeats()) {
                    Thread.onSpinWait();
                }
                Expect.equal(2, WORD.getOpaque(this));
                counted += seen;
                WORD.setOpaque(this, 0);
                Expect.that(before == GUARD && behind == GUARD, "a beat has gone astray");
            }
        }
    }

    private static void beaten(Runnable meanwhile) throws Exception {
        Beaten thread = new Beaten(meanwhile);
        thread.start();
        thread.join();
        if (thread.failure != null) {
            throw new AssertionError(thread.failure);
        }
        Expect.equal(BEATS, thread.counted);
    }

    private static void collect() {
        byte[][] garbage = new byte[8][];
        for (int i = 0; i < garbage.length; i++) {
            garbage[i] = new byte[GARBAGE];
        }
        Expect.equal(GARBAGE, garbage[7].length);
        System.gc();
    }

    /** Asks for beats, works for a while, and ends with the beats in force. */
    private static final class Leaver extends Thread {
        private static final Field FIELD;
        private static volatile long sink;

        static {
            try {
                FIELD = Leaver.class.getDeclaredField("word");
            } catch (ReflectiveOperationException impossible) {
                throw new ExceptionInInitializerError(impossible);
            }
        }

        private final int rounds;
        private int word;

        Leaver(int rounds) {
            super("leaver");
            this.rounds = rounds;
        }

        @Override
        public void run() {
            for (int i = 0; i < rounds; i++) {
                word = 0;
                CurrentThread.startBeats(FIELD, CurrentThread.LEAST_BEAT_NANOS);
                sink += i;
            }
        }
    }

    private static void leaving() throws Exception {
        for (int round = 0; round < 40; round++) {
            Leaver[] threads = new Leaver[8];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Leaver(round * 25 + i);
                threads[i].start();
            }
            System.gc();
            for (Leaver thread : threads) {
                thread.join();
                Expect.that(thread.word >= 0 && thread.word <= 2, "a beat has gone astray");
            }
        }
    }

    /**
     * Alone, so that nobody who searches for work beats the worker; joins within joins, so that there is old work to offer.
     * Whether the beats are in force is asked again and again: they end by themselves where two go unanswered.
     */
    private static void beatenWorkers() {
        try (Pool pool = new Pool(1)) {
            pool.run(() -> {
                long before = pool.statistics().getFirst().tasks();
                long deadline = System.nanoTime() + PATIENCE_NANOSECONDS;
                boolean[] inForce = new boolean[1];
                Par.join(() -> {
                    while (pool.statistics().getFirst().tasks() == before || !inForce[0]) {
                        Par.join(() -> inForce[0] |= CurrentThread.hasBeats(), () -> { });
                        Expect.that(System.nanoTime() < deadline, "the worker has had no beat");
                    }
                }, () -> { });
                Expect.that(Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("par-beat")), "a thread beats");
            });
        }
    }
}
