package org.eremite.image.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the guest has told about its tests; amounts are limited, whatever it says. */
public final class TestResults {
    /** Most tests of a run. */
    static final int MOST_TESTS = 200_000;
    /** Most characters of all texts together. */
    static final long MOST_TEXT = 64 << 20;

    private final Consumer<TestResult> onEnd;
    private final Map<Long, TestResult> running = new LinkedHashMap<>();
    private final List<TestResult> all = new ArrayList<>();
    private long lastIdentifier;
    private long planned;
    private long textTaken;
    private boolean done;

    /** {@code onEnd} hears of each test that is over. */
    public TestResults(Consumer<TestResult> onEnd) {
        this.onEnd = onEnd;
    }

    synchronized boolean plan(long count) {
        planned = count;
        return true;
    }

    /** Numbers only grow. */
    synchronized boolean start(long identifier, String className, String name) {
        if (done || identifier <= lastIdentifier || all.size() == MOST_TESTS || className.isEmpty()) {
            return false;
        }
        lastIdentifier = identifier;
        TestResult test = new TestResult(className, name);
        running.put(identifier, test);
        all.add(test);
        return true;
    }

    synchronized boolean text(long identifier, TestResult.Kind kind, String piece) {
        TestResult test = running.get(identifier);
        textTaken += piece.length();
        if (test == null || textTaken > MOST_TEXT) {
            return false;
        }
        test.append(kind, piece);
        return true;
    }

    boolean end(long identifier, long nanoseconds, TestResult.Status status, String exception) {
        TestResult test;
        synchronized (this) {
            test = running.remove(identifier);
            if (test == null) {
                return false;
            }
            test.end(status, nanoseconds, exception);
        }
        onEnd.accept(test);
        return true;
    }

    synchronized boolean done() {
        boolean first = !done;
        done = true;
        return first;
    }

    /** The guest has ended, and {@code why} says how: tests that run still are lost. */
    public void end(String why) {
        List<TestResult> lost;
        synchronized (this) {
            lost = List.copyOf(running.values());
            running.clear();
            for (TestResult test : lost) {
                test.append(TestResult.Kind.MESSAGE, why);
                test.end(TestResult.Status.LOST, 0, "");
            }
        }
        lost.forEach(onEnd);
    }

    /** Whether the guest has said that there is no more to come. */
    public synchronized boolean complete() {
        return done;
    }

    /** How many tests were known before the first began; invocations of parameterized tests are not among them. */
    public synchronized long planned() {
        return planned;
    }

    /** All tests, in the order in which they began. */
    public synchronized List<TestResult> all() {
        return List.copyOf(all);
    }

    /** How many tests have {@code status}. */
    public synchronized long count(TestResult.Status status) {
        return all.stream().filter(test -> test.status() == status).count();
    }
}
