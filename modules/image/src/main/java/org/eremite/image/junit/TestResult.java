package org.eremite.image.junit;

import java.util.EnumMap;
import java.util.Map;

/** What the guest has told about one test so far. */
public final class TestResult {
    /** Most characters kept of a text. */
    static final int MOST_TEXT = 1 << 19;

    /** What came of it. */
    public enum Status {
        /** It has begun. */
        RUNNING,
        /** It returned. */
        PASSED,
        /** It threw an {@link AssertionError}. */
        FAILED,
        /** It threw something else. */
        ERROR,
        /** It did not begin, or found that it makes no sense here. */
        SKIPPED,
        /** The guest ended while it ran. */
        LOST
    }

    /** What a text is. */
    public enum Kind {
        /** Written to {@code System.out}. */
        OUT,
        /** Written to {@code System.err}. */
        ERR,
        /** An exception's message, a reason. */
        MESSAGE,
        /** A stack trace. */
        TRACE
    }

    private final String className;
    private final String name;
    private final Map<Kind, StringBuilder> texts = new EnumMap<>(Kind.class);
    private Status status = Status.RUNNING;
    private long nanoseconds;
    private String exception = "";

    /** A test that has begun; an empty {@code name} if it is the class that did something. */
    TestResult(String className, String name) {
        this.className = className;
        this.name = name;
    }

    void append(Kind kind, String piece) {
        StringBuilder text = texts.computeIfAbsent(kind, _ -> new StringBuilder());
        text.append(piece, 0, Math.min(piece.length(), MOST_TEXT - text.length()));
    }

    void end(Status result, long duration, String exceptionClass) {
        status = result;
        nanoseconds = duration;
        exception = exceptionClass;
    }

    /** Binary name of its class. */
    public String className() {
        return className;
    }

    /** Its method, with the types of its parameters and the number of its invocation; empty for the class itself. */
    public String name() {
        return name;
    }

    /** What came of it. */
    public Status status() {
        return status;
    }

    /** How long it took, by the guest's clock. */
    public long nanoseconds() {
        return nanoseconds;
    }

    /** Class of what it threw, or empty. */
    public String exception() {
        return exception;
    }

    /** All of a text, or empty. */
    public String text(Kind kind) {
        StringBuilder text = texts.get(kind);
        return text == null ? "" : text.toString();
    }
}
