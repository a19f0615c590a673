package org.eremite.tests.guest;

import java.util.concurrent.CountDownLatch;

/** Programs that somebody looks into from outside; each is a boot of its own. */
final class Insights {
    private Insights() {
    }

    /** Does what the first argument names; returns false if it names none of these. Those that it names do not end. */
    static boolean apply(String[] arguments) throws InterruptedException {
        switch (arguments.length == 0 ? "" : arguments[0]) {
            case "deadlock" -> deadlock();
            case "waitNamed" -> waitNamed();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Two threads, each with a monitor that the other one wants. */
    private static void deadlock() throws InterruptedException {
        Object left = new Object();
        Object right = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Thread one = new Thread(() -> takeInTurn(left, right, both), "left first");
        Thread other = new Thread(() -> takeInTurn(right, left, both), "right first");
        one.start();
        other.start();
        one.join();
        other.join();
    }

    private static void takeInTurn(Object first, Object second, CountDownLatch both) {
        synchronized (first) {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            synchronized (second) {
                System.out.println("no deadlock");
            }
        }
    }

    /** A thread that waits in a method of its own, and one that computes. */
    private static void waitNamed() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        Thread sleeper = new Thread(() -> sleepInHere(waiting), "sleeper");
        Thread runner = new Thread(Insights::computeInHere, "runner");
        runner.setDaemon(true);
        sleeper.start();
        runner.start();
        waiting.await();
        System.out.println("waiting");
        sleeper.join();
    }

    private static void sleepInHere(CountDownLatch waiting) {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void computeInHere() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
