package org.eremite.io;

import java.util.Arrays;
import java.util.Objects;

/** Open descriptors by number; the lowest free number is given out. Safe for concurrent use. */
public final class DescriptorTable {
    /** Standard input. */
    public static final int STANDARD_INPUT = 0;
    /** Standard output. */
    public static final int STANDARD_OUTPUT = 1;
    /** Standard error. */
    public static final int STANDARD_ERROR = 2;

    private static final int INITIAL_SIZE = 16;

    private Descriptor[] open = new Descriptor[INITIAL_SIZE];

    /** A table in which the three standard descriptors are {@code console}. */
    public DescriptorTable(Descriptor console) {
        Arrays.fill(open, STANDARD_INPUT, STANDARD_ERROR + 1, Objects.requireNonNull(console, "console"));
    }

    /** The descriptor with this number, or null if none is open. */
    public synchronized Descriptor get(int number) {
        return number < 0 || number >= open.length ? null : open[number];
    }

    /** Gives {@code descriptor} the lowest free number. */
    public synchronized int add(Descriptor descriptor) {
        Objects.requireNonNull(descriptor, "descriptor");
        int number = 0;
        while (number < open.length && open[number] != null) {
            number++;
        }
        if (number == open.length) {
            open = Arrays.copyOf(open, open.length * 2);
        }
        open[number] = descriptor;
        return number;
    }

    /** Frees a number; returns the descriptor it named, or null if none was open. */
    public synchronized Descriptor remove(int number) {
        Descriptor descriptor = get(number);
        if (descriptor != null) {
            open[number] = null;
        }
        return descriptor;
    }
}
