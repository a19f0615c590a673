package org.eremite.tests.guest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stress for minutes: {@code soak NAME seed=SEED seconds=SECONDS} runs rounds of one of these until the time is up and
 * they are conclusive, each generated from the seed and its number. A violation, or a round in which nothing goes on, ends
 * the program with status 1 and says seed and round; a round can be repeated alone with {@code round=N}.
 */
enum Soak {
    /** Threads, platform and virtual, that compute, wait and wake each other in every way. */
    SCHED {
        @Override
        void round(SplittableRandom random, AtomicLong progress) throws InterruptedException {
            new SchedulerSoak(random, progress).run();
        }
    },
    /** Memory of every kind, taken and given back by several threads, down to the last of it. */
    MM {
        private final MemoryCensus census = new MemoryCensus();

        @Override
        void round(SplittableRandom random, AtomicLong progress) throws InterruptedException {
            new MemorySoak(random, progress, census).run();
        }

        @Override
        boolean isConclusive() {
            return census.isConclusive();
        }

        @Override
        String summary() {
            return census.summary();
        }
    },
    /** Nested parallel work that computes, waits, fails and is cancelled; needs no guest. */
    PAR {
        @Override
        void round(SplittableRandom random, AtomicLong progress) throws Exception {
            new ParallelSoak(random, progress).run();
        }
    };

    private static final String WORD = "soak";
    private static final long REPORT_SECONDS = 30;
    /** Longest time without progress; a busy host may have a guest of many CPUs wait for long. */
    private static final long PATIENCE_SECONDS = 120;
    private static final long LOOK_SECONDS = 5;
    private static final int FAILED = 1;

    /** One round: generates its load by {@code random}, counts what gets done, throws if something does not hold. */
    abstract void round(SplittableRandom random, AtomicLong progress) throws Exception;

    /** Whether the rounds so far suffice to tell that everything holds. */
    boolean isConclusive() {
        return true;
    }

    /** What there is to say of all rounds. */
    String summary() {
        return "";
    }

    /** Does what the arguments name, if the first is {@code soak}; then it does not return. */
    static boolean apply(String[] arguments) throws Exception {
        if (arguments.length < 2 || !arguments[0].equals(WORD)) {
            return false;
        }
        Map<String, Long> given = new HashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=", 2);
            given.put(setting[0], Long.parseLong(setting[1]));
        }
        Soak soak = valueOf(arguments[1].toUpperCase(Locale.ROOT));
        long seed = given.getOrDefault("seed", System.nanoTime());
        Long only = given.get("round");
        if (only != null) {
            soak.rounds(seed, only, 0);
        } else {
            soak.rounds(seed, 0, given.getOrDefault("seconds", 1L));
        }
        System.exit(0);
        return true;
    }

    private void rounds(long seed, long first, long seconds) {
        AtomicLong progress = new AtomicLong();
        AtomicLong number = new AtomicLong(first);
        String name = name().toLowerCase(Locale.ROOT);
        System.out.println("soak " + name + ": seed " + seed + ", " + Runtime.getRuntime().availableProcessors() + " CPUs");
        watch(seed, progress, number);
        long begin = System.nanoTime();
        long reported = begin;
        do {
            try {
                round(new SplittableRandom(seed + number.get()), progress);
            } catch (Throwable violation) {
                violation.printStackTrace(System.out);
                fail(seed, number.get(), "violation");
            }
            number.incrementAndGet();
            if (System.nanoTime() - reported > TimeUnit.SECONDS.toNanos(REPORT_SECONDS)) {
                reported = System.nanoTime();
                System.out.println("soak " + name + ": " + (number.get() - first) + " rounds, " + progress + " steps");
            }
        } while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds) || seconds > 0 && !isConclusive());
        System.out.println("soak " + name + ": " + (number.get() - first) + " rounds, " + progress + " steps, all held"
                + summary());
    }

    /** Ends the program if nothing goes on; of the highest priority, so that it is not itself held up. */
    private static void watch(long seed, AtomicLong progress, AtomicLong number) {
        Thread.ofPlatform().daemon().name("watch").priority(Thread.MAX_PRIORITY).start(() -> {
            long seen = -1;
            long since = System.nanoTime();
            for (;;) {
                try {
                    TimeUnit.SECONDS.sleep(LOOK_SECONDS);
                } catch (InterruptedException interrupted) {
                    return;
                }
                if (progress.get() != seen) {
                    seen = progress.get();
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    Thread.getAllStackTraces().forEach((thread, trace) -> {
                        System.out.println(thread + " " + thread.getState());
                        for (StackTraceElement element : trace) {
                            System.out.println("    " + element);
                        }
                    });
                    fail(seed, number.get(), "nothing goes on after " + seen + " steps");
                }
            }
        });
    }

    private static void fail(long seed, long round, String what) {
        System.out.println("soak FAILED: " + what + "; to repeat it: seed=" + seed + " round=" + round);
        System.out.flush();
        Runtime.getRuntime().halt(FAILED);
    }
}
