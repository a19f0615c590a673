package org.eremite.tests.platform;

import java.io.PrintStream;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * What the program computed, one line each: {@code NAME = VALUE}, or {@code NAME ! EXCEPTION: MESSAGE}.
 *
 * <p>Lines are ASCII whatever the encoding of the stream: any other character is written as its escape in Java.
 */
final class Transcript {
    private static final char FIRST_PLAIN = ' ';
    private static final char LAST_PLAIN = '~';

    private final PrintStream out;
    private int lines;

    Transcript(PrintStream out) {
        this.out = out;
    }

    /** What one line tells. */
    @FunctionalInterface
    interface Value {
        /** Computes it; an exception is a result like any other. */
        Object get() throws Throwable;
    }

    /** What is done for its effect. */
    @FunctionalInterface
    interface Action {
        /** Does it. */
        void run() throws Throwable;
    }

    /** Tells {@code value}, or with what it failed and the message of that. */
    void line(String name, Value value) {
        try {
            write(name + " = " + text(value.get()));
        } catch (Throwable failure) {
            write(name + " ! " + failure.getClass().getName() + ": " + failure.getMessage());
        }
    }

    /** Tells only the class of what {@code action} throws, where messages may differ between systems. */
    void refusal(String name, Action action) {
        line(name, () -> {
            try {
                action.run();
                return "nothing thrown";
            } catch (Throwable failure) {
                return failure.getClass().getName();
            }
        });
    }

    /** Ends the transcript with the number of its lines, so that one cut short is noticed. */
    void finish() {
        out.println("lines = " + lines);
        out.flush();
    }

    private void write(String line) {
        StringBuilder plain = new StringBuilder(line.length());
        line.chars().forEach(c -> {
            if (c < FIRST_PLAIN || c > LAST_PLAIN) {
                plain.append(String.format("\\u%04x", c));
            } else {
                plain.append((char) c);
            }
        });
        out.println(plain);
        lines++;
    }

    private static String text(Object value) {
        if (value == null || !value.getClass().isArray()) {
            return String.valueOf(value);
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(text(Array.get(value, i)));
        }
        return elements.toString();
    }
}
