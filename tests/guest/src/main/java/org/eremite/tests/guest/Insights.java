package org.eremite.tests.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

/** Programs that somebody looks into from outside; each is a boot of its own. */
final class Insights {
    private Insights() {
    }

    /** Does what the first argument names; returns false if it names none of these. */
    static boolean apply(String[] arguments) throws InterruptedException, IOException {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "deadlock" -> deadlock();
            case "readTwice" -> readTwice();
            case "waitNamed" -> waitNamed();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Two threads, one with a monitor and one with a lock, each of which the other one wants. */
    private static void deadlock() throws InterruptedException {
        Object monitor = new Object();
        ReentrantLock lock = new ReentrantLock();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread one = new Thread(() -> {
            synchronized (monitor) {
                meet(both);
                takeLock(lock);
            }
        }, "monitor first");
        Thread other = new Thread(() -> {
            lock.lock();
            meet(both);
            takeMonitor(monitor);
        }, "lock first");
        one.start();
        other.start();
        one.join();
        other.join();
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException("nobody disturbs the two", e);
        }
    }

    private static void takeLock(ReentrantLock lock) {
        lock.lock();
        System.out.println("no deadlock");
    }

    private static void takeMonitor(Object monitor) {
        synchronized (monitor) {
            System.out.println("no deadlock");
        }
    }

    /** Waits for a line of input, tells it, and waits for another, with all other threads at rest. */
    private static void readTwice() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (int line = 0; line < 2; line++) {
            System.out.println("read " + input.readLine());
        }
    }

    /** A thread that waits in a method of its own, one that computes, and one that tells when they do and main waits, too. */
    private static void waitNamed() throws InterruptedException {
        CountDownLatch computing = new CountDownLatch(1);
        Thread sleeper = new Thread(Insights::sleepInHere, "sleeper");
        Thread runner = new Thread(() -> computeInHere(computing), "runner");
        Thread main = Thread.currentThread();
        Thread teller = new Thread(() -> tellWhenWaiting(computing, sleeper, main), "teller");
        runner.setDaemon(true);
        sleeper.start();
        runner.start();
        teller.start();
        sleeper.join();
    }

    private static void tellWhenWaiting(CountDownLatch computing, Thread... waiting) {
        while (computing.getCount() > 0) {
            Thread.yield();
        }
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.yield();
            }
        }
        System.out.println("waiting");
    }

    private static void sleepInHere() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void computeInHere(CountDownLatch computing) {
        computing.countDown();
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
