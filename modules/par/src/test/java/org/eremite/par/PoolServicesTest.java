package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Broadcast, pinning, beats, the executor, and what exceptions carry. */
class PoolServicesTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(60);

    @Property(tries = 30)
    void aBroadcastRunsOnceOnEveryWorker(@ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        Pool pool = Pools.of(workers);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Integer> expected = IntStream.range(0, workers).mapToObj(i -> i * i).toList();
        assertTimeoutPreemptively(FOR_EVER, () -> {
            assertEquals(expected, pool.broadcast(worker -> {
                assertEquals(worker, Worker.current().index());
                threads.add(Thread.currentThread());
                return worker * worker;
            }));
            assertEquals(workers, threads.size());
            assertEquals(expected, pool.run(() -> Par.broadcast(worker -> worker * worker)), "from inside");
            assertThrows(IllegalStateException.class, () -> pool.broadcast(worker -> {
                throw new IllegalStateException();
            }));
        });
    }

    @Property(tries = 50)
    void aBroadcastDuringCloseEndsOrIsRefused(@ForAll @IntRange(min = 1, max = 4) int workers) {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            Pool pool = new Pool(workers);
            AtomicInteger refused = new AtomicInteger();
            Thread caller = new Thread(() -> {
                try {
                    while (true) {
                        pool.broadcast(worker -> worker);
                    }
                } catch (IllegalStateException closed) {
                    refused.incrementAndGet();
                }
            });
            caller.start();
            Thread.yield();
            pool.close();
            caller.join();
            assertEquals(1, refused.get());
        });
    }

    @Example
    void everyWorkerPinsItselfOnceBeforeItWorks() {
        Set<Integer> pinned = ConcurrentHashMap.newKeySet();
        AtomicInteger calls = new AtomicInteger();
        PoolConfiguration configuration = PoolConfiguration.ofThreads(3).withName("pinned").withPinning(worker -> {
            assertTrue(Thread.currentThread().getName().equals("pinned-" + worker));
            pinned.add(worker);
            calls.incrementAndGet();
        });
        try (Pool pool = new Pool(configuration)) {
            pool.broadcast(worker -> {
                assertTrue(pinned.contains(worker));
                return null;
            });
        }
        assertEquals(Set.of(0, 1, 2), pinned);
        assertEquals(3, calls.get());
    }

    @Example
    void anOrdinarySystemOffersNoPinning() {
        assertTrue(Pinning.ofSystem().isEmpty());
    }

    @Example
    void theTimerRestsUntilWorkIsForkedAndBeatsWhileItGoesOn() {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            AtomicInteger beats = new AtomicInteger();
            AtomicInteger useless = new AtomicInteger();
            BeatSource counting = listener -> new TimerBeats().open(() -> {
                beats.incrementAndGet();
                long pause = listener.onBeat();
                useless.set(pause == 0 ? useless.get() + 1 : 0);
                return pause;
            });
            try (Pool pool = new Pool(PoolConfiguration.ofThreads(1).withBeats(counting))) {
                awaitRest(useless);
                for (int round = 0; round < 20; round++) {
                    int atRest = beats.get();
                    pool.run(() -> { });
                    assertEquals(atRest, beats.get(), "a task without forks needs no beats");
                    pool.run(() -> {
                        Par.join(() -> { }, () -> { });
                        int before = beats.get();
                        while (beats.get() < before + 3) {
                            Thread.onSpinWait();
                        }
                    });
                    awaitRest(useless);
                }
            }
        });
    }

    /** A source that interrupts each worker by itself: here by the worker's own hand, in the field that is meant for it. */
    private static final class OwnBeats implements BeatSource, BeatSource.Beats {
        private static final Field WORD = BeatSource.word();
        private final Map<Thread, Integer> resumed = new ConcurrentHashMap<>();
        private final Map<Thread, List<Long>> pauses = new ConcurrentHashMap<>();
        /** Of the one worker of the pool. */
        private long lastPause = FIRST_PAUSE_NANOS;
        private long lastAnswer = System.nanoTime();
        private boolean beatsWhenAnswered;

        static {
            WORD.setAccessible(true);
        }

        @Override
        public Beats open(Listener listener) {
            return this;
        }

        @Override
        public void resume() {
            resumed.merge(Thread.currentThread(), 1, Integer::sum);
        }

        @Override
        public void answered(LongSupplier pause) {
            lastPause = pause.getAsLong();
            lastAnswer = System.nanoTime();
            pauses.computeIfAbsent(Thread.currentThread(), _ -> new ArrayList<>()).add(lastPause);
            if (beatsWhenAnswered) {
                beatsWhenAnswered = false;
                beat();
                beat();
            }
        }

        void awaitUsefulBeat() {
            while (System.nanoTime() - lastAnswer < lastPause) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
        }

        static void forkUntilQuiet() {
            do {
                Par.join(() -> { }, () -> { });
            } while (word() != PendingWork.QUIET);
        }

        private static int word() {
            try {
                return WORD.getInt(Thread.currentThread());
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        static void beat() {
            try {
                WORD.setInt(Thread.currentThread(), word() + 1);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Example
    void aWorkerThatIsBeatenByItselfAsksForTheNextBeatWhenItHasAnswered() {
        OwnBeats beats = new OwnBeats();
        try (Pool pool = new Pool(PoolConfiguration.ofThreads(1).withBeats(beats))) {
            Thread worker = pool.run(Thread::currentThread);
            assertEquals(Map.of(), beats.resumed, "a task without forks needs no beats");
            pool.run(() -> {
                Par.join(() -> { }, () -> { });
                assertTrue(beats.resumed.get(worker) >= 1);
                OwnBeats.forkUntilQuiet();
                assertEquals(Map.of(), beats.pauses, "nothing has been answered");
                for (int i = 0; i < 10; i++) {
                    beats.awaitUsefulBeat();
                    OwnBeats.beat();
                    OwnBeats.forkUntilQuiet();
                }
            });
            assertEquals(10, beats.pauses.get(worker).size());
            assertEquals(List.of(200_000L, 400_000L, 800_000L, 1_600_000L, 1_600_000L),
                    beats.pauses.get(worker).subList(0, 5), "rarer while nobody profits");
        }
    }

    /** The source may rest by then, since nobody was at work. */
    @Example
    void aWorkerThatHasWaitedResumesTheBeats() {
        OwnBeats beats = new OwnBeats();
        try (Pool pool = new Pool(PoolConfiguration.ofThreads(1).withBeats(beats)); Pool other = new Pool(1)) {
            pool.run(() -> {
                OwnBeats.forkUntilQuiet();
                int before = beats.resumed.get(Thread.currentThread());
                other.run(() -> {
                    while (pool.idle().anyBusy()) {
                        Thread.yield();
                    }
                });
                assertTrue(beats.resumed.get(Thread.currentThread()) > before);
            });
        }
    }

    /** The source may have given up by then, and wait for the answer. */
    @Example
    void beatsThatComeWhileAWorkerAnswersAreAnsweredToo() {
        OwnBeats beats = new OwnBeats();
        try (Pool pool = new Pool(PoolConfiguration.ofThreads(1).withBeats(beats))) {
            pool.run(() -> {
                OwnBeats.forkUntilQuiet();
                beats.beatsWhenAnswered = true;
                OwnBeats.beat();
                OwnBeats.forkUntilQuiet();
            });
            assertEquals(2, beats.pauses.values().iterator().next().size());
        }
    }

    @Example
    void beatsThatComeTooEarlyDoNotMakeTheNextOnesRarer() {
        OwnBeats beats = new OwnBeats();
        try (Pool pool = new Pool(PoolConfiguration.ofThreads(1).withBeats(beats))) {
            pool.run(() -> {
                OwnBeats.forkUntilQuiet();
                long begin = System.nanoTime();
                for (int i = 0; i < 1000; i++) {
                    OwnBeats.beat();
                    OwnBeats.forkUntilQuiet();
                    long elapsed = System.nanoTime() - begin;
                    // The first may be in time; then each pause has to pass before the next one, twice as long.
                    assertTrue((beats.lastPause - 2 * BeatSource.FIRST_PAUSE_NANOS) / 8 * 7 <= elapsed,
                            "beat " + i + ": pause=" + beats.lastPause + " elapsed=" + elapsed);
                }
            });
        }
    }

    /** The timer rests when two beats, one after the other, have been of no use. */
    private static void awaitRest(AtomicInteger useless) {
        while (useless.get() < 2) {
            Thread.yield();
        }
    }

    @Example
    void anExceptionOfAnotherThreadHasBothStacks() {
        IllegalStateException thrown = assertThrows(IllegalStateException.class, this::callerOfThePool);
        assertTrue(mentions(thrown, "thrower"), "the stack of the worker");
        CallerTrace trace = (CallerTrace) thrown.getSuppressed()[0];
        assertTrue(mentions(trace, "callerOfThePool"), "the stack of the caller");
        assertFalse(mentions(thrown, "callerOfThePool"));
    }

    private void callerOfThePool() {
        Pools.of(1).run(PoolServicesTest::thrower);
    }

    private static void thrower() {
        throw new IllegalStateException("thrown in a worker");
    }

    private static boolean mentions(Throwable thrown, String method) {
        return Arrays.stream(thrown.getStackTrace()).anyMatch(frame -> frame.getMethodName().contains(method));
    }

    @Example
    void anExceptionThrownForEverDoesNotGrowForEver() {
        IllegalStateException constant = new IllegalStateException("constant");
        for (int i = 0; i < 1000; i++) {
            assertSame(constant, assertThrows(IllegalStateException.class, () -> Pools.of(1).run(() -> {
                throw constant;
            })));
        }
        assertTrue(constant.getSuppressed().length < 100);
    }

    @Example
    void theExecutorRunsAndEnds() {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            ExecutorService executor = Pools.of(2).executor();
            List<Future<Integer>> futures = executor.invokeAll(
                    IntStream.range(0, 50).<Callable<Integer>>mapToObj(i -> () -> i + 1).toList());
            int sum = 0;
            for (Future<Integer> future : futures) {
                sum += future.get();
            }
            assertEquals(1275, sum);
            assertNotSame(Thread.currentThread(), executor.submit(Thread::currentThread).get());
            executor.shutdown();
            assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS) && executor.isTerminated());
            assertThrows(RejectedExecutionException.class, () -> executor.submit(() -> 1));
            assertEquals(1, Pools.of(2).run(() -> 1), "the pool goes on");
        });
    }

    @Example
    void shutdownNowReturnsWhatHasNotBegun() {
        assertTimeoutPreemptively(FOR_EVER, () -> {
            ExecutorService executor = Pools.of(1).executor();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            executor.execute(() -> {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException unexpected) {
                    throw new AssertionError(unexpected);
                }
            });
            begun.await();
            executor.execute(() -> { });
            assertFalse(executor.isTerminated());
            assertEquals(1, executor.shutdownNow().size());
            assertFalse(executor.awaitTermination(1, TimeUnit.MILLISECONDS));
            release.countDown();
            assertTrue(executor.awaitTermination(60, TimeUnit.SECONDS));
        });
    }

    @Example
    void aClosedPoolRejectsCommands() {
        Pool pool = new Pool(1);
        ExecutorService executor = pool.executor();
        pool.close();
        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> { }));
        executor.shutdown();
        assertTrue(executor.isTerminated());
    }

    @Property(tries = 40)
    void streamsOfAllKindsAreRead(@ForAll @IntRange(max = 20_000) int length) {
        List<Integer> expected = IntStream.range(0, length).boxed().toList();
        assertEquals(expected, Par.of(expected.stream()).toList(), "sized");
        assertEquals(expected, Par.of(expected.stream().map(i -> i)).toList(), "sized, in a pipeline");
        assertEquals(expected, Par.of(expected.stream().filter(i -> true)).toList(), "not sized");
        assertEquals(expected, Par.of(Stream.iterate(0, i -> i + 1).limit(length)).toList(), "without parts");
    }
}
