package org.eremite.tests.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.IntStream;

/** {@code java.util.concurrent}, virtual threads and scoped values. */
final class ConcurrencyChapter {
    private static final ScopedValue<String> USER = ScopedValue.newInstance();
    private static final ThreadLocal<Integer> LOCAL = ThreadLocal.withInitial(() -> 7);
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    private volatile String updated = "old";

    private ConcurrencyChapter() {}

    static void tell(Transcript transcript) {
        executors(transcript);
        futures(transcript);
        synchronizers(transcript);
        threads(transcript);
        scopes(transcript);
    }

    private static void executors(Transcript t) {
        t.line("executor.invokeAll", () -> {
            try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
                int sum = 0;
                for (Future<Integer> future : pool.invokeAll(IntStream.range(0, 20).mapToObj(i -> (java.util.concurrent.Callable<Integer>) () -> i * i).toList())) {
                    sum += future.get();
                }
                return sum;
            }
        });
        t.line("executor.invokeAny", () -> {
            try (ExecutorService pool = Executors.newCachedThreadPool()) {
                return pool.invokeAny(List.of(() -> "x", () -> "x"));
            }
        });
        t.line("executor.failure", () -> {
            try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
                return pool.submit(() -> {
                    throw new java.io.IOException("inside");
                }).get();
            }
        });
        t.line("executor.rejected", () -> {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            pool.shutdown();
            try {
                return pool.submit(() -> 1);
            } catch (java.util.concurrent.RejectedExecutionException e) {
                return "rejected";
            }
        });
        t.line("executor.scheduled", () -> {
            try (ScheduledExecutorService pool = Executors.newScheduledThreadPool(2)) {
                CountDownLatch three = new CountDownLatch(3);
                Future<?> repeated = pool.scheduleAtFixedRate(three::countDown, 0, 1, TimeUnit.MILLISECONDS);
                boolean done = three.await(60, TimeUnit.SECONDS);
                repeated.cancel(false);
                return done + " " + pool.schedule(() -> "later", 1, TimeUnit.MILLISECONDS).get();
            }
        });
        t.line("forkJoin", () -> ForkJoinPool.commonPool().invoke(new Fibonacci(22)));
        t.line("forkJoin.own", () -> {
            try (ForkJoinPool pool = new ForkJoinPool(4)) {
                return pool.invoke(new Fibonacci(18));
            }
        });
    }

    /** Computes a Fibonacci number the slow way. */
    private static final class Fibonacci extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final int n;

        Fibonacci(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Fibonacci first = new Fibonacci(n - 1);
            first.fork();
            return new Fibonacci(n - 2).compute() + first.join();
        }
    }

    private static void futures(Transcript t) {
        t.line("future.chain", () -> CompletableFuture.supplyAsync(() -> 20).thenApplyAsync(i -> i + 1)
                .thenCombine(CompletableFuture.supplyAsync(() -> 2), (a, b) -> a * b).get());
        t.line("future.exception", () -> CompletableFuture.supplyAsync(() -> 1 / Integer.parseInt("0")).exceptionally(e -> -1).join());
        t.line("future.timeout", () -> {
            try {
                return new CompletableFuture<String>().orTimeout(5, TimeUnit.MILLISECONDS).get();
            } catch (java.util.concurrent.ExecutionException e) {
                return e.getCause() instanceof TimeoutException;
            }
        });
        t.line("future.cancelled", () -> {
            CompletableFuture<String> future = new CompletableFuture<>();
            future.cancel(true);
            try {
                return future.join();
            } catch (CancellationException e) {
                return "cancelled";
            }
        });
        t.line("future.allOf", () -> {
            List<CompletableFuture<Integer>> all = IntStream.range(0, 50).mapToObj(i -> CompletableFuture.supplyAsync(() -> i)).toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
            return all.stream().mapToInt(CompletableFuture::join).sum();
        });
        t.line("publisher", () -> {
            List<Integer> received = new ArrayList<>();
            CountDownLatch complete = new CountDownLatch(1);
            try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
                publisher.subscribe(new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(Integer item) {
                        received.add(item);
                    }

                    @Override
                    public void onError(Throwable throwable) {
                        complete.countDown();
                    }

                    @Override
                    public void onComplete() {
                        complete.countDown();
                    }
                });
                IntStream.range(0, 5).forEach(publisher::submit);
            }
            return complete.await(60, TimeUnit.SECONDS) + " " + received;
        });
    }

    private static void synchronizers(Transcript t) {
        t.line("semaphore", () -> {
            Semaphore semaphore = new Semaphore(2, true);
            semaphore.acquire();
            return semaphore.tryAcquire(2) + " " + semaphore.availablePermits();
        });
        t.line("barrier", () -> {
            AtomicInteger trips = new AtomicInteger();
            CyclicBarrier barrier = new CyclicBarrier(3, trips::incrementAndGet);
            together(3, i -> {
                barrier.await();
                barrier.await();
            });
            return trips;
        });
        t.line("phaser", () -> {
            Phaser phaser = new Phaser(1);
            phaser.register();
            together(1, i -> phaser.arriveAndDeregister());
            return phaser.arriveAndAwaitAdvance() + " " + phaser.getRegisteredParties();
        });
        t.line("exchanger", () -> {
            Exchanger<String> exchanger = new Exchanger<>();
            CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> exchanged(exchanger, "from other"));
            return exchanged(exchanger, "from me") + " " + other.get();
        });
        t.line("readWriteLock", () -> {
            ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
            lock.writeLock().lock();
            lock.readLock().lock();
            lock.writeLock().unlock();
            return lock.getReadLockCount() + " " + lock.isWriteLocked();
        });
        t.line("stampedLock", () -> {
            StampedLock lock = new StampedLock();
            long stamp = lock.tryOptimisticRead();
            lock.unlockWrite(lock.writeLock());
            return lock.validate(stamp);
        });
        t.line("queue.blocking", () -> {
            BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(2);
            AtomicLong sum = new AtomicLong();
            together(2, i -> {
                for (int k = 0; k < 500; k++) {
                    if (i == 0) {
                        queue.put(k);
                    } else {
                        sum.addAndGet(queue.take());
                    }
                }
            });
            return sum;
        });
        t.line("queue.delay", () -> {
            DelayQueue<Later> queue = new DelayQueue<>();
            long now = System.nanoTime();
            queue.add(new Later("second", now + 4_000_000));
            queue.add(new Later("first", now + 1_000_000));
            return queue.take().name() + " " + queue.take().name();
        });
        t.line("adder", () -> {
            LongAdder adder = new LongAdder();
            together(4, i -> IntStream.range(0, 10_000).forEach(k -> adder.increment()));
            return adder;
        });
        t.line("fieldUpdater", () -> {
            ConcurrencyChapter chapter = new ConcurrencyChapter();
            boolean set = AtomicReferenceFieldUpdater.newUpdater(ConcurrencyChapter.class, String.class, "updated")
                    .compareAndSet(chapter, "old", "new");
            return set + " " + chapter.updated;
        });
    }

    /** Something to be had only at its time. */
    private record Later(String name, long time) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(time - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(time, ((Later) other).time);
        }
    }

    private static String exchanged(Exchanger<String> exchanger, String mine) {
        try {
            return exchanger.exchange(mine, 60, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Work of one of several threads. */
    private interface Work {
        void run(int index) throws Exception;
    }

    private static void together(int count, Work work) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, count).mapToObj(i -> Thread.ofPlatform().start(() -> {
            try {
                work.run(i);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void threads(Transcript t) {
        t.line("thread.local", () -> {
            LOCAL.set(8);
            AtomicInteger other = new AtomicInteger();
            together(1, i -> other.set(LOCAL.get()));
            return LOCAL.get() + " " + other;
        });
        t.line("thread.inherited", () -> {
            INHERITED.set("from parent");
            AtomicInteger length = new AtomicInteger();
            together(1, i -> length.set(INHERITED.get().length()));
            return length;
        });
        t.line("thread.interrupt", () -> {
            CompletableFuture<String> result = new CompletableFuture<>();
            Thread thread = Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(Duration.ofMinutes(5));
                    result.complete("slept");
                } catch (InterruptedException e) {
                    result.complete("interrupted " + Thread.currentThread().isInterrupted());
                }
            });
            thread.interrupt();
            return result.get(60, TimeUnit.SECONDS);
        });
        t.line("thread.states", () -> {
            Thread thread = Thread.ofPlatform().unstarted(() -> {});
            Thread.State before = thread.getState();
            thread.start();
            thread.join();
            return before + " " + thread.getState();
        });
        t.line("thread.uncaught", () -> {
            CompletableFuture<String> caught = new CompletableFuture<>();
            Thread.ofPlatform().name("thrower").uncaughtExceptionHandler((thread, e) -> caught.complete(thread.getName() + " " + e.getMessage()))
                    .start(() -> {
                        throw new IllegalStateException("uncaught");
                    });
            return caught.get(60, TimeUnit.SECONDS);
        });
        t.line("virtual.many", () -> {
            LongAdder sum = new LongAdder();
            try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 2_000).forEach(i -> pool.submit(() -> {
                    Thread.sleep(1);
                    sum.add(i);
                    return null;
                }));
            }
            return sum;
        });
        t.line("virtual.properties", () -> {
            CompletableFuture<String> result = new CompletableFuture<>();
            Thread.ofVirtual().name("v").start(() -> result.complete(Thread.currentThread().isVirtual() + " " + Thread.currentThread().isDaemon()
                    + " " + Thread.currentThread().getName() + " " + Thread.currentThread().getThreadGroup().getName()));
            return result.get(60, TimeUnit.SECONDS);
        });
    }

    private static void scopes(Transcript t) {
        t.line("scoped.unbound", () -> USER.isBound() + " " + USER.orElse("nobody"));
        t.line("scoped.get", () -> USER.get());
        t.line("scoped.where", () -> ScopedValue.where(USER, "alice").call(() -> USER.get() + ScopedValue.where(USER, "bob").call(USER::get) + USER.get()));
        t.line("scoped.afterwards", () -> {
            try {
                ScopedValue.where(USER, "alice").run(() -> {
                    throw new IllegalStateException(USER.get());
                });
                return "nothing thrown";
            } catch (IllegalStateException e) {
                return e.getMessage() + " " + USER.isBound();
            }
        });
        t.line("scoped.virtual", () -> {
            CompletableFuture<String> result = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> ScopedValue.where(USER, "carol").run(() -> {
                Thread.yield();
                result.complete(USER.get());
            }));
            return result.get(60, TimeUnit.SECONDS);
        });
    }
}
